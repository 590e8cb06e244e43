package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.stars.Sensor;

/// A run looks through a camera of 128 × 128 pixels, one of which is hot.
final class CameraEyeTest {
    private static final int SIDE = 128;
    private static final int[][] STARS = {{30, 30}, {90, 40}, {40, 95}};
    private static final Duration EXPOSURE = Duration.ofSeconds(4);

    private static final int HOT = 50 * SIDE + 20;

    private int frames;

    @Test
    void whatIsKnownToBeHotIsNotFoundAnyMore() throws Exception {
        assertThat(Eye.through(camera()).look(EXPOSURE).hotPixels()).isEqualTo(1);
        assertThat(Eye.through(camera(), _ -> {}, map()).look(EXPOSURE).hotPixels()).isZero();
        assertThat(Eye.through(camera(), _ -> {}, dark()).look(EXPOSURE).hotPixels()).isZero();
        assertThat(Eye.through(camera(), _ -> {}, dark()).look(EXPOSURE).stars()).hasSize(3);
    }

    @Test
    void aMapOfAnotherBinningIsNoFrame() {
        Eye eye = Eye.through(camera(), _ -> {}, map()).binned(2);

        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(() -> eye.look(EXPOSURE))
                .satisfies(thrown ->
                        assertThat(thrown.fault())
                                .isEqualTo(
                                        new DeviceFault.CameraFailed(
                                                "test camera",
                                                "none that fits its dark or map of bad pixels. The frame has 64 × 64 pixels, these have 128 × 128. The camera read 2 × 2 pixels as one, and did not for these: use some of this binning.")));
    }

    /// A map is of one binning: no frame may advise another.
    @Test
    void withAMapTheBinningStays() {
        assertThat(Eye.through(camera()).largestBinning()).isEqualTo(4);
        assertThat(Eye.through(camera(), _ -> {}, map()).largestBinning()).isEqualTo(1);
    }

    /// What is hot in two frames is known in the third, and is not searched for any more.
    @Test
    void pixelsAreLearnedWhereThatIsWanted() throws Exception {
        Eye learning = Eye.learning(camera(), _ -> {}, Sensor.UNKNOWN);
        Eye plain = Eye.through(camera());

        for (int frame = 0; frame < 2; frame++) {
            assertThat(learning.look(EXPOSURE).hotPixels()).isEqualTo(1);
            assertThat(plain.look(EXPOSURE).hotPixels()).isEqualTo(1);
        }
        assertThat(learning.look(EXPOSURE).hotPixels()).isZero();
        assertThat(plain.look(EXPOSURE).hotPixels()).isEqualTo(1);
    }

    private static Sensor map() {
        return Sensor.UNKNOWN.withBadPixels(onlyHot());
    }

    private static Sensor dark() {
        return Sensor.UNKNOWN.withDark(onlyHot());
    }

    private static Frame onlyHot() {
        float[] adu = new float[SIDE * SIDE];
        adu[HOT] = 900;
        return new Frame(SIDE, SIDE, adu);
    }

    private static double gaussian(double dx, double dy) {
        return Math.exp(-0.5 * (dx * dx + dy * dy) / 9);
    }

    private Frame expose(int binning) {
        var random = new Random(++frames);
        int side = SIDE / binning;
        float[] adu = new float[side * side];
        for (int i = 0; i < adu.length; i++) {
            double value = 1000 + 5 * random.nextGaussian();
            for (int[] star : STARS) {
                value += 1200 * gaussian(i % side - star[0], i / side - star[1]);
            }
            adu[i] = (float) Math.rint(value);
        }
        adu[HOT / binning / binning] += 900;
        return new Frame(side, side, adu);
    }

    private Camera camera() {
        return new Camera() {
            @Override
            public String name() {
                return "test camera";
            }

            @Override
            public CameraInfo info() {
                return new CameraInfo(SIDE, SIDE, 3.8, 4, 65_535, Optional.empty());
            }

            @Override
            public Frame expose(Shot shot) {
                return CameraEyeTest.this.expose(shot.binning());
            }

            @Override
            public void close() {}
        };
    }
}
