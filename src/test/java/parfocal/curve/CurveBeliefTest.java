package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CurveBeliefTest {
    private static final Hyperbola TRUTH = new Hyperbola(524, 63, 0.95);

    /// Points of a downward sweep; play of `hanging` steps is still to be taken up when it begins.
    private static List<ArrivedPoint> sweep(double hanging, double... positions) {
        var points = new ArrayList<ArrivedPoint>();
        for (double position : positions) {
            double travel = positions[0] - position;
            double tube = position - Math.max(0, hanging - travel);
            double size = TRUTH.sizeAt(tube);
            points.add(
                    new ArrivedPoint(
                            new CurvePoint(position, size, 0.01 * size), Arrival.DOWN, travel));
        }
        return points;
    }

    @Test
    void onePointIsNoBelief() {
        assertThat(CurveBelief.of(sweep(0, 914), ErrorLaw.ORDINARY_NIGHT)).isEmpty();
    }

    @Test
    void twoSizesOnAFlankPointToFocusAndSayHowSurely() {
        CurveBelief belief =
                CurveBelief.of(sweep(0, 914, 800), ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(Math.abs(belief.bestPositionSteps() - 524))
                .isLessThan(2.5 * belief.bestSigmaSteps());
        assertThat(belief.bestPositionSteps()).isLessThan(800);
    }

    @Test
    void threeSizesAroundTheBottomAreKnownWell() {
        CurveBelief belief =
                CurveBelief.of(sweep(0, 700, 540, 400), ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(belief.bestPositionSteps()).isBetween(505.0, 543.0);
        assertThat(belief.halfWidthSteps()).isBetween(45.0, 90.0);
    }

    @Test
    void sizesThatDoNotChangeAtFirstAreTakenForPlayAndNotForABottom() {
        CurveBelief belief =
                CurveBelief.of(sweep(80, 914, 904, 864, 704), ErrorLaw.ORDINARY_NIGHT)
                        .orElseThrow();

        assertThat(belief.bestPositionSteps()).isLessThan(640);
        assertThat(Math.abs(belief.bestPositionSteps() - 524))
                .isLessThan(2.5 * belief.bestSigmaSteps());
    }

    @Test
    void theOrderOfThePointsIsOfNoConsequenceOnceBothSidesAreSeen() {
        List<ArrivedPoint> points = sweep(0, 700, 540, 400);

        assertThat(
                        CurveBelief.of(points.reversed(), ErrorLaw.ORDINARY_NIGHT)
                                .orElseThrow()
                                .bestPositionSteps())
                .isCloseTo(
                        CurveBelief.of(points, ErrorLaw.ORDINARY_NIGHT)
                                .orElseThrow()
                                .bestPositionSteps(),
                        org.assertj.core.api.Assertions.within(0.05));
    }
}
