package parfocal.shape;

/// One star in rings: its light is 1.
final class RingedStar {
    final double x;
    final double y;
    final double background;
    final double flux;
    final double[] brightness;
    final double[] pixels;

    /// Mean square of the distances of the ring's pixels, over that of the ring itself.
    final double[] squareExcess;

    double weight = 1;

    RingedStar(
            double x,
            double y,
            double background,
            double flux,
            double[] brightness,
            double[] pixels,
            double[] squareExcess) {
        this.x = x;
        this.y = y;
        this.background = background;
        this.flux = flux;
        this.brightness = brightness;
        this.pixels = pixels;
        this.squareExcess = squareExcess;
    }

    /// Of a ring's brightness, where the stars' mean is so bright.
    double variance(int ring, double brightness, double noise, double photonAdu) {
        return (noise * noise / flux + photonAdu * Math.max(0, brightness)) / (flux * pixels[ring]);
    }
}
