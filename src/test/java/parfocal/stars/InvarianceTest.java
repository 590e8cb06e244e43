package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parfocal.image.Frame;

/// What does not change the stars must not change what is measured of them by more than its stated error.
final class InvarianceTest {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 340;

    enum Change {
        PEDESTAL,
        FLUX_SCALE,
        SHIFT,
        MIRROR,
        QUARTER_TURN,
        SIXTEEN_BITS;

        Frame of(Frame frame) {
            return switch (this) {
                case PEDESTAL -> mapped(frame, adu -> adu + 3000);
                case FLUX_SCALE -> mapped(frame, adu -> 0.25 * adu);
                case SHIFT -> drawn(WIDTH - 16, HEIGHT - 16, (x, y) -> frame.adu(x + 16, y + 16));
                case MIRROR -> drawn(WIDTH, HEIGHT, (x, y) -> frame.adu(WIDTH - 1 - x, y));
                case QUARTER_TURN -> drawn(HEIGHT, WIDTH, (x, y) -> frame.adu(WIDTH - 1 - y, x));
                case SIXTEEN_BITS -> counts(frame);
            };
        }
    }

    private interface Pixel {
        float at(int x, int y);
    }

    private static Frame drawn(int width, int height, Pixel pixel) {
        float[] adu = new float[width * height];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = pixel.at(i % width, i / width);
        }
        return new Frame(width, height, adu);
    }

    private static Frame mapped(Frame frame, DoubleUnaryOperator value) {
        return drawn(WIDTH, HEIGHT, (x, y) -> (float) value.applyAsDouble(frame.adu(x, y)));
    }

    private static Frame counts(Frame frame) {
        short[] stored = new short[WIDTH * HEIGHT];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (frame.adu()[i] - Frame.Counts.UNSIGNED);
        }
        return Frame.of(WIDTH, HEIGHT, new Frame.Counts(stored, Frame.Counts.UNSIGNED), Map.of());
    }

    private static Frame field(Profile profile) {
        NightSky sky = new NightSky(WIDTH, HEIGHT, 21);
        for (int i = 0; i < 20; i++) {
            double x = 50 + 80 * (i % 5) + 0.37 * i;
            double y = 45 + 80 * (i / 5) - 0.21 * i;
            sky.star(profile, x, y, 12_000 + 6_000 * i);
        }
        return sky.withNoise(14);
    }

    @ParameterizedTest
    @EnumSource
    void aFocusedFieldKeepsItsSize(Change change) {
        assertSame(field(Profile.moffat(3.5, 2.2)), change);
    }

    @ParameterizedTest
    @EnumSource
    void aFieldOfDonutsKeepsItsSize(Change change) {
        assertSame(field(Profile.ring(0.34, 7)), change);
    }

    private static void assertSame(Frame frame, Change change) {
        StarField before = StarField.detect(frame);
        StarField after = StarField.detect(change.of(frame));
        assertThat(after.stars()).hasSize(before.stars().size());
        double bothErrors =
                before.hfrSigmaPixels().orElseThrow() + after.hfrSigmaPixels().orElseThrow();
        assertThat(after.medianHfrPixels().orElseThrow())
                .isCloseTo(before.medianHfrPixels().orElseThrow(), within(bothErrors));
    }
}
