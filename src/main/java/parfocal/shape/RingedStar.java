package parfocal.shape;

/// One star in rings: its light is 1.
final class RingedStar {
    final double x;
    final double y;
    final double background;
    final double flux;
    final double[] brightness;
    final double[] pixels;

    double weight = 1;

    RingedStar(
            double x,
            double y,
            double background,
            double flux,
            double[] brightness,
            double[] pixels) {
        this.x = x;
        this.y = y;
        this.background = background;
        this.flux = flux;
        this.brightness = brightness;
        this.pixels = pixels;
    }

    /// Of what this star's few pixels say about a ring.
    double weight(int ring) {
        return weight * pixels[ring];
    }

    /// Of a ring's brightness, where the stars' mean is so bright.
    double variance(int ring, double brightness, double noise, double photonAdu) {
        return (noise * noise / flux + photonAdu * Math.max(0, brightness)) / (flux * pixels[ring]);
    }
}
