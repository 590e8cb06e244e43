package parfocal.stars;

import java.util.Arrays;

/// The surroundings of one place, copied out of the frame: what measuring looks at, near at hand. Reused from place to place.
///
/// Columns and rows are the frame's; what the frame does not hold does not exist.
final class Stamp {
    private float[] values = new float[0];
    private int left;
    private int top;
    private int right = -1;
    private int bottom = -1;
    private int width;

    /// Copies all pixels within `reach` of a place, unless they are here already.
    void show(Pixels pixels, double x, double y, double reach) {
        int fromX = Math.max(0, (int) Math.floor(x - reach));
        int fromY = Math.max(0, (int) Math.floor(y - reach));
        int toX = Math.min(pixels.width() - 1, (int) Math.ceil(x + reach));
        int toY = Math.min(pixels.height() - 1, (int) Math.ceil(y + reach));
        left = fromX;
        top = fromY;
        right = toX;
        bottom = toY;
        width = Math.max(0, toX - fromX + 1);
        int size = width * Math.max(0, toY - fromY + 1);
        if (values.length < size) {
            values = new float[Math.max(size, 2 * values.length)];
        }
        for (int row = fromY; row <= toY && width > 0; row++) {
            pixels.copy(row, fromX, toX + 1, values, (row - fromY) * width);
        }
    }

    /// A stamp of values drawn by ourselves, which begin at the frame's origin.
    static Stamp of(float[] drawn, int width, int height) {
        Stamp stamp = new Stamp();
        stamp.values = Arrays.copyOf(drawn, drawn.length);
        stamp.width = width;
        stamp.right = width - 1;
        stamp.bottom = height - 1;
        return stamp;
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
        return values[(y - top) * width + x - left];
    }

    /// All values, for loops over pieces of rows; see [#index].
    float[] values() {
        return values;
    }

    int index(int x, int y) {
        return (y - top) * width + x - left;
    }

    /// Mean over the pixel of the image that passes through the pixel values.
    ///
    /// The camera has averaged over the pixel once; a circle laid over flat squares would do it again. So the image between
    /// pixel centres is taken as a curved surface: this is its mean, [#slopeX] and [#slopeY] are its slopes.
    double mean(int x, int y) {
        int i = index(x, y);
        float value = values[i];
        float before = x > left ? values[i - 1] : value;
        float after = x < right ? values[i + 1] : value;
        float above = y > top ? values[i - width] : value;
        float below = y < bottom ? values[i + width] : value;
        return value + (before + after + above + below - 4.0 * value) / 24;
    }

    double slopeX(int x, int y) {
        return slope(index(x, y), x - left, right - x, 1);
    }

    double slopeY(int x, int y) {
        return slope(index(x, y), y - top, bottom - y, width);
    }

    /// From four neighbours: two would make the flanks of a star of 3 px too gentle.
    private double slope(int i, int before, int after, int stride) {
        if (before < 1 || after < 1) {
            return 0;
        }
        double narrow = 0.5 * ((double) values[i + stride] - values[i - stride]);
        if (before < 2 || after < 2) {
            return narrow;
        }
        double wide = 0.25 * ((double) values[i + 2 * stride] - values[i - 2 * stride]);
        return narrow + (narrow - wide) / 3;
    }
}
