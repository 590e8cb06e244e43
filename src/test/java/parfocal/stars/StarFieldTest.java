package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.image.Frame;

final class StarFieldTest {

    private static NightSky twelveStars(Profile profile) {
        NightSky sky = new NightSky(400, 300, 7);
        for (int i = 0; i < 12; i++) {
            sky.star(profile, 40 + 100 * (i % 4) + 0.3 * i, 50 + 95 * (i / 4) - 0.2 * i, 40_000);
        }
        return sky;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,2", "40,1", "17,31", "200,100"})
    void anEmptyFrameOfAnySizeHasNoStars(int width, int height) {
        float[] constant = new float[width * height];
        Arrays.fill(constant, 700);
        assertThat(StarField.detect(new Frame(width, height, constant)).stars()).isEmpty();
        assertThat(StarField.detect(new Frame(width, height, new float[width * height])).stars())
                .isEmpty();
    }

    @Test
    void noiseAloneHasNoStars() {
        StarField field = StarField.detect(new NightSky(500, 500, 3).withNoise(12));
        assertThat(field.stars()).isEmpty();
        assertThat(field.medianHfrPixels()).isEmpty();
        assertThat(field.hfrSigmaPixels()).isEmpty();
        assertThat(field.backgroundAdu()).isCloseTo(1000, within(0.5));
        assertThat(field.noiseAdu()).isCloseTo(12, within(0.4));
    }

    @Test
    void findsEachStarOnceAndTellsItsPlaceAndLight() {
        StarField field = StarField.detect(twelveStars(Profile.moffat(3.5, 2)).withNoise(12));
        assertThat(field.stars()).hasSize(12);
        assertThat(field.measurable()).hasSize(12);
        assertThat(field.stars())
                .allSatisfy(star -> assertThat(star.fluxAdu()).isCloseTo(40_000, within(1600.0)));
        assertThat(field.stars())
                .anySatisfy(star -> {
                    assertThat(star.x()).isCloseTo(140.3, within(0.05));
                    assertThat(star.y()).isCloseTo(49.8, within(0.05));
                });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 4, 7})
    void theFramesSizeLiesWithinItsError(double hfr) {
        Profile profile = Profile.moffat(3.5, hfr);
        StarField field = StarField.detect(twelveStars(profile).withNoise(8));
        double sigma = field.hfrSigmaPixels().orElseThrow();
        assertThat(sigma).isLessThan(0.05 * hfr);
        assertThat(field.medianHfrPixels().orElseThrow())
                .isCloseTo(profile.hfrOnPixels(), within(3 * sigma + 0.01 * hfr));
    }

    @Test
    void theSameFrameGivesTheSameBits() {
        Frame frame = twelveStars(Profile.moffat(2.5, 2.4)).withNoise(15);
        assertThat(StarField.detect(frame).stars()).isEqualTo(StarField.detect(frame).stars());
    }

    @Test
    void aPedestalMovesNothingBeyondTheRoundingOfFloats() {
        Frame frame = twelveStars(Profile.gaussian(2)).withNoise(15);
        float[] raised = frame.adu().clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i] += 5000;
        }
        StarField field = StarField.detect(new Frame(400, 300, raised));
        assertThat(field.medianHfrPixels().orElseThrow())
                .isCloseTo(StarField.detect(frame).medianHfrPixels().orElseThrow(), within(0.005));
    }

    @Test
    void hotPixelsPairsAndColumnsAreNoStars() {
        NightSky sky = new NightSky(300, 300, 5);
        for (int i = 0; i < 100; i++) {
            sky.pixel(20 + 26 * (i % 10), 20 + 26 * (i / 10), 100 + 150 * i);
        }
        sky.pixel(21, 20, 90).pixel(99, 99, 9000).column(150, 60);
        StarField field = StarField.detect(sky.withNoise(10));
        assertThat(field.stars()).isEmpty();
        assertThat(field.rejected().get(Rejection.HOT_PIXEL)).isBetween(95, 105);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0.08", "1.5, 0.05", "3.0, 0.05"})
    void starsAreFoundAmongHotPixelsOfWhichOneInThreeTouchesAnother(double hfr, double error) {
        NightSky sky = new NightSky(400, 400, 3);
        for (int i = 0; i < 64; i++) {
            double x = 25.3 + 50.1 * (i % 8);
            int row = i / 8;
            double y = 25.7 + 49.8 * row;
            sky.star(Profile.gaussian(hfr), x, y, 12000);
        }
        Random random = new Random(3);
        for (int i = 0; i < 8000; i++) {
            double excess = 60 * Math.pow(500, random.nextDouble());
            sky.pixel(random.nextInt(400), random.nextInt(400), excess);
        }
        StarField field = StarField.detect(sky.withNoise(10));
        assertThat(field.stars()).hasSizeBetween(60, 66);
        // A hot pixel in the middle of a star cannot be told from it: the sharpest come out larger.
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(hfr, within(error * hfr));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tracksOfParticlesAndHotPixelsAreNoStars(long seed) {
        NightSky sky = new NightSky(600, 600, seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            sky.pixel(random.nextInt(600), random.nextInt(600), 40 + 1500 * random.nextDouble());
        }
        for (int i = 0; i < 40; i++) {
            double length = 1 + (i % 5 == 0 ? 20 : 4) * random.nextDouble();
            double x = 30 + 540 * random.nextDouble();
            double y = 30 + 540 * random.nextDouble();
            sky.track(x, y, 7 * random.nextDouble(), length, 60 + 600 * random.nextDouble());
        }
        StarField field = StarField.detect(sky.withNoise(12));
        assertThat(field.stars()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void starsThatWindMadeThreeTimesLongerThanWideAreStars() {
        NightSky sky = new NightSky(400, 300, 7);
        for (int i = 0; i < 12; i++) {
            for (double along = -4; along <= 4; along++) {
                double x = 40 + 100 * (i % 4) + 0.3 * i + 0.8 * along;
                double y = 50 + 95 * (i / 4) - 0.2 * i + 0.6 * along;
                sky.star(Profile.gaussian(1.3), x, y, 4000);
            }
        }
        StarField field = StarField.detect(sky.withNoise(12));
        assertThat(field.stars()).hasSize(12);
        assertThat(field.medianEccentricity().orElseThrow()).isGreaterThan(0.85);
    }

    @Test
    void starsAmongTracksAreFoundAndTracksAreNot() {
        NightSky sky = twelveStars(Profile.moffat(3.5, 2));
        Random random = new Random(9);
        for (int i = 0; i < 40; i++) {
            double x = 20 + 360 * random.nextDouble();
            double y = 20 + 260 * random.nextDouble();
            sky.track(x, y, 7 * random.nextDouble(), 1 + 6 * random.nextDouble(), 500);
        }
        StarField field = StarField.detect(sky.withNoise(12));
        assertThat(field.stars()).hasSizeBetween(11, 15);
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(2.03, within(0.1));
    }

    @Test
    void aDonutOfAHundredPixelsIsOneStar() {
        Profile donut = Profile.ring(0.37, 35);
        Frame frame = new NightSky(500, 400, 2).star(donut, 260.4, 190.7, 900_000).withNoise(20);
        StarField field = StarField.detect(frame);
        assertThat(field.stars()).hasSize(1);
        assertThat(field.stars().getFirst().x()).isCloseTo(260.4, within(0.5));
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(35, within(0.5));
    }

    @Test
    void aCloudAmongStarsIsRefusedAsNebulosity() {
        Frame frame =
                twelveStars(Profile.moffat(3.5, 2))
                        .star(Profile.gaussian(12), 190, 100, 120_000)
                        .withNoise(10);
        StarField field = StarField.detect(frame);
        assertThat(field.stars()).hasSize(12);
        assertThat(field.rejected()).containsKey(Rejection.NEBULOSITY);
    }

    @Test
    void aSaturatedStarAmongOthersIsFlaggedAndDoesNotCount() {
        Frame frame =
                twelveStars(Profile.moffat(3.5, 2))
                        .star(Profile.moffat(3.5, 2), 190, 100, 4_000_000)
                        .ceiling(30_000)
                        .withNoise(10);
        StarField field = StarField.detect(frame);
        assertThat(field.stars().getFirst().flags()).contains(StarFlag.SATURATED);
        assertThat(field.measurable())
                .allSatisfy(star -> assertThat(star.flags()).doesNotContain(StarFlag.SATURATED));
    }

    @Test
    void onlyASaturatedStarIsBetterThanNothingAndSaysSo() {
        Frame frame =
                new NightSky(200, 200, 4)
                        .star(Profile.moffat(3.5, 2), 100, 100, 4_000_000)
                        .ceiling(30_000)
                        .withNoise(10);
        StarField field = StarField.detect(frame);
        assertThat(field.measurable()).hasSize(1);
        assertThat(field.hfrSigmaPixels().orElseThrow())
                .isGreaterThan(0.09 * field.medianHfrPixels().orElseThrow());
    }

    @Test
    void aStarTooFaintToBeFoundIsMeasuredWhereItMustBe() {
        Profile profile = Profile.moffat(3.5, 2);
        Frame frame = twelveStars(profile).star(profile, 190.5, 97, 260).withNoise(12);
        StarField field = StarField.detect(frame);
        assertThat(field.stars()).hasSize(12);
        Star faint = field.measureAt(190.5, 97, 2).orElseThrow();
        assertThat(faint.snr()).isLessThan(8);
        assertThat(faint.hfrSigmaPixels()).isGreaterThan(0.2);
        Star bright = field.measureAt(40, 50, 2.5).orElseThrow();
        assertThat(bright.hfrPixels()).isCloseTo(profile.hfrOnPixels(), within(0.1));
        assertThat(field.measureAt(-50, 20, 2)).isEmpty();
    }
}
