package parfocal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import parfocal.curve.Hyperbola;
import parfocal.shape.RadialProfile.Ring;

/// Profiles drawn point by point, Moffats over a pupil with a hole: nothing of the model is used.
final class ShapeFitTest {
    private static final double BEST = 5000;
    private static final double GROWTH = 0.05;
    private static final double HOLE = 0.35;

    /// The size curve a run would have: 20 steps off.
    private static final Hyperbola START = new Hyperbola(5010, 50, 1.9);

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);

    private RadialProfile drawn(
            double positionSteps, double alpha, double spherical, double noise) {
        double disc = GROWTH * (positionSteps - BEST);
        var rings = new ArrayList<Ring>();
        double hfr = Math.hypot(0.75 * disc, 1.0 * alpha);
        double width = Math.max(0.5, hfr / 8);
        for (int i = 0; i < 26; i++) {
            double r = width * Math.sqrt(i * i + i + 0.5);
            double value = brightness(r, disc, alpha, spherical);
            rings.add(
                    new Ring(
                            i * width,
                            (i + 1) * width,
                            value + noise * random.nextGaussian(),
                            noise));
        }
        return new RadialProfile(rings, hfr, 20);
    }

    private static double brightness(double r, double disc, double alpha, double spherical) {
        double sum = 0;
        int zones = 40;
        int angles = 48;
        for (int zone = 0; zone < zones; zone++) {
            double area = HOLE * HOLE + (1 - HOLE * HOLE) * (zone + 0.5) / zones;
            double radius = (disc + spherical * area) * Math.sqrt(area);
            for (int k = 0; k < angles; k++) {
                double angle = Math.PI * (k + 0.5) / angles;
                double square = r * r + radius * radius - 2 * r * radius * Math.cos(angle);
                sum += Math.pow(1 + square / (alpha * alpha), -3.5);
            }
        }
        return sum / (zones * angles) * 2.5 / (Math.PI * alpha * alpha);
    }

    private List<PlacedProfile> sweep(double spherical, double noise) {
        var profiles = new ArrayList<PlacedProfile>();
        for (int i = 0; i < 9; i++) {
            double position = 4893 + 27 * i;
            double alpha = 2.6 * Math.exp(0.07 * random.nextGaussian());
            profiles.add(new PlacedProfile(position, drawn(position, alpha, spherical, noise)));
        }
        return profiles;
    }

    @Test
    void bestFocusIsFoundThroughSeeingThatJitters() {
        ShapeFit fit = ShapeFit.of(sweep(0, 2e-5), START).orElseThrow();

        assertThat(fit.bestPositionSteps()).isCloseTo(BEST, within(0.5));
        assertThat(fit.discPixelsPerStep()).isCloseTo(GROWTH, within(0.01 * GROWTH));
        assertThat(fit.obstruction()).isCloseTo(HOLE, within(0.05));
        assertThat(fit.chiSquare()).isLessThan(1);
    }

    @Test
    void fourFramesOfWhichOneIsFarOutAreEnough() {
        List<PlacedProfile> profiles =
                List.of(
                        new PlacedProfile(5240, drawn(5240, 2.5, 0, 2e-5)),
                        new PlacedProfile(5190, drawn(5190, 2.7, 0, 2e-5)),
                        new PlacedProfile(4945, drawn(4945, 2.6, 0, 2e-5)),
                        new PlacedProfile(4870, drawn(4870, 2.4, 0, 2e-5)));

        ShapeFit fit = ShapeFit.of(profiles, START).orElseThrow();

        assertThat(fit.bestPositionSteps()).isCloseTo(BEST, within(1.0));
        assertThat(fit.chiSquare()).isLessThan(1);
    }

    @Test
    void sphericalAberrationThatNobodyToldIsFound() {
        ShapeFit fit = ShapeFit.of(sweep(1.5, 2e-5), START).orElseThrow();

        // Between the focus of the middle, 5000, and that of the rim, 30 steps below.
        assertThat(fit.sphericalPixels()).isCloseTo(1.5, within(0.2));
        assertThat(fit.bestPositionSteps()).isBetween(BEST - 24, BEST - 15);
    }

    @Test
    void aFrameInTheWrongPlaceDoesNotFit() {
        List<PlacedProfile> profiles = sweep(0, 2e-5);
        profiles.set(
                0,
                new PlacedProfile(
                        profiles.getFirst().positionSteps() - 20, profiles.getFirst().profile()));

        ShapeFit fit = ShapeFit.of(profiles, START).orElseThrow();

        assertThat(fit.chiSquare()).isGreaterThan(ShapeFit.LARGEST_CHI_SQUARE);
    }

    @Test
    void oneSideAloneTellsNothing() {
        assertThat(ShapeFit.of(sweep(0, 2e-5).subList(5, 9), START)).isEmpty();
    }
}
