package parfocal.server.alpaca;

import io.javalin.Javalin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import parfocal.hub.HubFocuser;
import parfocal.server.RawHttp;

/// Sixty-four clients that read `position` as fast as they can while the focuser moves, against as many that read a constant from a bare
/// handler of the same HTTP library, in turns in the same run. Not part of the build: start `main` on the test class path.
final class PollingBench {
    private static final int CLIENTS = 64;
    private static final int REQUESTS = 600;
    private static final int ROUNDS = 5;

    private PollingBench() {}

    private interface Poll {
        void once(RawHttp http, int transaction) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        Javalin bare =
                Javalin.create(
                                config -> {
                                    config.startup.showJavalinBanner = false;
                                    config.concurrency.useVirtualThreads = true;
                                    config.routes.get(
                                            "/constant",
                                            context ->
                                                    context.contentType("application/json")
                                                            .result("{\"Value\":5000}"));
                                })
                        .start("127.0.0.1", 0);
        try (var bench = new AlpacaBench()) {
            HubFocuser focuser = bench.addFocuser("usb-focus", 200);
            try (RawHttp http = bench.client()) {
                var _ = http.put("/api/v1/focuser/0/connected", "Connected=True");
            }
            for (int round = 0; round < ROUNDS; round++) {
                focuser.moveTo(round % 2 == 0 ? 9_900 : 100, new parfocal.hub.Client("bench", ""));
                double[] constant = run(bare.port(), PollingBench::constant);
                double[] position = run(bench.door.port(), PollingBench::position);
                System.out.printf(
                        "round %d: bare p50 %.2f p99 %.2f ms; position p50 %.2f p99 %.2f ms; ratio of p99 %.2f; moving %b at %d%n",
                        round,
                        at(constant, 0.5),
                        at(constant, 0.99),
                        at(position, 0.5),
                        at(position, 0.99),
                        at(position, 0.99) / at(constant, 0.99),
                        focuser.state().moving(),
                        focuser.state().positionSteps());
            }
        }
        var _ = bare.stop();
    }

    private static void constant(RawHttp http, int transaction) throws IOException {
        if (http.get("/constant").status() != 200) {
            throw new IOException("the bare handler failed");
        }
    }

    private static void position(RawHttp http, int transaction) throws IOException {
        var reply =
                http.get(
                        "/api/v1/focuser/0/position?ClientID=1&ClientTransactionID=" + transaction);
        String echo = "\"ClientTransactionID\":" + transaction + ",";
        if (reply.status() != 200
                || !reply.text().contains(echo)
                || !reply.text().contains("\"ErrorNumber\":0,")) {
            throw new IOException("wrong or out of order: " + reply.text());
        }
    }

    /// Milliseconds of every request, sorted.
    private static double[] run(int port, Poll poll) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<double[]>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(() -> client(port, poll));
            }
            List<Future<double[]>> done = threads.invokeAll(clients);
            double[] all = new double[CLIENTS * REQUESTS];
            for (int i = 0; i < CLIENTS; i++) {
                System.arraycopy(done.get(i).get(), 0, all, i * REQUESTS, REQUESTS);
            }
            Arrays.sort(all);
            return all;
        }
    }

    private static double[] client(int port, Poll poll) throws IOException {
        double[] millis = new double[REQUESTS];
        try (var http = new RawHttp(port)) {
            for (int i = 0; i < REQUESTS; i++) {
                long began = System.nanoTime();
                poll.once(http, i + 1);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        return millis;
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
