package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LensPositionTest {
    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    private final LensPosition position = new LensPosition(SIGMA_16);

    @Test
    void nothingIsKnownBeforeTheFirstHoming() {
        assertThat(position.sigmaUnits()).isGreaterThan(250);
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
        assertThat(counted.sigmaUnits()).isCloseTo(startSigma, within(0.01));
    }

    /// Half a percent of each press.
    @Test
    void thePlaceBehindACountDiffersByTheScatterOfThePressesSinceTheStop() {
        position.homed();
        assertThat(position.placeSigmaUnits()).isZero();
        List.of(-6, -6, -6, -6).forEach(position::pressed);

        double scatter = 2 * 0.005 * SIGMA_16.size(-6).units();
        assertThat(position.placeSigmaUnits()).isCloseTo(scatter, within(0.001));
        position.homed();
        assertThat(position.placeSigmaUnits()).isZero();
    }

    @Test
    void aPressWithoutAnAnswerLeavesTheLensHalfWay() {
        position.homed();
        position.pressed(-6);
        position.maybePressed(-5);

        double six = SIGMA_16.size(-6).units();
        double five = SIGMA_16.size(-5).units();
        assertThat(position.unitsFromInfinity()).isCloseTo(six + five / 2, within(0.01));
        assertThat(position.sigmaUnits()).isGreaterThan(0.24 * five);
    }

    @Test
    void whatRunsAgainstTheStopGathersThere() {
        position.homed();
        for (int i = 0; i < 8; i++) {
            position.pressed(-6);
        }
        for (int i = 0; i < 10; i++) {
            position.pressed(6);
        }

        assertThat(position.unitsFromInfinity()).isBetween(0.0, 0.5);
        assertThat(position.sigmaUnits()).isLessThan(0.5);
    }

    /// Lenses of all tables, with sizes drawn from what each table says of itself, a few moves each time. The whole bar, 300 runs of
    /// 200 moves in each scenario, is run with `-Dparfocal.sigma-runs=300`.
    @ParameterizedTest
    @EnumSource(SigmaScenario.class)
    void theTruthLiesWithinTwoSigmaNinetyFiveTimesInAHundred(SigmaScenario scenario) {
        int runs = Integer.getInteger("parfocal.sigma-runs", 60);
        int inside = 0;
        for (int seed = 0; seed < runs; seed++) {
            inside += scenario.truthIsWithinTwoSigma(seed, runs < 300 ? 40 : 200) ? 1 : 0;
        }
        if (runs >= 300) {
            System.out.printf("%s: %d of %d within two sigma%n", scenario, inside, runs);
        }
        // Of sixty runs 57, give or take 1.7.
        assertThat(inside / (double) runs)
                .isBetween(runs < 300 ? 0.88 : 0.93, runs < 300 ? 1 : 0.97);
    }
}
