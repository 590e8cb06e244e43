package parfocal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.shape.PupilImage.Optics;
import parfocal.shape.RadialProfile.Ring;

/// Validation against closed forms.
final class PupilImageTest {

    private static List<Ring> rings(int count, double widthPixels) {
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rings.add(new Ring(i * widthPixels, (i + 1) * widthPixels, 0, 1));
        }
        return rings;
    }

    @ParameterizedTest(name = "J0({0}) = {1}")
    @CsvSource(
            textBlock =
                    """
                    0,        1
                    1,        0.7651977
                    2.404826, 0
                    10,      -0.2459358
                    100,      0.0199859
                    """)
    void besselsFunctionIsTheTabulatedOne(double x, double expected) {
        assertThat(Bessel.j0(x)).isCloseTo(expected, within(2e-5));
    }

    @Test
    void inFocusUnderGaussianSeeingAStarIsAGaussianWidenedByThePixel() {
        // exp(−(kα)²) is a Gaussian of variance 2α² in each axis; the pixel adds 1/12.
        double variance = 2 * 1.2 * 1.2 + 1 / 12.0;
        var image = new PupilImage(rings(20, 0.4), 1.2);

        double[] brightness = image.brightness(new Optics(0.1, 0, 0, 2), 0, 1.2);

        for (int ring = 0; ring < 20; ring++) {
            double middle = 0.4 * Math.sqrt(ring * ring + ring + 0.5);
            double expected =
                    Math.exp(-middle * middle / (2 * variance)) / (2 * Math.PI * variance);
            assertThat(brightness[ring]).isCloseTo(expected, within(3e-4));
        }
    }

    @Test
    void farFromFocusAStarIsAnEvenDiscWithAHole() {
        // Radius 12, hole half as wide: 1/(π(144 − 36)) between the rims, nothing in the middle.
        var image = new PupilImage(rings(32, 0.5), 0.8);

        double[] brightness = image.brightness(new Optics(0.25, 0, 0, 1.67), -12, 0.8);

        assertThat(brightness[18]).isCloseTo(1 / (Math.PI * 108), within(2e-4));
        assertThat(brightness[2]).isLessThan(0.1 / (Math.PI * 108));
        assertThat(brightness[30]).isLessThan(0.1 / (Math.PI * 108));
    }

    @Test
    void farFromFocusThereIsNoLightBeyondTheDiscAndItsSeeing() {
        // Radius 7.4 under a Gaussian that holds a billionth of its light beyond 4 pixels.
        var image = new PupilImage(rings(38, 0.5), 0.57);

        double[] brightness = image.brightness(new Optics(0.06, 0, 0, 2), 7.4, 0.57);

        for (int ring = 24; ring < 38; ring++) {
            assertThat(brightness[ring]).isCloseTo(0, within(1e-4 * brightness[2]));
        }
    }

    @Test
    void sphericalAberrationGathersTheRimWhereTheMiddleIsStillWide() {
        // With d = −a the light from the rim meets in the middle: brighter there than without
        // aberration.
        var image = new PupilImage(rings(20, 0.5), 0.8);

        double here = image.brightness(new Optics(0, 3, 0, 1.67), -3, 0.8)[0];
        double otherSide = image.brightness(new Optics(0, 3, 0, 1.67), 3, 0.8)[0];

        assertThat(here).isGreaterThan(3 * otherSide);
    }

    @Test
    void astigmatismInFocusMakesADiscOfItsOwnRadius() {
        // x = s·ρ·cos θ, y = −s·ρ·sin θ.
        var image = new PupilImage(rings(20, 0.5), 0.8);

        double[] astigmatic = image.brightness(new Optics(0.1, 0, 4, 1.67), 0, 0.8);
        double[] defocused = image.brightness(new Optics(0.1, 0, 0, 1.67), 2, 0.8);

        for (int ring = 0; ring < 20; ring++) {
            assertThat(astigmatic[ring]).isCloseTo(defocused[ring], within(1e-9));
        }
    }
}
