package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/// Goes once through what users wait for, a run and the start of the hub, so that the launcher can keep the classes it took for later
/// starts. Not in the list of commands: nobody else needs it.
@Command(name = "rehearse", hidden = true, mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var nobody = new PrintWriter(Writer.nullWriter());
        var _ = Parfocal.run(nobody, nobody, "autofocus", "--rig", "refractor-toa150", "--json");
        Path data = Files.createTempDirectory("parfocal-rehearsal");
        try {
            serve(data);
        } catch (ExecutionException | TimeoutException _) {
            // A rehearsal that went wrong only means a slower start.
        }
        // The hub's threads still wait for a signal that will not come.
        System.exit(Parfocal.DONE);
        return Parfocal.DONE;
    }

    private static void serve(Path data)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var ready = new CompletableFuture<String>();
        var out = new PrintWriter(new FirstLine(ready), true);
        Thread.ofPlatform()
                .daemon()
                .start(() ->
                        Parfocal.run(
                                out,
                                new PrintWriter(Writer.nullWriter()),
                                "serve",
                                "--data",
                                data.toString(),
                                "--http",
                                "0",
                                "--indi",
                                "0",
                                "--discovery",
                                "off"));
        String[] addresses =
                ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).strip().split(" ", 3);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path :
                    new String[] {
                        "/api/parfocal/v1/status",
                        "/management/v1/configureddevices",
                        "/api/v1/focuser/0/connected"
                    }) {
                var _ =
                        http.send(
                                HttpRequest.newBuilder(URI.create(addresses[1] + path)).build(),
                                HttpResponse.BodyHandlers.ofString());
            }
        }
        URI indi = URI.create(addresses[2]);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(indi.getHost(), indi.getPort()));
            socket.getOutputStream()
                    .write("<getProperties version='1.7'/>".getBytes(StandardCharsets.UTF_8));
            var _ = socket.getInputStream().read(new byte[4096]);
        }
    }

    /// Completes with the first line that is written.
    private static final class FirstLine extends Writer {
        private final CompletableFuture<String> line;
        private final StringBuilder text = new StringBuilder();

        FirstLine(CompletableFuture<String> line) {
            this.line = line;
        }

        @Override
        public void write(char[] characters, int from, int count) {
            text.append(characters, from, count);
            if (text.indexOf("\n") >= 0) {
                line.complete(text.substring(0, text.indexOf("\n")));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
