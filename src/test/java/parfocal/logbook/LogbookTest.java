package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.history.Move;
import parfocal.history.Span;
import parfocal.hub.Client;
import parfocal.time.Pace;

/// A hub, its logbook and its history together.
final class LogbookTest {
    private static final Client PANEL = new Client("panel", "");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path directory = Path.of("");

    private final Pace pace = Pace.wall();

    private History history(LogbookBench bench) {
        return History.of(
                Database.inFile(directory.resolve("history.db")),
                HistoryLimits.defaults(),
                pace,
                Logbook.announcer(bench.hub));
    }

    private Logbook logbook(LogbookBench bench, History history) {
        return Logbook.open(
                bench.hub,
                history,
                LogbookSettings.in(directory, ZoneOffset.UTC).withInterval(Duration.ofSeconds(1)),
                pace);
    }

    private static Span ever() {
        return new Span(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
    }

    @Test
    void movesAreKeptWithWhoOrderedThemReadingsInATableAndAllOfItInTheLog() throws Exception {
        try (var bench = new LogbookBench(pace);
                var history = history(bench);
                var logbook = logbook(bench, history)) {
            history.begin();
            bench.focuser.moveTo(5_100, PANEL);
            LogbookBench.await(() -> !bench.focuser.state().moving());
            Path table =
                    directory
                            .resolve("nights")
                            .resolve(logbook.log().nightOf(pace.now()) + "-main.csv");
            LogbookBench.await(() -> Files.exists(table));
            assertThat(history.awaitWritten(PATIENCE)).isTrue();

            var moves = new ArrayList<Move>();
            history.moves(Optional.of("main"), ever(), moves::add);
            assertThat(moves)
                    .singleElement()
                    .satisfies(move -> {
                        assertThat(move.orderedBy()).isEqualTo("panel");
                        assertThat(move.fromSteps()).isEqualTo(5_000);
                        assertThat(move.targetSteps()).isEqualTo(5_100);
                        assertThat(move.standsSteps()).isEqualTo(5_100);
                        assertThat(move.trouble()).isEmpty();
                        assertThat(move.endedAt()).isAfter(move.at());
                    });
            assertThat(Files.readString(table))
                    .startsWith("time,position,temperature,humidity,dewpoint\n")
                    .containsPattern("(?m)^20.*Z,5[01]\\d\\d,10.00,,$");
            assertThat(logbook.log().read(logbook.log().nightOf(pace.now()), 0).lines())
                    .anyMatch(line -> line.endsWith("   Main: panel moves it to 5100."));
        }
    }

    @Test
    void aHaltedMoveIsKeptWithItsReason() throws Exception {
        try (var bench = new LogbookBench(pace);
                var history = history(bench);
                var _ = logbook(bench, history)) {
            history.begin();
            bench.focuser.moveTo(10_000, PANEL);
            LogbookBench.await(() -> bench.focuser.state().moving());
            bench.focuser.halt(PANEL);
            var moves = new ArrayList<Move>();
            LogbookBench.await(() -> {
                moves.clear();
                try {
                    history.moves(Optional.of("main"), ever(), moves::add);
                } catch (parfocal.history.HistoryException _) {
                    return false;
                }
                return !moves.isEmpty();
            });

            assertThat(moves.getFirst().trouble()).isPresent();
            assertThat(moves.getFirst().standsSteps()).isLessThan(10_000);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceThatIsLostAndComesBackIsAnOccasionForAHook() throws Exception {
        Path hooks = Files.createDirectories(directory.resolve("hooks"));
        Path told = directory.resolve("told");
        for (String name : new String[] {"device-lost", "device-back"}) {
            Path script =
                    Files.writeString(
                            hooks.resolve(name),
                            "#!/bin/sh\necho $PARFOCAL_EVENT $PARFOCAL_KIND $PARFOCAL_DEVICE >> %s\n"
                                    .formatted(told));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        try (var bench = new LogbookBench(pace);
                var history = history(bench);
                var _ = logbook(bench, history)) {
            // The logbook sees a first state before the plug is pulled.
            bench.focuser.moveTo(5_001, PANEL);
            LogbookBench.await(() -> !bench.focuser.state().moving());
            bench.pullPlug();
            LogbookBench.await(() -> !bench.isReady());
            LogbookBench.await(() -> Files.exists(told));
            bench.plugIn();
            LogbookBench.await(bench::isReady);
            LogbookBench.await(() -> lines(told) == 2);

            assertThat(told).hasContent("device-lost focuser main\ndevice-back focuser main");
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (java.io.IOException _) {
            return 0;
        }
    }
}
