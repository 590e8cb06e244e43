package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// One long answer over HTTP/1.1, on a connection of its own. The bytes go from the kernel into one buffer outside the heap, and from
/// there to the sink, all on the asking thread.
final class SocketFetch {
    private static final int BUFFER_BYTES = 128 << 10;
    private static final int USUAL_PORT = 80;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8 << 10;

    private final AlpacaAddress address;
    private final Duration toConnect;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

    /// @param address of an `http` server
    SocketFetch(AlpacaAddress address, Duration toConnect) {
        this.address = address;
        this.toConnect = toConnect;
    }

    /// @throws IOException when there is no way to the server, it breaks, or what comes is no HTTP
    /// @throws TimeoutException when the ask's time is over
    /// @throws InterruptedException as soon as the thread is interrupted
    <T> T fetch(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws IOException, AlpacaFormatException, TimeoutException, InterruptedException {
        var over = new CompletableFuture<Boolean>();
        try (SocketChannel channel = SocketChannel.open()) {
            // Closing ends whatever read is waiting.
            var timed =
                    over.completeOnTimeout(false, ask.limit().toMillis(), TimeUnit.MILLISECONDS)
                            .thenAccept(finished -> {
                                if (!finished) {
                                    close(channel);
                                }
                            });
            try {
                connect(channel);
                send(channel, request(ask));
                T answer = answer(channel, sinks);
                var _ = over.complete(true);
                return answer;
            } catch (ClosedByInterruptException _) {
                // The interrupt is told by the exception from here on.
                var _ = Thread.interrupted();
                throw new InterruptedException();
            } catch (AsynchronousCloseException closed) {
                throw timedOut(ask, closed);
            } catch (IOException broken) {
                if (timed.isDone()) {
                    throw timedOut(ask, broken);
                }
                throw broken;
            }
        } finally {
            var _ = over.complete(true);
        }
    }

    private static TimeoutException timedOut(HttpAsk ask, IOException cause) {
        var late = new TimeoutException("no end of %s within %s".formatted(ask, ask.limit()));
        var _ = late.initCause(cause);
        return late;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // Closed either way.
        }
    }

    private void connect(SocketChannel channel) throws IOException, InterruptedException {
        URI server = address.server();
        var to =
                new InetSocketAddress(
                        server.getHost().replaceAll("[\\[\\]]", ""),
                        server.getPort() > 0 ? server.getPort() : USUAL_PORT);
        if (to.isUnresolved()) {
            throw new UnknownHostException(server.getHost());
        }
        try {
            channel.socket().connect(to, (int) toConnect.toMillis());
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failed;
        }
    }

    private byte[] request(HttpAsk ask) {
        var text = new StringBuilder();
        text.append(
                "GET %s HTTP/1.1\r\nHost: %s\r\n"
                        .formatted(
                                ask.path(),
                                address.server().getAuthority().replaceAll("%[^\\]]*", "")));
        text.append("Accept: %s\r\nConnection: close\r\n".formatted(ask.accept()));
        address.authorization()
                .ifPresent(authorization ->
                        text.append("Authorization: %s\r\n".formatted(authorization)));
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static void send(SocketChannel channel, byte[] request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            var _ = channel.write(bytes);
        }
    }

    private <T> T answer(SocketChannel channel, Function<HttpHead, ReplySink<T>> sinks)
            throws IOException, AlpacaFormatException {
        int status = status(line(channel));
        Map<String, String> headers = headers(channel);
        while (status < 200) {
            // Said before the answer.
            status = status(line(channel));
            headers = headers(channel);
        }
        OptionalLong length = length(headers);
        ReplySink<T> sink =
                sinks.apply(new HttpHead(status, headers.getOrDefault("content-type", ""), length));
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            chunks(channel, sink);
        } else if (length.isPresent()) {
            pass(channel, sink, length.getAsLong());
        } else {
            while (buffer.hasRemaining() || more(channel)) {
                sink.take(buffer);
            }
        }
        return sink.end();
    }

    private static int status(String first) throws IOException {
        if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("\"%s\" is no HTTP".formatted(first));
        }
        return Integer.parseInt(first, 9, 12, 10);
    }

    private Map<String, String> headers(SocketChannel channel) throws IOException {
        var headers = new HashMap<String, String>();
        for (int count = 0; count < MOST_HEADERS; count++) {
            String header = line(channel);
            if (header.isEmpty()) {
                return headers;
            }
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IOException("\"%s\" is no header".formatted(header));
            }
            headers.put(
                    header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        throw new IOException("more than %d headers".formatted(MOST_HEADERS));
    }

    private static OptionalLong length(Map<String, String> headers) throws IOException {
        String told = headers.getOrDefault("content-length", "");
        if (told.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!told.matches("\\d{1,12}")) {
            throw new IOException("a Content-Length of \"%s\"".formatted(told));
        }
        return OptionalLong.of(Long.parseLong(told));
    }

    private void chunks(SocketChannel channel, ReplySink<?> sink)
            throws IOException, AlpacaFormatException {
        while (true) {
            String size = line(channel).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                throw new IOException("a piece of \"%s\" bytes".formatted(size));
            }
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                var _ = headers(channel);
                return;
            }
            pass(channel, sink, bytes);
            var _ = line(channel);
        }
    }

    private void pass(SocketChannel channel, ReplySink<?> sink, long bytes)
            throws IOException, AlpacaFormatException {
        long left = bytes;
        while (left > 0) {
            if (!buffer.hasRemaining() && !more(channel)) {
                throw new IOException("it ended %d bytes too early".formatted(left));
            }
            int count = (int) Math.min(left, buffer.remaining());
            sink.take(buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            left -= count;
        }
    }

    /// One line of the head, without its end.
    private String line(SocketChannel channel) throws IOException {
        var line = new StringBuilder();
        while (buffer.hasRemaining() || more(channel)) {
            char one = (char) (buffer.get() & 0xFF);
            if (one == '\n') {
                int end = line.length();
                line.setLength(end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
                return line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException(
                        "a line of more than %d bytes before the answer".formatted(LONGEST_LINE));
            }
            line.append(one);
        }
        throw new IOException("it ended before the answer");
    }

    private boolean more(SocketChannel channel) throws IOException {
        int count = channel.read(buffer.clear());
        var _ = buffer.flip();
        return count >= 0;
    }
}
