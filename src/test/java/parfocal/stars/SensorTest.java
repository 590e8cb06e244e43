package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parfocal.image.Frame;

final class SensorTest {
    private static final int SIDE = 300;

    private static NightSky sky(long seed) {
        NightSky sky = new NightSky(SIDE, SIDE, seed);
        for (int i = 0; i < 9; i++) {
            sky.star(Profile.moffat(3.5, 2), 50.3 + 90 * (i % 3), 60.1 + 85 * (i / 3), 30_000);
        }
        return sky;
    }

    /// One pixel of twenty is hot: so many that they touch each other and look like stars.
    private static NightSky hotSky(long seed) {
        NightSky sky = sky(seed);
        Random random = new Random(77);
        for (int i = 0; i < SIDE * SIDE / 20; i++) {
            sky.pixel(random.nextInt(SIDE), random.nextInt(SIDE), 2000 * random.nextDouble());
        }
        return sky;
    }

    private static Frame darkOfHotSky() {
        float[] adu = new float[SIDE * SIDE];
        Random random = new Random(77);
        for (int i = 0; i < SIDE * SIDE / 20; i++) {
            int x = random.nextInt(SIDE);
            int y = random.nextInt(SIDE);
            adu[y * SIDE + x] += (float) (2000 * random.nextDouble());
        }
        return new Frame(SIDE, SIDE, adu);
    }

    @Test
    void aMasterDarkLeavesTheStarsOfASensorFullOfHotPixels() {
        StarField field =
                StarField.detect(hotSky(1).withNoise(10), Sensor.UNKNOWN.withDark(darkOfHotSky()));
        assertThat(field.stars()).hasSize(9);
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(2.04, within(0.05));
    }

    @Test
    void aMapOfBadPixelsDoesNearlyTheSame() {
        StarField field =
                StarField.detect(
                        hotSky(1).withNoise(10), Sensor.UNKNOWN.withBadPixels(darkOfHotSky()));
        assertThat(field.stars()).hasSize(9);
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(2.04, within(0.12));
    }

    @Test
    void pixelsThatWereHotInTwoFramesOfARunAreBad() {
        Sensor sensor = Sensor.UNKNOWN;
        for (long seed = 1; seed <= 2; seed++) {
            Frame frame =
                    sky(seed)
                            .pixel(20, 30, 900)
                            .pixel(200, 111, 700.0 * (double) (seed - 1))
                            .withNoise(10);
            sensor = sensor.after(frame, StarField.detect(frame, sensor));
        }
        assertThat(sensor.badPixelCount()).isEqualTo(1);
    }

    @Test
    void aDarkOfAnotherCameraIsRefused() {
        Sensor sensor = Sensor.UNKNOWN.withDark(darkOfHotSky());
        assertThatThrownBy(() -> sensor.withBadPixels(new Frame(10, 10, new float[100])))
                .hasMessageContaining("10 × 10 does not belong to a sensor of 300 × 300");
    }

    @Test
    void colourFiltersChangeNoSize() {
        Frame grey = sky(3).withNoise(8);
        float[] share = {0.4f, 1, 1, 0.6f};
        float[] adu = new float[SIDE * SIDE];
        for (int i = 0; i < adu.length; i++) {
            int kind = 2 * (i / SIDE % 2) + i % SIDE % 2;
            adu[i] = (float) Math.rint(share[kind] * grey.adu()[i]);
        }
        Frame colour = new Frame(SIDE, SIDE, adu, Map.of("BAYERPAT", "RGGB"));
        StarField field = StarField.detect(colour);
        assertThat(field.stars()).hasSize(9);
        assertThat(field.medianHfrPixels().orElseThrow()).isCloseTo(2.04, within(0.06));
    }
}
