package parfocal.stars;

/// The frame's pixels after hot pixels were taken out; what is measured.
final class Pixels {
    private final float[] adu;
    private final int width;
    private final int height;

    /// @param adu kept, not copied
    Pixels(float[] adu, int width, int height) {
        this.adu = adu;
        this.width = width;
        this.height = height;
    }

    float[] adu() {
        return adu;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    float at(int x, int y) {
        return adu[y * width + x];
    }

    boolean contains(double x, double y) {
        return x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5;
    }

    boolean containsCircle(double x, double y, double radius) {
        return x - radius >= -0.5
                && y - radius >= -0.5
                && x + radius <= width - 0.5
                && y + radius <= height - 0.5;
    }

    /// Mean over the pixel of the image that passes through the pixel values.
    ///
    /// The camera has averaged over the pixel once; a circle laid over flat squares would do it again. So the image between
    /// pixel centres is taken as a curved surface: this is its mean, [#slopeX] and [#slopeY] are its slopes.
    double mean(int x, int y) {
        int i = y * width + x;
        double value = adu[i];
        double left = x > 0 ? adu[i - 1] : value;
        double right = x < width - 1 ? adu[i + 1] : value;
        double above = y > 0 ? adu[i - width] : value;
        double below = y < height - 1 ? adu[i + width] : value;
        return value + (left + right + above + below - 4 * value) / 24;
    }

    double slopeX(int x, int y) {
        return slope(y * width + x, x, width, 1);
    }

    double slopeY(int x, int y) {
        return slope(y * width + x, y, height, width);
    }

    /// From four neighbours: two would make the flanks of a star of 3 px too gentle.
    private double slope(int i, int place, int places, int stride) {
        if (place < 1 || place > places - 2) {
            return 0;
        }
        double narrow = 0.5 * ((double) adu[i + stride] - adu[i - stride]);
        if (place < 2 || place > places - 3) {
            return narrow;
        }
        double wide = 0.25 * ((double) adu[i + 2 * stride] - adu[i - 2 * stride]);
        return narrow + (narrow - wide) / 3;
    }
}
