package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An Alpaca server that says what it was told to say, good or bad, and remembers what it was asked. It shares no code with the
/// program.
public final class FakeAlpaca implements AutoCloseable {
    private static final String ROOT = "/api/v1/";

    /// What is said to one request. `{id}` in the body becomes the client's transaction.
    ///
    /// @param body       one character for each byte
    /// @param lengthTold Content-Length, or -1 for the true one
    public record Answer(int status, String type, String body, long lengthTold, boolean hangUp) {
        public static Answer json(String body) {
            return new Answer(200, "application/json", body, -1, false);
        }

        public static Answer value(String json) {
            return json(
                    "{\"Value\":%s,\"ClientTransactionID\":{id},\"ServerTransactionID\":7,\"ErrorNumber\":0,\"ErrorMessage\":\"\"}"
                            .formatted(json));
        }

        public static Answer error(int number, String message) {
            return json(
                    "{\"Value\":null,\"ClientTransactionID\":{id},\"ServerTransactionID\":7,\"ErrorNumber\":%d,\"ErrorMessage\":\"%s\"}"
                            .formatted(number, message));
        }

        public static Answer status(int status, String type, String body) {
            return new Answer(status, type, body, -1, false);
        }

        public static Answer image(byte[] body) {
            return new Answer(
                    200, "application/imagebytes", new String(body, ISO_8859_1), -1, false);
        }

        public Answer hangingUp() {
            return new Answer(status, type, body, lengthTold, true);
        }

        public Answer promising(long length) {
            return new Answer(status, type, body, length, false);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();

    public FakeAlpaca() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /// From now on this is said to `GET position` and the like: each answer once, the last one for ever.
    public FakeAlpaca says(String request, Answer... inTurn) {
        answers.put(request, new ArrayDeque<>(Arrays.asList(inTurn)));
        return this;
    }

    /// The same with values: `has("position", "4570")`.
    public FakeAlpaca has(String member, String... values) {
        return says(
                "GET " + member, Arrays.stream(values).map(Answer::value).toArray(Answer[]::new));
    }

    /// These orders are taken.
    public FakeAlpaca takes(String... members) {
        for (String member : members) {
            says(
                    "PUT " + member,
                    Answer.json(
                            "{\"ClientTransactionID\":{id},\"ServerTransactionID\":7,\"ErrorNumber\":0,\"ErrorMessage\":\"\"}"));
        }
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public AlpacaAddress device(AlpacaType type) {
        return AlpacaAddress.of("127.0.0.1", port(), type, 0);
    }

    /// What was asked, in order, without the ids: `PUT move Position=100`.
    public List<String> asked() {
        return asked;
    }

    /// The orders among them.
    public List<String> orders() {
        return asked.stream().filter(each -> each.startsWith("PUT")).toList();
    }

    /// The Authorization headers that came.
    public List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        String parameters = body.isEmpty() ? String.valueOf(query) : body;
        String path = exchange.getRequestURI().getPath();
        String member =
                path.startsWith(ROOT) ? path.replaceFirst("/api/v1/[a-z]+/\\d+/", "") : path;
        String request = exchange.getRequestMethod() + " " + member;
        String rest = parameters.replaceAll("&?Client(Transaction)?ID=\\d+", "");
        asked.add((request + " " + rest).strip());
        var login = exchange.getRequestHeaders().getFirst("Authorization");
        if (login != null) {
            logins.add(login);
        }
        answer(exchange, next(request), parameters.replaceAll(".*ClientTransactionID=", ""));
    }

    private Answer next(String request) {
        Deque<Answer> queue = answers.get(request);
        if (queue == null) {
            return Answer.error(0x400, "not here");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    private static void answer(HttpExchange exchange, Answer answer, String id) throws IOException {
        byte[] body = answer.body.replace("{id}", id).getBytes(ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        if (answer.hangUp) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        long length = answer.lengthTold < 0 ? body.length : answer.lengthTold;
        exchange.sendResponseHeaders(answer.status, length == 0 ? -1 : length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        } catch (IOException _) {
            // Less than was promised: the connection is cut.
        }
    }
}
