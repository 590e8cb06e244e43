package parfocal.nights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import parfocal.curve.Hyperbola;
import parfocal.curve.SizeBound;
import parfocal.rig.Rigs;

final class EqualExposuresTest {

    @Test
    void theBoundOfEqualErrorsIsTheTabulatedOne() {
        // Nine points to 3 ×: 0.85 w r, autofocus reference §8.3.
        var curve = new Hyperbola(0, 100, 2);
        double reach = 100 * Math.sqrt(8);
        double[] positions = new double[9];
        for (int i = 0; i < 9; i++) {
            positions[i] = -reach + i * reach / 4;
        }

        assertThat(SizeBound.sigmaSteps(SizeBound.Law.HYPERBOLA, positions, curve, 0, 0.05))
                .isCloseTo(0.85 * 100 * 0.05, within(0.02));
    }

    @Test
    void pointsAtOneHalfWidthAreTheBestPlacesUnderEqualErrors() {
        // c = 2/√n there, and nothing is left unknown that is correlated with the position.
        var curve = new Hyperbola(0, 100, 2);
        double[] positions = {-100, -100, 0, 100, 100};

        assertThat(SizeBound.sigmaSteps(SizeBound.Law.HYPERBOLA, positions, curve, 0, 0.05))
                .isCloseTo(100 * 0.05, within(0.01));
    }

    @Test
    void ourFitComesNearTheBoundOfSizesAndThePlainOneDoesNot() {
        var hyperbola = EqualExposures.ofHyperbola(0.07, 0.006, 400, 11);
        var donuts =
                EqualExposures.ofOptics(Rigs.named("sct-c11").orElseThrow(), 0.07, 0.006, 400, 11);

        assertThat(hyperbola.ours()).isBetween(0.9, 1.2);
        assertThat(donuts.ours()).isBetween(0.9, 1.2);
        assertThat(donuts.plain()).isGreaterThan(1.6);
    }
}
