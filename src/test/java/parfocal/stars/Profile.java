package parfocal.stars;

import java.util.function.DoubleUnaryOperator;
import parfocal.image.Frame;

/// A round star of known shape, drawn pixel by pixel: the truth that measured sizes are compared with.
///
/// @param encircled  part of the light within a radius in pixels
/// @param brightness light per square pixel at a radius, of a star of total light 1
record Profile(
        String name, DoubleUnaryOperator encircled, DoubleUnaryOperator brightness, double hfr) {

    static Profile gaussian(double hfr) {
        double variance = hfr * hfr / (2 * Math.log(2));
        return new Profile(
                "Gaussian",
                r -> 1 - Math.exp(-r * r / (2 * variance)),
                r -> Math.exp(-r * r / (2 * variance)) / (2 * Math.PI * variance),
                hfr);
    }

    static Profile moffat(double beta, double hfr) {
        double alpha = hfr / Math.sqrt(Math.pow(2, 1 / (beta - 1)) - 1);
        return new Profile(
                "Moffat " + beta,
                r -> 1 - Math.pow(1 + r * r / (alpha * alpha), 1 - beta),
                r ->
                        (beta - 1)
                                / (Math.PI * alpha * alpha)
                                * Math.pow(1 + r * r / (alpha * alpha), -beta),
                hfr);
    }

    /// An evenly lit ring; obstruction 0 is a disc.
    static Profile ring(double obstruction, double hfr) {
        double outer = hfr / Math.sqrt((1 + obstruction * obstruction) / 2);
        double inner = obstruction * outer;
        double area = Math.PI * (outer * outer - inner * inner);
        return new Profile(
                obstruction == 0 ? "Disc" : "Ring " + obstruction,
                r -> Math.PI * (Math.pow(Math.clamp(r, inner, outer), 2) - inner * inner) / area,
                r -> r >= inner && r < outer ? 1 / area : 0,
                hfr);
    }

    /// Whether its border is a step.
    boolean isSharp() {
        return brightness.applyAsDouble(2 * hfr) == 0;
    }

    /// Half-flux radius of the image on square pixels of side 1: the pixel's own width counted once.
    double hfrOnPixels() {
        double low = 0.5 * hfr;
        double high = 2 * hfr + 1;
        for (int i = 0; i < 40; i++) {
            double middle = 0.5 * (low + high);
            if (encircledOnPixels(middle) < 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /// Chance that a photon of the profile, moved to anywhere in a pixel, falls within the radius.
    private double encircledOnPixels(double radius) {
        double from = Math.max(0, radius - 0.7072);
        double light = encircled.applyAsDouble(from);
        int shells = 120;
        double width = (radius + 0.7072 - from) / shells;
        for (int k = 0; k < shells; k++) {
            double inner = from + k * width;
            double part = encircled.applyAsDouble(inner + width) - encircled.applyAsDouble(inner);
            light += part * pixelWithin(inner + width / 2, radius);
        }
        return light;
    }

    private static double pixelWithin(double distance, double radius) {
        int inside = 0;
        int angles = 8;
        int steps = 16;
        for (int a = 0; a < angles; a++) {
            double angle = (a + 0.5) * Math.PI / 4 / angles;
            double x0 = distance * Math.cos(angle) - 0.5 + 0.5 / steps;
            double y0 = distance * Math.sin(angle) - 0.5 + 0.5 / steps;
            for (int i = 0; i < steps; i++) {
                for (int j = 0; j < steps; j++) {
                    double x = x0 + (double) i / steps;
                    double y = y0 + (double) j / steps;
                    inside += x * x + y * y < radius * radius ? 1 : 0;
                }
            }
        }
        return (double) inside / (angles * steps * steps);
    }

    /// Adds this star to pixel values, each pixel the mean of many points in it.
    void draw(float[] adu, int width, int height, double x, double y, double flux) {
        double reach = 16 * hfr + 8;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double distance = Math.hypot(column - x, row - y);
                if (distance > reach) {
                    continue;
                }
                int steps = distance < 3 * hfr + 2 ? (hfr < 5 ? 40 : 5) : 2;
                double sum = 0;
                for (int i = 0; i < steps; i++) {
                    for (int j = 0; j < steps; j++) {
                        double dx = column - x + (i + 0.5) / steps - 0.5;
                        double dy = row - y + (j + 0.5) / steps - 0.5;
                        sum += brightness.applyAsDouble(Math.sqrt(dx * dx + dy * dy));
                    }
                }
                int at = row * width + column;
                adu[at] = (float) (adu[at] + flux * sum / (steps * steps));
            }
        }
    }

    /// A frame with this star alone, without noise, on a sky of 1000 ADU.
    Frame alone(double offsetX, double offsetY) {
        int side = 2 * (int) Math.ceil(Math.max(40, 13 * hfr)) + 1;
        float[] adu = new float[side * side];
        java.util.Arrays.fill(adu, 1000);
        double middle = 0.5 * (side - 1);
        draw(adu, side, side, middle + offsetX, middle + offsetY, 60_000 * hfr * hfr);
        return new Frame(side, side, adu);
    }

    @Override
    public String toString() {
        return "%s of %.2f px".formatted(name, hfr);
    }
}
