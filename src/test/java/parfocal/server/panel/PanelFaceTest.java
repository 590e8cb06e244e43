package parfocal.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.Memory;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real HTTP to a hub with one quick emulated focuser.
final class PanelFaceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private final Token token = Token.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<WebDoor> door = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        FocuserDriver driver = Drivers.byId("moonlite").orElseThrow();
        FocuserEmulator device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 20_000, 0, OptionalDouble.of(10), Map.of()),
                        Pace.wall());
        hub.add(
                new FocuserPlan(
                        "main",
                        "Main",
                        "moonlite",
                        "memory",
                        true,
                        () ->
                                driver.open(
                                        new MemoryLine(
                                                "MoonLite", device, Pace.wall(), WireLog.none()),
                                        Pace.wall()),
                        Optional.empty(),
                        Map.of()));
        door =
                Optional.of(
                        WebDoor.open(
                                DoorSettings.loopback(0),
                                List.of(new PanelFace(hub, token, "test"))));
        var _ = state(now -> now.path("availability").asString().equals("ready"));
    }

    @AfterEach
    void close() {
        door.ifPresent(WebDoor::close);
        hub.close();
        http.close();
    }

    @Test
    void theWholeStateIsOneObject() throws Exception {
        JsonNode focuser = get("/status").path("focusers").path(0);

        assertThat(focuser.path("id").asString()).isEqualTo("main");
        assertThat(focuser.path("state").path("positionSteps").asInt()).isEqualTo(5_000);
        assertThat(focuser.path("state").path("maximumSteps").asInt()).isEqualTo(65_535);
        assertThat(focuser.path("state").path("settings").size()).isPositive();
    }

    @Test
    void focusFollowsTheTemperatureAsTheCalculatorSaysAndWhenOrdered() throws Exception {
        String at = "/focusers/main/compensation";
        int[][] rows = {{20, 5230}, {18, 5162}, {15, 5064}, {13, 4990}, {11, 4928}};
        for (int[] pair : rows) {
            assertThat(
                            post(
                                            at + "/points",
                                            "{\"celsius\":%d,\"positionSteps\":%d,\"filter\":\"L\"}"
                                                    .formatted(pair[0], pair[1]))
                                    .statusCode())
                    .isEqualTo(202);
        }
        assertThat(get(at + "/points?filter=L").path("verdict").asString()).startsWith("Good: 33.");
        assertThat(post(at + "/points/apply", "{}").statusCode()).isEqualTo(401);
        assertThat(orderWithToken(at + "/points/apply", "{}").statusCode()).isEqualTo(202);
        assertThat(orderWithToken(at, "{\"mode\":\"manual\",\"averagingSeconds\":0}").statusCode())
                .isEqualTo(202);

        JsonNode held = get(at);
        assertThat(held.path("mode").asString()).isEqualTo("manual");
        assertThat(held.path("consequence").asString()).isEqualTo("2 °C colder: 67 steps inward");
        assertThat(get(at + "/points").path("points").size()).isEqualTo(5);
        assertThat(post(at + "/points/2/remove", "{}").statusCode()).isEqualTo(202);
        assertThat(post(at + "/points/2/remove", "{}").statusCode()).isEqualTo(404);
        assertThat(post(at + "/points/x/remove", "{}").statusCode()).isEqualTo(404);
        assertThat(orderWithToken(at, "{\"mode\":\"sometimes\"}").statusCode()).isEqualTo(400);
        assertThat(orderWithToken(at, "{\"thresholdSteps\":0}").body()).contains("at least 1 step");
    }

    @Test
    void aFactoryResetIsAskedForTwice() throws Exception {
        String at = "/focusers/main/reset";
        assertThat(post(at, "{\"scope\":\"hub\"}").statusCode()).isEqualTo(401);
        String word =
                JSON.readTree(orderWithToken(at, "{\"scope\":\"hub\"}").body())
                        .path("word")
                        .asString();

        assertThat(orderWithToken(at, "{\"scope\":\"hub\",\"word\":\"%s\"}".formatted(word)).body())
                .contains("\"done\":true");
        assertThat(
                        orderWithToken(at, "{\"scope\":\"hub\",\"word\":\"%s\"}".formatted(word))
                                .statusCode())
                .isEqualTo(409);
        assertThat(orderWithToken(at, "{\"scope\":\"device\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void movesAreAcceptedAtOnceByPositionByStepsAndByPreset() throws Exception {
        assertThat(post("/focusers/main/move", "{\"positionSteps\":5200}").statusCode())
                .isEqualTo(202);
        assertThat(standsAt(5_200)).isEqualTo(5_200);
        assertThat(post("/focusers/main/move", "{\"bySteps\":-100}").statusCode()).isEqualTo(202);
        assertThat(standsAt(5_100)).isEqualTo(5_100);
        assertThat(
                        post("/focusers/main/presets", "{\"name\":\"Ha\",\"positionSteps\":5300}")
                                .statusCode())
                .isEqualTo(202);
        assertThat(post("/focusers/main/move", "{\"preset\":\"Ha\"}").statusCode()).isEqualTo(202);
        assertThat(standsAt(5_300)).isEqualTo(5_300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /focusers/main/move         | {"positionSteps":65536}   | 409 | can go from 0 to 65535; 65536 was refused
                    /focusers/main/move         | {"positionSteps":"far"}   | 400 | must be a whole number
                    /focusers/main/move         | {}                        | 400 | needs positionSteps
                    /focusers/main/move         | []                        | 400 | one JSON object
                    /focusers/main/move         | {"positionSteps":         | 400 | one JSON object
                    /focusers/main/move         | {"preset":"none"}         | 404 | has no preset 'none'
                    /focusers/other/move        | {"positionSteps":1}       | 404 | There are: main
                    /focusers/main/autofocus    | {}                        | 409 | there is no camera
                    /focusers/main/hold         | {"direction":"up"}        | 400 | direction is "in" or "out"
                    /focusers/main/hold/renew   | {"hold":77}               | 409 | not held any more
                    /focusers/main/home         | {}                        | 409 | stop to count from
                    /filter-wheels/none/turn    | {"slot":1}                | 404 | no filter wheel 'none'
                    /focusers/main/settings     | {"setting":"a","value":1} | 401 | wants the hub's token
                    /focusers/main/treatment    | {"maximumSteps":9000}     | 401 | wants the hub's token
                    """)
    void whatCannotBeIsAnsweredWithASentence(String path, String body, int status, String told)
            throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(told).doesNotContain("Exception");
        assertThat(
                        get("/status")
                                .path("focusers")
                                .path(0)
                                .path("state")
                                .path("positionSteps")
                                .asInt())
                .isEqualTo(5_000);
    }

    @Test
    void aHoldMovesUntilItIsReleasedAndAnotherOrderEndsIt() throws Exception {
        int first = hold("out");
        assertThat(post("/focusers/main/hold/renew", "{\"hold\":%d}".formatted(first)).statusCode())
                .isEqualTo(202);
        assertThat(
                        post("/focusers/main/hold/release", "{\"hold\":%d}".formatted(first))
                                .statusCode())
                .isEqualTo(202);
        int stood = state(now -> !now.path("moving").asBoolean()).path("positionSteps").asInt();
        assertThat(stood).isBetween(5_000, 65_535);

        int second = hold("in");
        assertThat(post("/focusers/main/move", "{\"positionSteps\":5000}").statusCode())
                .isEqualTo(202);
        HttpResponse<String> late =
                post("/focusers/main/hold/renew", "{\"hold\":%d}".formatted(second));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("another order came");
        assertThat(
                        post("/focusers/main/hold/release", "{\"hold\":%d}".formatted(second))
                                .statusCode())
                .isEqualTo(202);
        assertThat(standsAt(5_000)).isEqualTo(5_000);
    }

    private int hold(String direction) throws Exception {
        HttpResponse<String> begun =
                post("/focusers/main/hold", "{\"direction\":\"%s\"}".formatted(direction));
        assertThat(begun.statusCode()).isEqualTo(202);
        return JSON.readTree(begun.body()).path("hold").asInt();
    }

    @Test
    void everyRouteOfThePageIsDescribed() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/api/parfocal/openapi.json")).GET());

        assertThat(JSON.readTree(response.body()).path("paths").propertyNames())
                .contains(
                        "/focusers/{focuser}/hold/renew",
                        "/focusers/{focuser}/runs/{began}",
                        "/cameras/{camera}/frame.png",
                        "/devices/add",
                        "/events/socket");
    }

    @Test
    void withTheTokenLimitsAreNarrowedAndThenHold() throws Exception {
        HttpResponse<String> treated =
                send(
                        request("/focusers/main/treatment")
                                .header("X-Parfocal-Token", token.text())
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"minimumSteps\":4000,\"maximumSteps\":6000}")));

        assertThat(treated.statusCode()).isEqualTo(202);
        assertThat(post("/focusers/main/move", "{\"positionSteps\":6001}").body())
                .contains("can go from 4000 to 6000");
    }

    @Test
    void eventsBeginWithTheStateAndGoOnWithWhatHappens() throws Exception {
        var response =
                http.send(
                        request("/events").header("Accept", "text/event-stream").GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: status");
            var _ = post("/focusers/main/move", "{\"positionSteps\":5050}");
            String line = lines.readLine();
            while (!line.contains("panel moves it to 5050")) {
                line = lines.readLine();
            }
            assertThat(line).startsWith("data: ").contains("\"gravity\":\"note\"");
        }
    }

    @Test
    void theDescriptionListsEveryOrder() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/api/parfocal/openapi.json")).GET());

        assertThat(JSON.readTree(response.body()).path("paths").propertyNames())
                .contains("/focusers/{focuser}/move", "/focusers/{focuser}/autofocus", "/events");
    }

    private int standsAt(int steps) throws Exception {
        return state(now ->
                        !now.path("moving").asBoolean()
                                && now.path("positionSteps").asInt() == steps)
                .path("positionSteps")
                .asInt();
    }

    private JsonNode state(Predicate<JsonNode> wanted) throws Exception {
        Pace pace = Pace.wall();
        var end = pace.now().plus(PATIENCE);
        JsonNode state = get("/status").path("focusers").path(0).path("state");
        while (!wanted.test(state)) {
            if (pace.now().isAfter(end)) {
                throw new IOException("it never came to that: " + state);
            }
            pace.pause(Duration.ofMillis(10));
            state = get("/status").path("focusers").path(0).path("state");
        }
        return state;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET()).body());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> orderWithToken(String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("X-Parfocal-Token", token.text())
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri("/api/parfocal/v1" + path));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + door.orElseThrow().port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
