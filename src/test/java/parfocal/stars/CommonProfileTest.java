package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommonProfileTest {
    private static final Profile BRIGHT = Profile.moffat(3.5, 2);

    /// Sixteen bright stars in two columns, 112 faint ones beside them.
    private static StarField field(Profile faint) {
        NightSky sky = new NightSky(660, 460, 11);
        for (int phase = 0; phase < 4; phase++) {
            List<int[]> brightPlaces = new ArrayList<>();
            List<int[]> faintPlaces = new ArrayList<>();
            for (int i = phase; i < 128; i += 4) {
                int column = i / 8;
                int[] place = {25 + 40 * column, 30 + 56 * (i % 8) + 25 * (column % 2)};
                (column == 3 || column == 11 ? brightPlaces : faintPlaces).add(place);
            }
            double offset = 0.25 * phase - 0.4;
            sky.stars(BRIGHT, offset, 60_000, brightPlaces).stars(faint, offset, 2000, faintPlaces);
        }
        return StarField.detect(sky.withNoise(12));
    }

    private static double[] faintSizes(StarField field) {
        return field.stars().stream()
                .filter(star -> star.fluxAdu() < 6000)
                .mapToDouble(Star::hfrPixels)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.7, 2, 2.3})
    void nothingDrawsAFaintStarsSizeTowardsThatOfTheBrightOnes(double hfr) {
        Profile faint = Profile.moffat(3.5, hfr);
        StarField field = field(faint);
        double[] sizes = faintSizes(field);
        double bright =
                field.stars().subList(0, 16).stream()
                        .mapToDouble(Star::hfrPixels)
                        .average()
                        .orElseThrow();
        assertThat(sizes).hasSizeBetween(108, 112);
        assertThat(median(sizes) / bright)
                .isCloseTo(faint.hfrOnPixels() / BRIGHT.hfrOnPixels(), within(0.015));
    }

    /// The best that a fit of a known profile can do is 1.0/SNR; two circles reach 1.3/SNR, of Gaussians without photon noise.
    @Test
    void faintStarsScatterLittleMoreThanTheirNoiseMakesInevitable() {
        StarField field = field(BRIGHT);
        List<Star> faint = field.stars().stream().filter(star -> star.fluxAdu() < 6000).toList();
        double typical = median(faintSizes(field));
        double[] byNoise =
                faint.stream()
                        .mapToDouble(s -> Math.abs(s.hfrPixels() / typical - 1) * s.snr())
                        .sorted()
                        .toArray();
        assertThat(1.4826 * median(byNoise)).isBetween(0.7, 1.25);
        double[] byError =
                faint.stream()
                        .mapToDouble(s -> Math.abs(s.hfrPixels() - typical) / s.hfrSigmaPixels())
                        .sorted()
                        .toArray();
        assertThat(1.4826 * median(byError)).isBetween(0.8, 1.2);
    }

    @Test
    void aBumpAsLargeAsTheDonutsIsRefusedByItsShape() {
        NightSky sky = new NightSky(700, 600, 5);
        for (int i = 0; i < 12; i++) {
            sky.star(Profile.ring(0.37, 16), 100 + 165 * (i % 4), 110 + 190 * (i / 4), 300_000);
        }
        sky.star(Profile.gaussian(16), 182, 205, 100_000);
        sky.star(Profile.gaussian(17), 512, 395, 150_000);
        StarField field = StarField.detect(sky.withNoise(12));
        assertThat(field.stars()).hasSize(12);
        assertThat(field.rejectedObjects())
                .filteredOn(object -> object.cause() == Rejection.NEBULOSITY)
                .anySatisfy(bump ->
                        assertThat(Math.hypot(bump.x() - 182, bump.y() - 205)).isLessThan(5))
                .anySatisfy(bump ->
                        assertThat(Math.hypot(bump.x() - 512, bump.y() - 395)).isLessThan(5));
    }

    @Test
    void aTrackThatIsNarrowerThanStarsIsRefusedHoweverBright() {
        NightSky sky = new NightSky(400, 300, 7);
        for (int i = 0; i < 24; i++) {
            sky.star(BRIGHT, 40 + 60 * (i % 6) + 0.3 * i, 40 + 70 * (i / 6) - 0.2 * i, 9000);
        }
        for (double along = 0; along <= 4; along += 0.5) {
            sky.star(Profile.gaussian(0.75), 200 + along, 150 + 0.4 * along, 5000);
        }
        StarField field = StarField.detect(sky.withNoise(12));
        assertThat(field.stars()).hasSize(24);
        assertThat(field.rejected()).containsEntry(Rejection.COSMIC_RAY, 1);
    }

    @Test
    void ofACurvedFieldTheSmallStarsWeighNoMoreThanTheLargeOnes() {
        Star[] stars = new Star[21];
        Arrays.setAll(stars, i -> star(2 + 0.1 * i));
        assertThat(new FrameValue(List.of(stars)).median().orElseThrow())
                .isCloseTo(3, within(0.01));
    }

    private static Star star(double hfr) {
        return new Star(5, 5, 9000, hfr, 0.02 * hfr, 2 * hfr, 300, 0, 40, Set.of());
    }
}
