package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.stars.Star;

/// What a first frame of four seconds advises.
final class CameraAdviceTest {

    @ParameterizedTest(name = "{0} stars of S/N {1} and {2} px, {3} saturated: {4} s")
    @CsvSource(
            textBlock =
                    """
                    # ten stars of S/N 20 are what is wanted, and one of 60 is as good
                    10, 20, 2.5,  0,  4
                     1, 60, 2.5,  0,  4
                    # together S/N 40 wants (60/40)² as much light
                     4, 20, 2.5,  0,  9
                     1, 10, 2.5,  0, 16
                     0,  0, 2.5,  0, 16
                    # far from focus they are spread out, and will be brighter
                     4, 20, 20,   0,  4
                    # three of ten at the ceiling
                    70, 90, 2.5, 30,  4
                    69, 90, 2.5, 31,  1
                     0,  0, 2.5,  8,  1
                    """)
    void exposureFollowsLightAndCeiling(
            int stars, double snr, double hfrPixels, int saturated, double seconds) {
        assertThat(exposureAfter(plan(), seen(stars, snr, hfrPixels, saturated)))
                .isEqualTo(Duration.ofMillis(Math.round(1000 * seconds)));
    }

    @Test
    void aFrameThatWasTooDarkIsNotMadeDarkAgain() {
        FocusPlan longer = FirstLooks.after(plan(), seen(4, 20, 2.5, 0)).orElseThrow();

        assertThat(FirstLooks.after(longer, seen(3, 30, 2.5, 9))).isEmpty();
    }

    @Test
    void afterTwoLooksItIsTakenAsItIs() {
        FocusPlan once = FirstLooks.after(plan(), seen(1, 10, 2.5, 0)).orElseThrow();
        FocusPlan twice = FirstLooks.after(once, seen(1, 20, 2.5, 0)).orElseThrow();

        assertThat(FirstLooks.after(twice, seen(1, 20, 2.5, 0))).isEmpty();
    }

    /// At 0.25″ a pixel the sharpest star that air allows, 1.5″, is 6 px wide.
    @ParameterizedTest(name = "{0}″ a pixel, camera up to {1}: {2}")
    @CsvSource({"0.25, 4, 2", "0.25, 1, 1", "0.10, 4, 4", "0.60, 4, 1", "2.0, 4, 1"})
    void pixelsThatNoAirCanFillAreReadTogether(double arcsec, int largest, int binning) {
        Seen seen = seen(20, 50, 8, 0);
        var onSky =
                new Seen(
                        seen.stars(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        false,
                        Optional.empty(),
                        OptionalDouble.of(arcsec));
        FocusPlan ready = FirstLooks.before(plan(), largest);

        assertThat(FirstLooks.after(ready, onSky).orElse(ready).binning()).isEqualTo(binning);
    }

    @Test
    void advisesNothingUnlessItMay() {
        assertThat(FirstLooks.after(FocusPlan.defaults(), seen(1, 10, 2.5, 0))).isEmpty();
        assertThat(FirstLooks.after(FocusPlan.defaults().advised(false, true), seen(1, 10, 2.5, 0)))
                .isEmpty();
    }

    private static FocusPlan plan() {
        return FocusPlan.defaults().advised(true, true);
    }

    private static Duration exposureAfter(FocusPlan plan, Seen seen) {
        return FirstLooks.after(plan, seen).orElse(plan).exposure();
    }

    private static Seen seen(int stars, double snr, double hfrPixels, int saturated) {
        var star =
                new Star(100, 100, 1_000, hfrPixels, 0.1, 2 * hfrPixels, 100, 0.1, snr, Set.of());
        List<Star> all = Collections.nCopies(stars, star);
        return new Seen(all, saturated, 0, 0, 100, 5);
    }
}
