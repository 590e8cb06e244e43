package parfocal.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Validation against closed forms: half of a Moffat's light lies within `α·√(2^{1/(β−1)} − 1)`, of a uniform ring within
/// `R·√((1 + ε²)/2)`.
final class StarProfileTest {

    /// Half-light radius by integrating the profile in rings.
    private static double halfLightRadius(StarProfile profile, double reach) {
        double light = 0;
        double dr = 0.002;
        for (double r = dr / 2; r < reach; r += dr) {
            light += profile.at(r) * 2 * Math.PI * r * dr;
            if (light >= 0.5) {
                return r;
            }
        }
        throw new AssertionError("less than half of the light within " + reach);
    }

    @Test
    void inFocusAStarIsAMoffat() {
        double fwhm = 3.0;
        double alpha = fwhm / (2 * Math.sqrt(Math.pow(2, 1 / 3.5) - 1));

        double half = halfLightRadius(StarProfile.of(fwhm, 0, 0), 40);

        assertThat(half).isCloseTo(alpha * Math.sqrt(Math.pow(2, 1 / 2.5) - 1), within(0.01));
    }

    @ParameterizedTest(name = "disc of {0} px, obstruction {1}")
    @CsvSource({"60, 0", "60, 0.34", "60, 0.5", "120, 0.37"})
    void farFromFocusAStarIsTheTelescopesEntrance(double discPixels, double obstruction) {
        double expected = discPixels / 2 * Math.sqrt((1 + obstruction * obstruction) / 2);

        double half = halfLightRadius(StarProfile.of(1.5, discPixels, obstruction), discPixels);

        assertThat(half / expected).isCloseTo(1, within(0.01));
    }

    @Test
    void theHoleOfADonutIsDark() {
        StarProfile donut = StarProfile.of(1.5, 80, 0.4);

        assertThat(donut.at(0)).isLessThan(0.02 * donut.at(28));
    }

    @Test
    void allLightIsThere() {
        StarProfile profile = StarProfile.of(2, 12, 0.3);
        double light = 0;
        double dr = 0.005;
        for (double r = dr / 2; r < 60; r += dr) {
            light += profile.at(r) * 2 * Math.PI * r * dr;
        }

        assertThat(light).isCloseTo(1, within(0.003));
    }

    @ParameterizedTest(name = "obstruction {0}")
    @CsvSource({"0", "0.37"})
    void aLargeDiscIsReckonedOtherwiseAndLooksTheSame(double obstruction) {
        // On either side of the radius of 12 full widths at which the reckoning changes.
        StarProfile small = StarProfile.of(2, 47.99, obstruction);
        StarProfile large = StarProfile.of(2, 48.01, obstruction);

        // Points spread over the disc leave its very centre too dark.
        double brightest = small.at(0.8 * 24);
        for (double r = 5; r < 40; r += 0.25) {
            assertThat(large.at(r) / brightest)
                    .as("at %s px", r)
                    .isCloseTo(small.at(r) / brightest, within(0.01));
        }
    }

    @Test
    void aDiscThatFillsTheSensorIsReckonedInNoTime() {
        double radius = 765;

        double half = halfLightRadius(StarProfile.of(1.9, 2 * radius, 0), radius);

        assertThat(half / radius).isCloseTo(Math.sqrt(0.5), within(0.002));
    }
}
