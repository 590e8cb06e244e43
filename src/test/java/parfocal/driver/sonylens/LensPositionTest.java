package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LensPositionTest {
    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    private final LensPosition position = new LensPosition(SIGMA_16);

    @Test
    void nothingIsKnownBeforeTheFirstHoming() {
        assertThat(position.homingAdvised(2)).contains(LensPosition.HomingReason.NEVER_HOMED);
        assertThat(position.sigmaUnits()).isGreaterThan(500);
    }

    @Test
    void homingPressesCrossTheWholeRangeAndSeatTheLens() {
        assertThat(position.homingPresses()).startsWith(7, 7, 7, 7).endsWith(7, 4, 4);
    }

    @Test
    void aFarExcursionAndBackWithTheSameKeysCancelsWhatIsSharedByBothWays() {
        LensTable sameBothWays =
                new LensTable(
                        SIGMA_16.id(),
                        SIGMA_16.maker(),
                        SIGMA_16.model(),
                        SIGMA_16.rangeUnits(),
                        SIGMA_16.far(),
                        SIGMA_16.near(),
                        SIGMA_16.paceMillis(),
                        0,
                        LensTable.Source.TABLE,
                        new LensTable.Coupling(1, 0));
        var counted = new LensPosition(sameBothWays, new LensPosition.Behaviour(0, 0, 0.5));
        counted.homed();
        counted.pressed(-6);
        double startUnits = counted.unitsFromInfinity();
        double startSigma = counted.sigmaUnits();
        List.of(-7, -7).forEach(counted::pressed);
        double awaySigma = counted.sigmaUnits();
        List.of(7, 7).forEach(counted::pressed);

        assertThat(awaySigma).isGreaterThan(5 * startSigma);
        assertThat(counted.unitsFromInfinity()).isCloseTo(startUnits, within(1e-6));
        assertThat(counted.sigmaUnits()).isCloseTo(startSigma, within(1e-6));
    }

    @Test
    void aPressWithoutAnAnswerLeavesTheLensHalfWay() {
        position.homed();
        position.pressed(-6);
        position.maybePressed(-5);

        double six = SIGMA_16.size(-6).units();
        double five = SIGMA_16.size(-5).units();
        assertThat(position.unitsFromInfinity()).isCloseTo(six + five / 2, within(1e-6));
        assertThat(position.sigmaUnits()).isGreaterThan(0.45 * five);
    }

    @Test
    void aReadOutThatDisagreesIsAReasonToHome() {
        position.homed();
        position.measured(99);
        assertThat(position.homingAdvised(2)).isEmpty();
        position.measured(60);
        assertThat(position.homingAdvised(2))
                .contains(LensPosition.HomingReason.READ_OUT_DISAGREES);
    }

    /// The bar over all tables stands in the commit message; here one lens, to notice when it breaks.
    @Test
    void theTruthLiesWithinTwoSigmaAboutNinetyFiveTimesInAHundred() {
        var behaviour = LensPosition.Behaviour.USUAL;
        var planner = new ShortestPlan(SIGMA_16);
        int runs = 200;
        int inside = 0;
        for (int seed = 0; seed < runs; seed++) {
            var random = new Random(seed);
            var lens = SimulatedLens.drawnFrom(SIGMA_16, behaviour, random);
            var counted = new LensPosition(SIGMA_16, behaviour);
            lens.putAt(random.nextDouble() * 1_000);
            for (int move = 0; move < 40; move++) {
                if (counted.homingAdvised(6).isPresent()) {
                    counted.homingPresses().forEach(lens::press);
                    lens.settleAtStop();
                    counted.homed();
                }
                double target = random.nextDouble() * 60;
                for (int key : planner.presses(counted.unitsFromInfinity(), target)) {
                    lens.press(key);
                    counted.pressed(key);
                }
            }
            double error = Math.abs(lens.unitsFromInfinity() - counted.unitsFromInfinity());
            inside += error <= 2 * counted.sigmaUnits() ? 1 : 0;
        }
        assertThat(inside / (double) runs).isBetween(0.92, 0.985);
    }
}
