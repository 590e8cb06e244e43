package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.history.Reading;
import parfocal.hub.Hub;
import parfocal.hub.Memory;
import parfocal.logbook.Logbook;
import parfocal.logbook.NightLog;
import parfocal.logbook.RunFiles;
import parfocal.server.DoorSettings;
import parfocal.server.WebDoor;
import parfocal.server.panel.HistoryFace;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import tools.jackson.databind.json.JsonMapper;

/// `log` and `export`, typed to a hub in this process.
final class LogAndExportTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T18:00:00Z");

    @TempDir Path directory = Path.of("");

    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private String address = "";

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void open() throws Exception {
        History history =
                History.of(
                        Database.inFile(directory.resolve("history.db")),
                        HistoryLimits.defaults(),
                        Pace.wall(),
                        Logbook.announcer(hub));
        opened.add(history);
        history.begin();
        for (String focuser : List.of("main", "guide")) {
            history.keep(
                    new Reading(
                            EVENING,
                            focuser,
                            4_570,
                            OptionalDouble.of(-1.5),
                            OptionalDouble.empty(),
                            OptionalDouble.empty()));
        }
        assertThat(history.awaitWritten(Duration.ofSeconds(30))).isTrue();
        Files.writeString(
                directory.resolve("2026-11-20.log"),
                "18:00:00   Main: answers.\n".repeat(20_000) + "18:00:01 ! Main: is silent.\n");
        WebDoor door =
                WebDoor.open(
                        DoorSettings.loopback(0),
                        List.of(
                                new HistoryFace(
                                        hub,
                                        history,
                                        new NightLog(directory, ZoneOffset.UTC, 10),
                                        new RunFiles(directory.resolve("runs"), ZoneOffset.UTC, 10),
                                        new VirtualPace(EVENING.plusSeconds(60)),
                                        ZoneOffset.UTC)));
        opened.add(door);
        address = "http://127.0.0.1:" + door.port();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        hub.close();
    }

    private Said say(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--hub", address));
        int status =
                Parfocal.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        line.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    @Test
    void theLogOfTonightIsPrintedHoweverLongItIs() {
        Said said = say("log");

        assertThat(said.status()).isZero();
        assertThat(said.out().lines())
                .hasSize(20_001)
                .last()
                .isEqualTo("18:00:01 ! Main: is silent.");
        assertThat(say("log", "--night", "2026-11-20").out()).isEqualTo(said.out());
    }

    @Test
    void aNightWithoutALogIsSaidAndIsNoFailure() {
        Said said = say("log", "--night", "2026-11-01");

        assertThat(said.status()).isZero();
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("There is no log of the night of 2026-11-01.");
    }

    @Test
    void aSpanIsPrintedAsATableOrAsJsonForOneFocuserOrAll() {
        assertThat(say("export").out().lines()).hasSize(3);
        assertThat(say("export", "--focuser", "main").out())
                .isEqualToNormalizingNewlines(
                        """
                        time,focuser,position,temperature,humidity,dewpoint,sensor
                        2026-11-20T18:00:00Z,main,4570,-1.5,,,
                        """);
        Said json = say("export", "--json", "--night", "2026-11-20", "--kind", "readings");
        assertThat(JsonMapper.shared().readTree(json.out())).hasSize(2);
        assertThat(say("export", "--to", "2026-11-19", "--from", "2026-11-01").out().lines())
                .hasSize(1);
    }

    @Test
    void whatCannotBeAskedEndsWithItsReason() {
        assertThat(say("export", "--from", "noon"))
                .satisfies(said -> {
                    assertThat(said.status()).isEqualTo(2);
                    assertThat(said.err()).startsWith("A time is written 2026-11-20,");
                });
        assertThat(say("export", "--night", "2026-11-20", "--from", "2026-11-20").status())
                .isEqualTo(2);
        assertThat(say("export", "--night", "2026-13-45").status()).isEqualTo(2);
        assertThat(say("log", "--night", "banana").status()).isEqualTo(2);
        assertThat(say("export", "--kind", "stars").status()).isEqualTo(2);
        assertThat(say("log", "--json", "--follow").status()).isEqualTo(2);
    }
}
