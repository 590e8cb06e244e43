package parfocal.stars;

/// How far the pixel grid leads the half-flux radius of a hard-edged, small star astray.
///
/// The border of a disc is sharper than pixels can show: even exact band-limited interpolation misses the half-flux radius
/// of a disc of 1.5 px by up to 3 %, depending on where in the pixel it falls. What the grid loses, roundness gives back:
/// pixels at many distances from the centre sample one radial profile. So rings of free brightness are fitted to the pixels,
/// and what the measuring method makes of the rings' own pixels, compared with what the rings truly hold, is its error.
final class RoundModel {
    /// Width of a ring in pixels: finer than the grid, coarse enough for the pixels to tell rings apart.
    private static final double RING = 0.2;

    /// How strongly neighbouring rings are drawn together, per pixel of light.
    private static final double SMOOTHNESS = 1e-3;

    private static final int SWEEPS = 300;

    private final CircleTables tables;
    private final int rings;
    private final int reach;
    private final double x;
    private final double y;
    private final double[][] overlap;
    private final double[] brightness;

    /// @param x          the star's centre, which is believed
    /// @param hfr        its half-flux radius so far
    /// @param background taken from every pixel
    RoundModel(
            Stamp stamp, CircleTables tables, double x, double y, double hfr, double background) {
        this.tables = tables;
        rings = (int) Math.ceil((1.8 * hfr + 0.6) / RING);
        reach = (int) Math.ceil(rings * RING + 1.5) + 4;
        int left = (int) Math.round(x) - reach;
        int top = (int) Math.round(y) - reach;
        this.x = x - left;
        this.y = y - top;
        int side = side();
        overlap = new double[side * side][];
        double[] light = new double[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int i = row * side + column;
                overlap[i] = overlap(column - this.x, row - this.y);
                light[i] = stamp.at(left + column, top + row) - background;
            }
        }
        brightness = fit(light);
    }

    /// Pixels that a model of this size looks at on each side of the centre.
    static double reach(double hfr) {
        return 1.8 * hfr + RING + 7.1;
    }

    private int side() {
        return 2 * reach + 1;
    }

    private double[] overlap(double dx, double dy) {
        double[] areas = new double[rings];
        double distance = Math.hypot(dx, dy);
        double inside = 0;
        for (int ring = 0; ring < rings; ring++) {
            double radius = (ring + 1) * RING;
            if (radius < distance - 0.7072) {
                continue;
            }
            double area = CircleOverlap.exact(dx, dy, radius);
            areas[ring] = area - inside;
            inside = area;
            if (area > 1 - 1e-12) {
                break;
            }
        }
        return areas;
    }

    /// Least squares without negative rings, one ring after the other until nothing moves.
    private double[] fit(double[] light) {
        double[][] normal = new double[rings][rings];
        double[] wanted = new double[rings];
        for (int i = 0; i < light.length; i++) {
            double[] areas = overlap[i];
            for (int a = 0; a < rings; a++) {
                if (areas[a] != 0) {
                    wanted[a] += areas[a] * light[i];
                    for (int b = 0; b < rings; b++) {
                        normal[a][b] += areas[a] * areas[b];
                    }
                }
            }
        }
        for (int a = 0; a + 1 < rings; a++) {
            double pull = SMOOTHNESS * (a + 1);
            normal[a][a] += pull;
            normal[a + 1][a + 1] += pull;
            normal[a][a + 1] -= pull;
            normal[a + 1][a] -= pull;
        }
        double[] result = new double[rings];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int a = 0; a < rings; a++) {
                double rest = wanted[a];
                for (int b = 0; b < rings; b++) {
                    rest -= normal[a][b] * result[b];
                }
                result[a] = Math.max(0, result[a] + rest / normal[a][a]);
            }
        }
        return result;
    }

    /// The radius that truly holds the light which the measuring method sees within `measured`.
    double trueRadius(double measured) {
        double light = lightSeenWithin(measured);
        double low = 0.9 * measured;
        double high = 1.1 * measured;
        for (int i = 0; i < 14; i++) {
            double middle = 0.5 * (low + high);
            if (lightWithin(middle) < light) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private double lightSeenWithin(double radius) {
        int side = side();
        float[] drawn = new float[side * side];
        for (int i = 0; i < drawn.length; i++) {
            double sum = 0;
            for (int ring = 0; ring < rings; ring++) {
                sum += brightness[ring] * overlap[i][ring];
            }
            drawn[i] = (float) sum;
        }
        GrowthCurve growth = new GrowthCurve(tables);
        growth.measure(Stamp.of(drawn, side, side), x, y, radius, 1.4, 0);
        return growth.within(radius);
    }

    /// Light within a circle after every point was spread over a pixel, whose place on the grid is anyone's guess.
    private double lightWithin(double radius) {
        double sum = 0;
        for (int ring = 0; ring < rings; ring++) {
            double share = 0;
            int parts = 3;
            for (int part = 0; part < parts; part++) {
                double from = (ring + (double) part / parts) * RING;
                double to = (ring + (part + 1.0) / parts) * RING;
                share +=
                        (to * to - from * from)
                                * pixelWithin(Math.sqrt(0.5 * (from * from + to * to)), radius);
            }
            sum += brightness[ring] * Math.PI * share;
        }
        return sum;
    }

    private static double pixelWithin(double distance, double radius) {
        if (distance < radius - 0.7072) {
            return 1;
        }
        if (distance > radius + 0.7072) {
            return 0;
        }
        int angles = 6;
        double sum = 0;
        for (int i = 0; i < angles; i++) {
            double angle = (i + 0.5) * Math.PI / 4 / angles;
            sum +=
                    CircleOverlap.exact(
                            distance * Math.cos(angle), distance * Math.sin(angle), radius);
        }
        return sum / angles;
    }
}
