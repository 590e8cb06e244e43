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

    /// Pixel values less the share that the pixel's own width adds to a radius.
    ///
    /// A circle laid over pixels treats each as a flat square, although the camera has averaged over that square already: the
    /// pixel would count twice. `V − ∇²V/24` takes one of the two away to fourth order, whatever the profile, and
    /// leaves sums as they are.
    double sharpened(int x, int y) {
        int i = y * width + x;
        double value = adu[i];
        double left = x > 0 ? adu[i - 1] : value;
        double right = x < width - 1 ? adu[i + 1] : value;
        double above = y > 0 ? adu[i - width] : value;
        double below = y < height - 1 ? adu[i + width] : value;
        return value - (left + right + above + below - 4 * value) / 24;
    }
}
