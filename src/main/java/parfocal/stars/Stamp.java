package parfocal.stars;

import java.util.Arrays;

/// The surroundings of one place, copied out of the frame: what measuring looks at, near at hand. Reused from place to place.
///
/// Of large stars it shows the means of square blocks of pixels instead, so that a donut of 100 px costs no more than one of
/// 10. Columns and rows are counted in blocks from the frame's origin; what the frame does not hold is drawn as sky.
final class Stamp {
    /// From one row to the next in [#values]: the same for all stamps, so that tables of places fit all. Not a power of two,
    /// which would put all rows into the same few lines of the processor's cache.
    static final int PITCH = 328;

    /// Half-flux radius in pixels from which blocks are joined, and half of which remains in blocks.
    private static final double LARGE = 10;

    /// Blocks copied more than asked for: the centre moves a little while it is measured.
    private static final int SLACK = 2;

    private float[] values = new float[PITCH * 32];
    private float[] tileValues = new float[0];
    private float[] ownValues = values;
    private int side = 1;
    private int left;
    private int top;
    private int right = -1;
    private int bottom = -1;
    private int heldSide = 1;
    private int copies;
    private int tileCopy;
    private int shown;
    private Area held = new Area(0, 0, 0, 0);
    private Area tile = new Area(0, 0, 0, 0);

    /// Shows all pixels within `reach` of a place; copies them unless they are at hand.
    ///
    /// @param hfr   size of what is to be measured, in pixels
    /// @param reach in pixels
    /// @param spare blocks more on each side
    /// @param sky   what is drawn outside the frame
    void show(Pixels pixels, double x, double y, double hfr, double reach, int spare, double sky) {
        side = sideFor(hfr);
        while (2 * (reach / side + spare + SLACK + 1) > PITCH) {
            side *= 2;
        }
        double blockX = inBlocks(x);
        double blockY = inBlocks(y);
        int blocks = (int) Math.ceil(reach / side) + spare;
        left = (int) Math.rint(blockX) - blocks;
        right = (int) Math.rint(blockX) + blocks;
        top = (int) Math.rint(blockY) - blocks;
        bottom = (int) Math.rint(blockY) + blocks;
        if (side == 1 && isWithin(tile)) {
            values = tileValues;
            shown = tileCopy;
            held = tile;
            heldSide = 1;
        } else if (side != heldSide || !isWithin(held)) {
            held = new Area(left - SLACK, top - SLACK, right + SLACK + 1, bottom + SLACK + 1);
            heldSide = side;
            ownValues = ownValues.length < size(held) ? new float[size(held)] : ownValues;
            values = ownValues;
            copy(pixels, (float) sky);
        }
    }

    private boolean isWithin(Area area) {
        return area.contains(left, top) && area.contains(right, bottom);
    }

    private static int size(Area area) {
        return (area.bottom() - area.top()) * PITCH;
    }

    /// Blocks on each side of a star that are looked at while it is measured, from its `reach` in pixels.
    static int blocksAround(double reach, int spare) {
        return (int) Math.ceil(reach) + spare + SLACK;
    }

    /// Copies a piece of the frame in which many places will be looked at, at most [#PITCH] wide.
    void hold(Pixels pixels, Area area, double sky) {
        tile = area;
        held = area;
        heldSide = 1;
        tileValues = tileValues.length < size(area) ? new float[size(area)] : tileValues;
        values = tileValues;
        copy(pixels, (float) sky);
        tileCopy = shown;
    }

    private void copy(Pixels pixels, float sky) {
        shown = ++copies;
        if (heldSide == 1) {
            copy(pixels.width(), pixels.height(), pixels::copy, sky);
        } else {
            JoinedPixels blocks = pixels.joined(heldSide);
            copy(blocks.width(), blocks.height(), blocks::copy, sky);
        }
    }

    /// A picture that gives out pieces of its rows.
    private interface Rows {
        void copy(int y, int left, int right, float[] into, int at);
    }

    private void copy(int width, int height, Rows rows, float sky) {
        int length = held.right() - held.left();
        int from = Math.max(held.left(), 0);
        int to = Math.min(held.right(), width);
        for (int y = held.top(); y < held.bottom(); y++) {
            int at = (y - held.top()) * PITCH;
            if (y < 0 || y >= height || from >= to) {
                Arrays.fill(values, at, at + length, sky);
                continue;
            }
            int start = at + from - held.left();
            int end = at + to - held.left();
            Arrays.fill(values, at, start, sky);
            Arrays.fill(values, end, at + length, sky);
            rows.copy(y, from, to, values, start);
        }
    }

    private static int sideFor(double hfr) {
        int side = 1;
        while (hfr > LARGE * side) {
            side *= 2;
        }
        return side;
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
        stamp.held = new Area(0, 0, width, height);
        return stamp;
    }

    /// Number of the copy that is shown: as long as it stays, [#values] are the same.
    int copy() {
        return shown;
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
        return (y - held.top()) * PITCH + x - held.left();
    }
}
