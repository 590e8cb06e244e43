package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.history.Note;
import parfocal.history.Reading;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;

final class SamplingTest {
    private static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final VirtualPace pace = new VirtualPace(EVENING);
    private final List<Reading> readings = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private Sampling sampling(LogbookBench bench) {
        return new Sampling(bench.hub, pace, Duration.ofSeconds(5), readings::add, notes::add);
    }

    private void look(Sampling sampling, int times) {
        for (int time = 0; time < times; time++) {
            pace.advance(HALF_A_SECOND);
            sampling.look();
        }
    }

    @Test
    void eachIntervalIsOneReadingAndAnAbsentSensorIsEmpty() throws Exception {
        try (var bench = new LogbookBench(Pace.wall())) {
            Sampling sampling = sampling(bench);

            look(sampling, 21);

            assertThat(readings).containsExactly(reading(EVENING), reading(EVENING.plusSeconds(5)));
        }
    }

    private static Reading reading(Instant at) {
        return new Reading(
                at,
                "main",
                5_000,
                OptionalDouble.of(10),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    @Test
    void whatAFocuserThatIsAwayLastSaidIsNoReading() throws Exception {
        try (var bench = new LogbookBench(Pace.wall())) {
            Sampling sampling = sampling(bench);
            bench.pullPlug();
            LogbookBench.await(() -> !bench.isReady());

            look(sampling, 21);

            assertThat(readings).isEmpty();
        }
    }

    @Test
    void notesThatStoodForAMinuteAreKept() throws Exception {
        try (var bench = new LogbookBench(Pace.wall())) {
            Sampling sampling = sampling(bench);
            look(sampling, 1);
            bench.focuser.note("Bel");
            look(sampling, 1);
            bench.focuser.note("Belt tightened");
            Instant typed = pace.now().plus(HALF_A_SECOND);
            look(sampling, 130);

            assertThat(notes).containsExactly(new Note(typed, "main", "Belt tightened"));
        }
    }
}
