package parfocal.server.alpaca;

import io.javalin.Javalin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.hub.HubFocuser;
import parfocal.server.RawHttp;

/// Sixty-four clients that read `position` as fast as they can while the focuser moves, against as many that read a constant from a bare
/// handler of the same HTTP library, in turns in the same run. Not part of the build: start `main` on the test class path.
///
/// Every reply is checked: it answers the request that was asked last, the server's own numbers rise and are nobody else's, and the
/// position is between start and target and never further from the target than the one before.
final class PollingBench {
    private static final int CLIENTS = 64;
    private static final int REQUESTS = 600;
    private static final int ROUNDS = 10;
    private static final int WARM_UP = 2;

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
            double[] ratios = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double[] constant = run(bare.port(), _ -> PollingBench::constant);
                int start = focuser.state().positionSteps();
                int target = start < 5_000 ? 9_900 : 100;
                focuser.moveTo(target, new parfocal.hub.Client("bench", ""));
                Set<Long> serverNumbers = ConcurrentHashMap.newKeySet();
                double[] position =
                        run(
                                bench.door.port(),
                                client -> new Checked(client + 1, start, target, serverNumbers));
                boolean moved = focuser.state().moving();
                double ratio = at(position, 0.99) / at(constant, 0.99);
                System.out.printf(
                        "round %d: bare p50 %.2f p99 %.2f ms; position p50 %.2f p99 %.2f ms; ratio of p99 %.2f; %d replies right and in order; still moving %b at %d%n",
                        round,
                        at(constant, 0.5),
                        at(constant, 0.99),
                        at(position, 0.5),
                        at(position, 0.99),
                        ratio,
                        serverNumbers.size(),
                        moved,
                        focuser.state().positionSteps());
                if (round >= 0) {
                    ratios[round] = ratio;
                }
                focuser.halt(new parfocal.hub.Client("bench", ""));
                while (focuser.state().moving()) {
                    Thread.onSpinWait();
                }
            }
            Arrays.sort(ratios);
            System.out.printf(
                    "ratio of p99: median %.2f, from %.2f to %.2f%n",
                    ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
        }
        var _ = bare.stop();
    }

    private static void constant(RawHttp http, int transaction) throws IOException {
        if (http.get("/constant").status() != 200) {
            throw new IOException("the bare handler failed");
        }
    }

    /// One client during one move.
    private static final class Checked implements Poll {
        private static final Pattern REPLY =
                Pattern.compile(
                        "\\{\"Value\":(\\d+),\"ClientTransactionID\":(\\d+),\"ServerTransactionID\":(\\d+),\"ErrorNumber\":0,\"ErrorMessage\":\"\"}");

        private final int client;
        private final int target;
        private final Set<Long> serverNumbers;
        private int last;
        private long lastServerNumber;

        Checked(int client, int start, int target, Set<Long> serverNumbers) {
            this.client = client;
            this.target = target;
            this.serverNumbers = serverNumbers;
            this.last = start;
        }

        @Override
        public void once(RawHttp http, int transaction) throws IOException {
            var reply =
                    http.get(
                            "/api/v1/focuser/0/position?ClientID=%d&ClientTransactionID=%d"
                                    .formatted(client, transaction));
            Matcher told = REPLY.matcher(reply.text());
            if (reply.status() != 200 || !told.matches()) {
                throw new IOException("wrong: " + reply.text());
            }
            int position = Integer.parseInt(told.group(1));
            long serverNumber = Long.parseLong(told.group(3));
            boolean onTheWay =
                    Math.min(last, target) <= position && position <= Math.max(last, target);
            if (!onTheWay
                    || Integer.parseInt(told.group(2)) != transaction
                    || serverNumber <= lastServerNumber
                    || !serverNumbers.add(serverNumber)) {
                throw new IOException(
                        "after %d on the way to %d, in answer to %d, after the server's %d: %s"
                                .formatted(
                                        last, target, transaction, lastServerNumber, reply.text()));
            }
            last = position;
            lastServerNumber = serverNumber;
        }
    }

    /// Milliseconds of every request, sorted.
    private static double[] run(int port, IntFunction<Poll> polls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<double[]>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Poll poll = polls.apply(client);
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
