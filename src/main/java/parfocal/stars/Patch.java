package parfocal.stars;

/// A piece of the frame with a margin, row by row, small enough for a core's own cache. Reused from piece to piece.
///
/// Each row is an array of its own, so that loops over several rows have one index in common: only those the compiler turns
/// into vector instructions.
final class Patch {
    private float[][] rows = new float[0][0];
    private int left;
    private int top;
    private int width;
    private int height;

    /// Copies the pixels of an area that lies within the frame.
    void show(Pixels pixels, Area area) {
        left = area.left();
        top = area.top();
        width = area.right() - left;
        height = area.bottom() - top;
        if (rows.length < height || rows[0].length < width) {
            rows = new float[height][width];
        }
        for (int row = 0; row < height; row++) {
            pixels.copy(top + row, left, left + width, rows[row], 0);
        }
    }

    /// Column of the frame with which rows begin.
    int left() {
        return left;
    }

    /// The first row's number in the frame.
    int top() {
        return top;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// What lies beyond [#width] is no pixel.
    ///
    /// @param y counted from [#top]
    float[] row(int y) {
        return rows[y];
    }

    float at(int x, int y) {
        return rows[y][x];
    }

    /// Whether all eight neighbours are here.
    boolean surrounds(int x, int y) {
        return x > 0 && y > 0 && x < width - 1 && y < height - 1;
    }
}
