package parfocal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Options that lead to a running hub, and the talk with it.
final class HubClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// The hub itself says which program met it; without that word it is what a request gets while the hub ends.
    private static final int FAULT = 500;

    private static final int REFUSED = 409;
    private static final int SENSELESS = 400;

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description = "The running hub. Default: ${DEFAULT-VALUE}.")
    private String hub = Advice.USUAL_HUB;

    @Option(
            names = "--focuser",
            paramLabel = "NAME",
            description = "Which focuser; needed only where the hub has several.")
    private @Nullable String focuser;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "The hub's token, for changes of settings; read from the data directory when this is the hub's computer.")
    private @Nullable String token;

    // Made when it is needed: it gets ready for encryption, which takes as long as many a command.
    private @Nullable HttpClient http;

    private HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        }
        return http;
    }

    /// The whole state of the hub.
    JsonNode status() throws Refusal, InterruptedException {
        return send(request("/status").GET().build());
    }

    /// As it was given, without a slash at its end.
    String address() {
        return hub.replaceAll("/+$", "");
    }

    /// The options that lead there again, as a command line goes on: ` --hub http://pi:11111`; nothing where none are needed.
    String again() {
        String there = address().equals(Advice.USUAL_HUB) ? "" : " --hub " + address();
        return focuser == null ? there : "%s --focuser \"%s\"".formatted(there, focuser);
    }

    boolean namesFocuser() {
        return focuser != null;
    }

    /// The focuser that was meant.
    ///
    /// @throws Misuse when the hub has several and none was named, or none of that name
    JsonNode focuser() throws Refusal, Misuse, InterruptedException {
        List<JsonNode> meant = focusers();
        if (meant.isEmpty()) {
            throw new Refusal("The hub has no focuser. Add one to its configuration.");
        }
        if (meant.size() > 1) {
            throw new Misuse(
                    "The hub has several focusers; say which with --focuser: %s."
                            .formatted(ids(meant)));
        }
        return meant.getFirst();
    }

    /// The focuser that was named, or all of them.
    ///
    /// @throws Misuse when there is none of that name
    List<JsonNode> focusers() throws Refusal, Misuse, InterruptedException {
        List<JsonNode> all = status().path("focusers").valueStream().toList();
        if (focuser == null) {
            return all;
        }
        List<JsonNode> named =
                all.stream()
                        .filter(each ->
                                each.path("id").asString().equals(focuser)
                                        || each.path("name").asString().equals(focuser))
                        .toList();
        if (named.isEmpty()) {
            throw new Misuse(
                    "The hub has no focuser '%s'. It has: %s."
                            .formatted(focuser, all.isEmpty() ? "none" : ids(all)));
        }
        return named;
    }

    private static String ids(List<JsonNode> focusers) {
        return String.join(
                ", ", focusers.stream().map(each -> each.path("id").asString()).toList());
    }

    /// Gives an order to the focuser that was meant.
    ///
    /// @param order `move`, `halt`, …
    void order(String order, Json body) throws Refusal, Misuse, InterruptedException {
        var _ = post("/focusers/%s/%s".formatted(focuser().path("id").asString(), order), body);
    }

    /// @throws Misuse when the hub cannot make sense of what was typed, such as a night that is no date
    JsonNode get(String path) throws Refusal, Misuse, InterruptedException {
        return sensible(answer(request(path).GET().build()));
    }

    /// An answer that is no JSON, or is wanted letter by letter.
    String text(String path) throws Refusal, InterruptedException {
        HttpResponse<String> response =
                ask(
                        request(path).GET().build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() >= 400) {
            throw new Refusal(here(response.body().strip()));
        }
        return response.body();
    }

    /// @throws Misuse when the hub cannot make sense of what was typed, such as a filter that the wheel has not
    JsonNode post(String path, Json body) throws Refusal, Misuse, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        return sensible(answer(request));
    }

    private JsonNode sensible(HttpResponse<String> response) throws Refusal, Misuse {
        if (response.statusCode() == SENSELESS) {
            throw new Misuse(here(response.body().strip()));
        }
        return accepted(response);
    }

    /// What `--focuser` was given, as an id.
    Optional<String> named() {
        return Optional.ofNullable(focuser).map(Configuration::idOf);
    }

    /// Hands on each line of a long answer as it comes.
    ///
    /// @throws Misuse as [#get] does
    void lines(String path, Consumer<String> each) throws Refusal, Misuse, InterruptedException {
        HttpResponse<Stream<String>> response =
                ask(request(path).GET().build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() == SENSELESS) {
                throw new Misuse(lines.collect(Collectors.joining(" ")).strip());
            }
            if (response.statusCode() >= 400) {
                throw new Refusal(lines.collect(Collectors.joining(" ")).strip());
            }
            lines.forEach(each);
        } catch (UncheckedIOException broken) {
            throw new Refusal("The hub at %s: %s".formatted(hub, broken.getMessage()), broken);
        }
    }

    private HttpRequest.Builder request(String path) throws Refusal {
        URI uri;
        try {
            uri = URI.create(address() + "/api/parfocal/v1" + path);
            var builder =
                    HttpRequest.newBuilder(uri)
                            .timeout(PATIENCE)
                            .header("X-Parfocal-Client", "command line");
            token().ifPresent(shown -> builder.header("X-Parfocal-Token", shown));
            return builder;
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(
                    "'%s' is no address of a hub; write --hub http://HOST:11111.".formatted(hub),
                    wrong);
        }
    }

    private JsonNode send(HttpRequest request) throws Refusal, InterruptedException {
        return accepted(answer(request));
    }

    private JsonNode accepted(HttpResponse<String> response) throws Refusal {
        JsonNode body = read(response.body());
        if (response.statusCode() == REFUSED) {
            throw new Refusal(here(body.path("error").asString(response.body())));
        }
        if (response.statusCode() >= 400) {
            throw new Refusal(here(response.body().strip()));
        }
        return body;
    }

    private HttpResponse<String> answer(HttpRequest request) throws Refusal, InterruptedException {
        HttpResponse<String> response =
                ask(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() == FAULT && !response.body().contains("Parfocal")) {
            var ending = new IOException("it answered " + response.statusCode());
            throw new HubGone("The hub at %s is ending.".formatted(hub), ending);
        }
        return response;
    }

    private <T> HttpResponse<T> ask(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws Refusal, InterruptedException {
        try {
            return http().send(request, handler);
        } catch (ConnectException absent) {
            throw new HubGone(
                    "No hub answers at %s. Start one with `parfocal serve`, or say where it is with --hub."
                            .formatted(hub),
                    absent);
        } catch (IOException broken) {
            throw new HubGone(
                    "The hub at %s broke off: %s. Look with `parfocal status`."
                            .formatted(
                                    hub,
                                    Optional.ofNullable(broken.getMessage())
                                            .orElse("it closed the line")),
                    broken);
        }
    }

    private String here(String sentence) {
        return Advice.forHub(sentence, address());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            // Refusals of the door itself are plain sentences.
            return JSON.createObjectNode();
        }
    }

    private Optional<String> token() {
        if (token != null) {
            return Optional.of(token);
        }
        Path file = DataDirectory.here(Optional.empty()).path().resolve("token");
        try {
            return Files.isReadable(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
