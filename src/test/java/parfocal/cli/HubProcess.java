package parfocal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `parfocal serve` in a process of its own, as a user runs it, and the talk with it over HTTP.
final class HubProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private HubProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts a hub on free ports and returns when it says that it is ready.
    static HubProcess start(Path data, String... options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "parfocal.cli.Parfocal",
                                "serve",
                                "--data",
                                data.toString(),
                                "--http",
                                "0",
                                "--indi",
                                "0",
                                "--discovery",
                                "off"));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.to(data.resolve("story.log").toFile()))
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return new HubProcess(process, line.split(" ", 3)[1]);
            }
        }
        throw new IOException("the hub ended before it was ready; see story.log");
    }

    String address() {
        return address;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(HttpRequest.newBuilder(uri(path)).GET()));
    }

    /// @return the body, whatever the status
    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(
                text(
                        HttpRequest.newBuilder(uri(path))
                                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    /// The hub's first focuser, as soon as it is as wanted.
    JsonNode focuser(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        Pace pace = Pace.wall();
        var end = pace.now().plus(PATIENCE);
        while (true) {
            JsonNode focuser = get("/api/parfocal/v1/status").path("focusers").path(0);
            if (wanted.test(focuser)) {
                return focuser;
            }
            if (pace.now().isAfter(end)) {
                throw new IOException("the hub never came to that: " + focuser);
            }
            pace.pause(Duration.ofMillis(20));
        }
    }

    /// As the power supply does it.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        var _ = process.waitFor();
    }

    /// As Ctrl-C does it.
    void end() throws InterruptedException {
        http.close();
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(10))) {
            kill();
        }
    }

    private String text(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                        request.timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private URI uri(String path) {
        return URI.create(address + path);
    }
}
