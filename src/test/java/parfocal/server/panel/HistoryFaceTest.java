package parfocal.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.history.AirReading;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.history.Move;
import parfocal.history.Reading;
import parfocal.history.Run;
import parfocal.hub.Hub;
import parfocal.hub.Memory;
import parfocal.logbook.Logbook;
import parfocal.logbook.NightLog;
import parfocal.logbook.RunFiles;
import parfocal.server.DoorSettings;
import parfocal.server.WebDoor;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real HTTP to a history of one night, in Prague.
final class HistoryFaceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final Instant EVENING = Instant.parse("2026-11-20T18:00:00Z");

    @TempDir Path directory = Path.of("");

    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<WebDoor> door = Optional.empty();
    private Optional<History> history = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        var kept =
                History.of(
                        Database.inFile(directory.resolve("history.db")),
                        HistoryLimits.defaults(),
                        Pace.wall(),
                        Logbook.announcer(hub));
        history = Optional.of(kept);
        kept.begin();
        kept.keep(
                new Reading(
                        EVENING,
                        "main",
                        4_570,
                        OptionalDouble.of(-1.5),
                        OptionalDouble.of(61.5),
                        OptionalDouble.empty()));
        kept.keep(
                new Move(
                        EVENING,
                        EVENING.plusSeconds(2),
                        "main",
                        4_000,
                        4_570,
                        4_570,
                        "panel",
                        Optional.of("It said \"no\", twice.")));
        kept.keep(
                new Run(
                        EVENING,
                        EVENING.plusSeconds(200),
                        "main",
                        "camera",
                        "command line",
                        Run.Verdict.ACCEPTED,
                        Optional.empty(),
                        OptionalDouble.of(4_570.25),
                        OptionalDouble.of(2.5),
                        OptionalDouble.of(1.75),
                        OptionalDouble.of(-1.5),
                        Optional.of("L"),
                        "{\"outcome\":\"accepted\",\"samples\":[{\"positionSteps\":4500}]}"));
        assertThat(kept.awaitWritten(Duration.ofSeconds(30))).isTrue();
        Path logs = Files.createDirectories(directory.resolve("logs"));
        Files.writeString(logs.resolve("2026-11-20.log"), "19:00:00   Main: answers.\n");
        door =
                Optional.of(
                        WebDoor.open(
                                DoorSettings.loopback(0),
                                List.of(
                                        new HistoryFace(
                                                hub,
                                                kept,
                                                new NightLog(logs, PRAGUE, 10),
                                                new RunFiles(directory.resolve("runs"), PRAGUE, 10),
                                                new VirtualPace(EVENING.plusSeconds(3_600)),
                                                PRAGUE))));
    }

    @AfterEach
    void close() {
        door.ifPresent(WebDoor::close);
        history.ifPresent(History::close);
        hub.close();
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/parfocal/v1/history%s"
                                                .formatted(door.orElseThrow().port(), path)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private void keepOfTheRoof() throws Exception {
        History kept = history.orElseThrow();
        kept.keep(
                new AirReading(
                        EVENING,
                        "roof",
                        OptionalDouble.of(-3.25),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
        assertThat(kept.awaitWritten(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aSensorElsewhereHasItsChartAtTheSameAddress() throws Exception {
        keepOfTheRoof();

        JsonNode chart = json("/readings?sensor=roof&buckets=288");

        assertThat(chart.path("sensor").asString()).isEqualTo("roof");
        assertThat(chart.path("buckets").toString())
                .isEqualTo(
                        "[{\"at\":\"2026-11-20T18:00:00Z\",\"count\":1,\"positionSteps\":null,"
                                + "\"temperatureCelsius\":{\"minimum\":-3.25,\"mean\":-3.25,\"maximum\":-3.25},"
                                + "\"humidityPercent\":null,\"dewPointCelsius\":null}]");
    }

    @Test
    void anExportHasTheRowsOfSensorsAfterThoseOfFocusers() throws Exception {
        keepOfTheRoof();

        assertThat(ask("/export").body())
                .isEqualTo(
                        """
                        time,focuser,position,temperature,humidity,dewpoint,sensor
                        2026-11-20T18:00:00Z,main,4570,-1.5,61.5,,
                        2026-11-20T18:00:00Z,,,-3.25,,,roof
                        """);
        assertThat(ask("/export?sensor=roof&format=json").body())
                .isEqualTo(
                        """
                        [
                        {"at":"2026-11-20T18:00:00Z","sensor":"roof","temperatureCelsius":-3.25,"humidityPercent":null,"dewPointCelsius":null}
                        ]
                        """);
    }

    @Test
    void theChartOfTonightHasTheReading() throws Exception {
        JsonNode chart = json("/readings?focuser=main&buckets=288");

        assertThat(chart.path("from").asString()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(chart.path("to").asString()).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(chart.path("buckets").toString())
                .isEqualTo(
                        "[{\"at\":\"2026-11-20T18:00:00Z\",\"count\":1,"
                                + "\"positionSteps\":{\"minimum\":4570.0,\"mean\":4570.0,\"maximum\":4570.0},"
                                + "\"temperatureCelsius\":{\"minimum\":-1.5,\"mean\":-1.5,\"maximum\":-1.5},"
                                + "\"humidityPercent\":{\"minimum\":61.5,\"mean\":61.5,\"maximum\":61.5},"
                                + "\"dewPointCelsius\":null}]");
    }

    @Test
    void runsComeBriefAndWhole() throws Exception {
        assertThat(json("/runs").path("runs").path(0).path("verdict").asString())
                .isEqualTo("accepted");
        assertThat(json("/runs").path("runs").path(0).has("result")).isFalse();
        assertThat(json("/runs?result=true").at("/runs/0/result/samples/0/positionSteps").asInt())
                .isEqualTo(4_500);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    readings | time,focuser,position,temperature,humidity,dewpoint,sensor / 2026-11-20T18:00:00Z,main,4570,-1.5,61.5,,
                    moves    | time,ended,focuser,ordered_by,from,target,position,trouble / 2026-11-20T18:00:00Z,2026-11-20T18:00:02Z,main,panel,4000,4570,4570,"It said ""no"", twice."
                    runs     | time,ended,focuser,camera,ordered_by,verdict,best,sigma,hfr,temperature,filter,reason / 2026-11-20T18:00:00Z,2026-11-20T18:03:20Z,main,camera,command line,accepted,4570.25,2.5,1.75,-1.5,L,
                    """)
    void aSpanBecomesATable(String kind, String table) throws Exception {
        HttpResponse<String> response = ask("/export?format=csv&kind=" + kind);

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/csv; charset=utf-8");
        assertThat(response.body()).isEqualTo(table.replace(" / ", "\n") + "\n");
    }

    @Test
    void aSpanBecomesJsonAlsoWhereItIsEmpty() throws Exception {
        assertThat(
                        JSON.readTree(ask("/export?format=json&kind=moves").body())
                                .at("/0/trouble")
                                .asString())
                .isEqualTo("It said \"no\", twice.");
        assertThat(ask("/export?format=json&night=2026-11-19").body()).isEqualTo("[\n\n]\n");
        assertThat(ask("/export?night=2026-11-19").body())
                .isEqualTo("time,focuser,position,temperature,humidity,dewpoint,sensor\n");
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-20,                2026-11-20,                1
                    2026-11-20T19:00,          2026-11-20T19:01,          1
                    2026-11-20T19:01,          2026-11-20,                0
                    2026-11-20T18:00:00Z,      2026-11-20T19:00:01+01:00, 1
                    """)
    void aTimeIsADateALocalTimeOrOneWithItsOffset(String from, String to, int readings)
            throws Exception {
        String rows = ask("/export?from=%s&to=%s".formatted(encoded(from), encoded(to))).body();

        assertThat(rows.lines()).hasSize(1 + readings);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void theLogIsReadOnFromWhereItWasLeft() throws Exception {
        JsonNode first = json("/log");

        assertThat(first.path("night").asString()).isEqualTo("2026-11-20");
        assertThat(first.path("lines").path(0).asString()).isEqualTo("19:00:00   Main: answers.");
        assertThat(json("/log?from=" + first.path("next").asInt()).path("lines")).isEmpty();
        assertThat(json("/log?last=200").path("lines").path(0).asString())
                .isEqualTo("19:00:00   Main: answers.");
        assertThat(json("/log?last=200").path("next")).isEqualTo(first.path("next"));
        assertThat(json("/nights").path("nights").toString()).isEqualTo("[\"2026-11-20\"]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /readings?buckets=0&focuser=main | buckets goes from 1 to 5000; 0 was asked.
                    /readings                        | Say which focuser: ?focuser=ID.
                    /export?kind=stars               | kind is one of readings, moves, runs; 'stars' was given.
                    /log?last=0                      | last goes from 1 to 10000 lines; 0 was asked.
                    /log?night=yesterday             | A night is written 2026-11-20, the date of its evening; 'yesterday' was given.
                    /moves?from=noon                 | A time is written 2026-11-20, 2026-11-20T22:30 or 2026-11-20T22:30:00Z; 'noon' was given.
                    """)
    void whatCannotBeAskedIsSaid(String path, String sentence) throws Exception {
        HttpResponse<String> response = ask(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(sentence);
    }

    @Test
    void aHistoryThatIsAwaySaysSo() throws Exception {
        history.orElseThrow().close();

        assertThat(ask("/moves").statusCode()).isEqualTo(503);
        assertThat(ask("/export").statusCode()).isEqualTo(503);
    }
}
