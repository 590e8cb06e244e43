package parfocal.stars;

import java.util.Arrays;
import java.util.Optional;
import parfocal.image.Frame;

/// The brightest star of a frame and its surroundings, background taken off.
///
/// @param centreX   of the star in pixels of the frame; `centreY` likewise
/// @param reach     how far it goes in each direction, in pixels
/// @param adu       row by row, `2·reach + 1` pixels square, about the pixel nearest to the star
/// @param noise     of a pixel of the sky
/// @param ceiling   above the background: brighter pixels may be saturated
@SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
record SpikePatch(
        double centreX, double centreY, int reach, double[] adu, double noise, double ceiling) {
    private static final int BLOCK = 8;
    private static final int LARGEST_REACH = 120;
    private static final int SMALLEST_REACH = 24;
    private static final double CORE = 14;
    private static final double BRIGHT_SIGMAS = 60;
    private static final int LOOKED_AT = 200_000;

    static Optional<SpikePatch> of(Frame frame) {
        float[] adu = frame.adu();
        int stride = Math.max(1, adu.length / LOOKED_AT);
        double[] sorted = new double[adu.length / stride];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = adu[i * stride];
        }
        Arrays.sort(sorted);
        double sky = sorted[sorted.length / 2];
        double[] away = Arrays.stream(sorted).map(v -> Math.abs(v - sky)).sorted().toArray();
        double noise = Math.max(1.4826 * away[away.length / 2], 0.3);
        int[] place = brightest(frame, sky);
        double[] centre = centred(frame, sky, place[0], place[1]);
        int reach =
                (int)
                        Math.min(
                                LARGEST_REACH,
                                Math.min(
                                        Math.min(centre[0], frame.widthPixels() - 1 - centre[0]),
                                        Math.min(centre[1], frame.heightPixels() - 1 - centre[1])));
        int x = (int) Math.rint(centre[0]);
        int y = (int) Math.rint(centre[1]);
        reach =
                Math.min(
                        reach,
                        Math.min(
                                Math.min(x, frame.widthPixels() - 1 - x),
                                Math.min(y, frame.heightPixels() - 1 - y)));
        if (reach < SMALLEST_REACH || centre[2] < BRIGHT_SIGMAS * noise) {
            return Optional.empty();
        }
        int side = 2 * reach + 1;
        double[] patch = new double[side * side];
        double most = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double value = frame.adu(x - reach + column, y - reach + row) - sky;
                patch[row * side + column] = value;
                most = Math.max(most, value);
            }
        }
        return Optional.of(new SpikePatch(x, y, reach, patch, noise, 0.9 * most));
    }

    /// The block with the most light, its two brightest pixels not counted: they may be hot.
    private static int[] brightest(Frame frame, double sky) {
        double most = 0;
        int[] best = {0, 0};
        double[] block = new double[BLOCK * BLOCK];
        for (int top = 0; top + BLOCK <= frame.heightPixels(); top += BLOCK) {
            for (int left = 0; left + BLOCK <= frame.widthPixels(); left += BLOCK) {
                double sum = 0;
                double first = 0;
                double second = 0;
                for (int i = 0; i < block.length; i++) {
                    double value = frame.adu(left + i % BLOCK, top + i / BLOCK) - sky;
                    sum += value;
                    if (value > first) {
                        second = first;
                        first = value;
                    } else if (value > second) {
                        second = value;
                    }
                }
                sum -= first + second;
                if (sum > most) {
                    most = sum;
                    best = new int[] {left + BLOCK / 2, top + BLOCK / 2};
                }
            }
        }
        return best;
    }

    /// Middle of the light within a circle that follows it, and the mean light there.
    private static double[] centred(Frame frame, double sky, double fromX, double fromY) {
        double x = fromX;
        double y = fromY;
        double mean = 0;
        for (int round = 0; round < 6; round++) {
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            int count = 0;
            int top = (int) Math.max(0, y - CORE);
            int bottom = (int) Math.min(frame.heightPixels() - 1.0, y + CORE);
            int left = (int) Math.max(0, x - CORE);
            int right = (int) Math.min(frame.widthPixels() - 1.0, x + CORE);
            for (int row = top; row <= bottom; row++) {
                for (int column = left; column <= right; column++) {
                    if (Math.hypot(column - x, row - y) < CORE) {
                        double value = Math.max(0, frame.adu(column, row) - sky);
                        sum += value;
                        sumX += value * column;
                        sumY += value * row;
                        count++;
                    }
                }
            }
            if (sum <= 0) {
                break;
            }
            x = sumX / sum;
            y = sumY / sum;
            mean = sum / count;
        }
        // Sixteen pixels' worth of noise lies in the mean of a core that size.
        return new double[] {x, y, 4 * mean};
    }

    double at(int dx, int dy) {
        return adu[(dy + reach) * (2 * reach + 1) + dx + reach];
    }
}
