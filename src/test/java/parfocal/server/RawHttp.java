package parfocal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP as it is written, over one connection that stays open: tests say every letter themselves.
public final class RawHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedInputStream in;
    private final int port;

    public RawHttp(int port) throws IOException {
        this.port = port;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /// What came back.
    public static final class Reply {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body;
        }

        public int status() {
            return status;
        }

        /// By name, lower case.
        public Map<String, String> headers() {
            return headers;
        }

        public byte[] body() {
            return body;
        }

        public String text() {
            return new String(body, UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String contentType() {
            return headers.getOrDefault("content-type", "");
        }

        /// Of Alpaca's envelope.
        public int error() {
            return json().get("ErrorNumber").intValue();
        }

        public JsonNode value() {
            return json().get("Value");
        }
    }

    public Reply get(String target, String... headerLines) throws IOException {
        return exchange("GET", target, "", headerLines);
    }

    public Reply put(String target, String form, String... headerLines) throws IOException {
        return exchange("PUT", target, form, headerLines);
    }

    public Reply exchange(String method, String target, String form, String... headerLines)
            throws IOException {
        var request = new StringBuilder();
        request.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (java.util.Arrays.stream(headerLines).noneMatch(line -> line.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        for (String line : headerLines) {
            request.append(line).append("\r\n");
        }
        byte[] body = form.getBytes(UTF_8);
        if (!method.equals("GET")) {
            request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        request.append("\r\n").append(form);
        send(request.toString());
        return reply();
    }

    public void send(String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    public Reply reply() throws IOException {
        String status = line();
        var headers = new HashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body =
                headers.containsKey("transfer-encoding")
                        ? chunks()
                        : in.readNBytes(
                                Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Reply(Integer.parseInt(status.substring(9, 12)), headers, body);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16);
                size > 0;
                size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            var _ = line();
        }
        var _ = line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
