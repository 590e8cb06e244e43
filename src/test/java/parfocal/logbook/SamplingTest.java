package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.device.WeatherStation;
import parfocal.history.AirReading;
import parfocal.history.Note;
import parfocal.history.Reading;
import parfocal.hub.HubSensor;
import parfocal.hub.SensorPlan;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;

final class SamplingTest {
    private static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final VirtualPace pace = new VirtualPace(EVENING);
    private final List<Reading> readings = new ArrayList<>();
    private final List<AirReading> air = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private Sampling sampling(LogbookBench bench) {
        return new Sampling(
                bench.hub, pace, Duration.ofSeconds(5), readings::add, air::add, notes::add);
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
    void aSensorElsewhereIsReadLikeAFocusersOwn() throws Exception {
        try (var bench = new LogbookBench(Pace.wall())) {
            HubSensor roof =
                    bench.hub.add(new SensorPlan("roof", "Roof", "nowhere", () -> STATION));
            LogbookBench.await(() -> roof.state().weather().isPresent());
            Sampling sampling = sampling(bench);

            look(sampling, 11);
            bench.hub.removeSensor("roof");
            look(sampling, 40);

            assertThat(air).containsExactly(roof(EVENING), roof(EVENING.plusSeconds(5)));
        }
    }

    private static AirReading roof(Instant at) {
        return new AirReading(
                at, "roof", OptionalDouble.of(4.5), OptionalDouble.of(80), OptionalDouble.empty());
    }

    private static final WeatherStation STATION =
            new WeatherStation() {
                @Override
                public Optional<Weather> weather() {
                    return Optional.of(
                            new Weather(4.5, OptionalDouble.of(80), OptionalDouble.empty()));
                }

                @Override
                public void close() {}
            };

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
