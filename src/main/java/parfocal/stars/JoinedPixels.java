package parfocal.stars;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The frame in square blocks of pixels, each the mean of its own: what is looked at of large stars. Joined piece by piece
/// where somebody looks, and then kept for all others as long as memory lasts; each block from four of half its side.
final class JoinedPixels {
    /// Blocks in a row of a piece: long enough for vector instructions.
    private static final int ACROSS = 64;

    private static final int DOWN = 32;

    private final Pixels pixels;
    private final int side;
    private final int width;
    private final int height;
    private final int piecesAcross;

    /// Two who join the same piece at once find the same.
    private final AtomicReferenceArray<@Nullable SoftReference<float[]>> pieces;

    /// @param side pixels along a block, a power of two
    JoinedPixels(Pixels pixels, int side) {
        this.pixels = pixels;
        this.side = side;
        width = pixels.width() / side;
        height = pixels.height() / side;
        piecesAcross = (width + ACROSS - 1) / ACROSS;
        pieces = new AtomicReferenceArray<>(piecesAcross * ((height + DOWN - 1) / DOWN));
    }

    /// Blocks in a row: whole ones only.
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Copies a piece of a row of blocks to `into`, from its index `at` on.
    void copy(int y, int left, int right, float[] into, int at) {
        int from = left;
        while (from < right) {
            int column = from / ACROSS;
            int to = Math.min(right, (column + 1) * ACROSS);
            float[] piece = piece(column, y / DOWN);
            int first = y % DOWN * ACROSS + from - column * ACROSS;
            System.arraycopy(piece, first, into, at + from - left, to - from);
            from = to;
        }
    }

    private float[] piece(int column, int row) {
        int number = row * piecesAcross + column;
        SoftReference<float[]> kept = pieces.get(number);
        float[] known = kept == null ? null : kept.get();
        if (known != null) {
            return known;
        }
        float[] joined = joined(column * ACROSS, row * DOWN);
        pieces.set(number, new SoftReference<>(joined));
        return joined;
    }

    private float[] joined(int left, int top) {
        int right = Math.min(width, left + ACROSS);
        int bottom = Math.min(height, top + DOWN);
        float[] joined = new float[ACROSS * DOWN];
        float[] upper = new float[2 * ACROSS];
        float[] lower = new float[2 * ACROSS];
        for (int y = top; y < bottom; y++) {
            copyHalves(2 * y, 2 * left, 2 * right, upper);
            copyHalves(2 * y + 1, 2 * left, 2 * right, lower);
            int at = (y - top) * ACROSS;
            for (int i = 0; i < right - left; i++) {
                float first = upper[2 * i] + lower[2 * i];
                float second = upper[2 * i + 1] + lower[2 * i + 1];
                joined[at + i] = 0.25f * (first + second);
            }
        }
        return joined;
    }

    private void copyHalves(int y, int left, int right, float[] into) {
        if (side == 2) {
            pixels.copy(y, left, right, into, 0);
        } else {
            pixels.joined(side / 2).copy(y, left, right, into, 0);
        }
    }
}
