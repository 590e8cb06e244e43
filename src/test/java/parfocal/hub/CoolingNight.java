package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.driver.EmulatorSettings;
import parfocal.filters.FilterOffset;

/// A night that cools by 1.5 °C an hour, the glass behind the air, a noisy sensor, and an observer who focuses when the hub advises it and
/// never more than once an hour.
final class CoolingNight implements Surroundings {
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final double COOLING_CELSIUS_PER_HOUR = 1.5;
    private static final double ZONE_STEPS = 10;
    private static final double RUN_SIGMA_STEPS = 1.5;

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

    /// @param lagMinutes time constant with which the glass follows the air
    static CoolingNight of(double stepsPerCelsius, int lagMinutes, long seed) throws Exception {
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(2_500, 5_000),
                                Memory.untilTheEnd(),
                                Optional.empty())
                        .opened();
        return new CoolingNight(bench, stepsPerCelsius, lagMinutes, new Random(seed));
    }

    private CoolingNight(HubBench bench, double stepsPerCelsius, int lagMinutes, Random random) {
        this.bench = bench;
        this.stepsPerCelsius = stepsPerCelsius;
        this.lagHours = lagMinutes / 60.0;
        this.random = random;
        this.dusk = bench.pace.now();
        this.compensation =
                new HubCompensation(bench.focuser, this, bench.memory, bench.events, bench.pace);
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
                        || (since.compareTo(Duration.ofHours(1)) >= 0 && (advised || runs < 3)));
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

    int runs() {
        return runs;
    }

    /// Part of the time since the third run.
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
