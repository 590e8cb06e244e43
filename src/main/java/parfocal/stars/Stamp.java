package parfocal.stars;

import java.util.Arrays;

/// The surroundings of one place, copied out of the frame: what measuring looks at, near at hand. Reused from place to place.
///
/// Of large stars it shows the means of square blocks of pixels instead, so that a donut of 100 px costs no more than one of
/// 10. Columns and rows are counted in blocks from the frame's origin; what the frame does not hold is drawn as sky.
final class Stamp {
    /// From one row to the next in [#values]: the same for all stamps, so that tables of places fit all. Not a power of two,
    /// which would put all rows into the same few lines of the processor's cache.
    static final int PITCH = 264;

    /// Half-flux radius in pixels from which blocks are joined, and half of which remains in blocks.
    private static final double LARGE = 10;

    private float[] values = new float[PITCH * 32];
    private float[] row = new float[PITCH];
    private int side = 1;
    private int left;
    private int top;
    private int right = -1;
    private int bottom = -1;

    /// Copies all pixels within `reach` of a place.
    ///
    /// @param hfr   size of what is to be measured, in pixels
    /// @param reach in pixels
    /// @param spare blocks more on each side
    /// @param sky   what is drawn outside the frame
    void show(Pixels pixels, double x, double y, double hfr, double reach, int spare, double sky) {
        side = sideFor(hfr);
        while (2 * (reach / side + spare + 2) > PITCH) {
            side *= 2;
        }
        double blockX = inBlocks(x);
        double blockY = inBlocks(y);
        int blocks = (int) Math.ceil(reach / side) + spare;
        left = (int) Math.rint(blockX) - blocks;
        right = (int) Math.rint(blockX) + blocks;
        top = (int) Math.rint(blockY) - blocks;
        bottom = (int) Math.rint(blockY) + blocks;
        int size = (bottom - top + 1) * PITCH;
        if (values.length < size) {
            values = new float[size];
        }
        for (int y0 = top; y0 <= bottom; y0++) {
            copyRow(pixels, y0, (float) sky);
        }
    }

    private static int sideFor(double hfr) {
        int side = 1;
        while (hfr > LARGE * side) {
            side *= 2;
        }
        return side;
    }

    private void copyRow(Pixels pixels, int y, float sky) {
        int at = (y - top) * PITCH;
        int from = Math.max(left, 0);
        int to = Math.min(right + 1, pixels.width() / side);
        if (y < 0 || (y + 1) * side > pixels.height() || from >= to) {
            Arrays.fill(values, at, at + right - left + 1, sky);
            return;
        }
        Arrays.fill(values, at, at + from - left, sky);
        Arrays.fill(values, at + to - left, at + right - left + 1, sky);
        if (side == 1) {
            pixels.copy(y, from, to, values, at + from - left);
            return;
        }
        int width = (to - from) * side;
        if (row.length < width) {
            row = new float[width];
        }
        Arrays.fill(values, at + from - left, at + to - left, 0);
        float share = 1f / (side * side);
        for (int part = 0; part < side; part++) {
            pixels.copy(y * side + part, from * side, to * side, row, 0);
            for (int i = 0; i < width; i++) {
                values[at + from - left + i / side] += share * row[i];
            }
        }
    }

    /// A stamp of values drawn by ourselves, which begin at its origin.
    static Stamp of(float[] drawn, int width, int height) {
        Stamp stamp = new Stamp();
        stamp.values = new float[height * PITCH];
        for (int y = 0; y < height; y++) {
            System.arraycopy(drawn, y * width, stamp.values, y * PITCH, width);
        }
        stamp.right = width - 1;
        stamp.bottom = height - 1;
        return stamp;
    }

    /// Pixels along a block.
    int side() {
        return side;
    }

    /// From pixels of the frame to blocks of this stamp.
    double inBlocks(double pixel) {
        return (pixel + 0.5) / side - 0.5;
    }

    double inPixels(double block) {
        return (block + 0.5) * side - 0.5;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    /// The last column.
    int right() {
        return right;
    }

    /// The last row.
    int bottom() {
        return bottom;
    }

    float at(int x, int y) {
        return values[index(x, y)];
    }

    /// All values, for loops over pieces of rows; see [#index].
    float[] values() {
        return values;
    }

    int index(int x, int y) {
        return (y - top) * PITCH + x - left;
    }
}
