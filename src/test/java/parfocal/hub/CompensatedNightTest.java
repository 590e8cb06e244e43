package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.driver.EmulatorSettings;
import parfocal.filters.FilterOffset;

/// Eight hours of cooling, the glass behind the air, a noisy sensor, and a coefficient that nobody typed: it is learned from the night's
/// own runs, which are made when the hub advises them and never more than once an hour.
final class CompensatedNightTest {
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final double COOLING_CELSIUS_PER_HOUR = 1.5;
    private static final double ZONE_STEPS = 10;
    private static final double RUN_SIGMA_STEPS = 1.5;

    @ParameterizedTest(name = "{0} steps/°C, the glass {1} minutes behind, seed {2}")
    @CsvSource({
        "30, 20, 1",
        "-25, 40, 2",
        "18, 10, 3",
        "35, 30, 4",
        "22, 20, 7",
        "-30, 30, 8",
        "-12, 0, 5",
        "30, 60, 6"
    })
    void focusIsHeldAfterTheThirdRun(double stepsPerCelsius, int lagMinutes, long seed)
            throws Exception {
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(2_500, 5_000),
                                Memory.untilTheEnd(),
                                Optional.empty())
                        .opened();
        var night = new Night(bench, stepsPerCelsius, lagMinutes, new Random(seed));

        night.pass(Duration.ofHours(8));

        assertThat(night.insideZone()).isGreaterThanOrEqualTo(0.99);
        assertThat(night.runs).isBetween(3, 9);
    }

    private static final class Night implements HubCompensation.Surroundings {
        private final HubBench bench;
        private final double stepsPerCelsius;
        private final double lagHours;
        private final Random random;
        private final HubCompensation compensation;
        private double airCelsius = 14;
        private double glassCelsius = 14;
        private Instant focusedAt = Instant.EPOCH;
        private final Instant dusk;
        private int runs;
        private int looks;
        private int inside;

        Night(HubBench bench, double stepsPerCelsius, int lagMinutes, Random random) {
            this.bench = bench;
            this.stepsPerCelsius = stepsPerCelsius;
            this.lagHours = lagMinutes / 60.0;
            this.random = random;
            this.dusk = bench.pace.now();
            this.compensation =
                    new HubCompensation(
                            bench.focuser, this, bench.memory, bench.events, bench.pace);
            compensation.settle(
                    CompensationSettings.unknown()
                            .withMode(Mode.AUTOMATIC)
                            .withThresholdSteps(3)
                            .withLearning(true),
                    HubBench.PANEL);
        }

        void pass(Duration time) throws Exception {
            double hours = TICK.toSeconds() / 3600.0;
            for (int tick = 0; tick < time.dividedBy(TICK); tick++) {
                bench.pace.advance(TICK);
                airCelsius -= COOLING_CELSIUS_PER_HOUR * hours;
                glassCelsius =
                        lagHours == 0
                                ? airCelsius
                                : glassCelsius + (airCelsius - glassCelsius) * hours / lagHours;
                compensation.look();
                bench.carryOut();
                if (focusIsDue()) {
                    focus();
                } else if (runs >= 3) {
                    looks++;
                    double error = bench.device.motor().positionSteps() - truth();
                    inside += Math.abs(error) <= ZONE_STEPS ? 1 : 0;
                }
            }
        }

        private boolean focusIsDue() {
            Duration since = Duration.between(focusedAt, bench.pace.now());
            boolean advised = compensation.state().advice().isPresent();
            boolean settledIn = bench.pace.now().isAfter(dusk.plus(Duration.ofMinutes(10)));
            return settledIn
                    && (runs == 0
                            || (since.compareTo(Duration.ofHours(1)) >= 0
                                    && (advised || runs < 3)));
        }

        private void focus() throws Exception {
            runs++;
            focusedAt = bench.pace.now();
            double found = truth() + RUN_SIGMA_STEPS * random.nextGaussian();
            int stands = (int) Math.round(found);
            bench.focuser.moveTo(stands, HubBench.PANEL);
            bench.carryOut();
            compensation.focused(
                    new FocusedRun(
                            found,
                            RUN_SIGMA_STEPS,
                            "",
                            FilterOffset.typed(0),
                            stands,
                            ZONE_STEPS,
                            OptionalDouble.empty()));
        }

        private double truth() {
            return 2_500 + stepsPerCelsius * (glassCelsius - 14);
        }

        double insideZone() {
            return inside / (double) looks;
        }

        @Override
        public OptionalDouble celsius(String focuserId) {
            return OptionalDouble.of(airCelsius + 0.1 * random.nextGaussian());
        }

        @Override
        public boolean exposing() {
            return false;
        }

        @Override
        public String filter() {
            return "";
        }
    }
}
