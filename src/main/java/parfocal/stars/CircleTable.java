package parfocal.stars;

/// How much each pixel around a centre adds to the light inside circles of growing radius.
///
/// Whatever is done with a star's pixels, exact overlap and the curved surface through them included, is linear in the pixel
/// values. So it is worked out once for a size and a place of the centre within its pixel, and then only summed up.
///
/// The circles are close together out to [#FINE] half-flux radii, where the size is read off; further out, where light grows
/// slowly and evenly, a few are enough.
final class CircleTable {
    /// End of the close circles, in half-flux radii: the radius of 80 % of the light of all but the softest stars.
    private static final double FINE = 2.1;

    private static final int FINE_PER_HFR = 8;
    private static final double FINEST = 0.15;
    private static final double COARSE = 0.25;

    /// Distance between the further circles when they reach so far that wings are looked at.
    private static final double COARSE_IN_WINGS = 0.1;

    private static final double WINGS = 5;

    /// Half the diagonal of a pixel.
    private static final double CORNER = 0.7072;

    /// Pixels beyond its own that a pixel's slope is taken from.
    private static final int STENCIL = 2;

    private final boolean curved;
    private final int reach;
    private final int fine;
    private final double step;
    private final double[] radius;
    private final double[] area;
    private final int[] first;
    private final int[] offset;
    private final float[] weight;

    /// @param centreX   of the circles, from the middle of the pixel nearest to it
    /// @param hfr       expected half-flux radius
    /// @param outermost radius of the last circle
    /// @param curved    whether pixel values are points of the image: the camera has averaged over the pixel once, and a
    ///                  circle laid over flat squares would do it again. Not so for blocks of pixels.
    CircleTable(double centreX, double centreY, double hfr, double outermost, boolean curved) {
        this.curved = curved;
        step = Math.max(FINEST, hfr / FINE_PER_HFR);
        fine = (int) Math.max(4, Math.ceil(Math.min(outermost, FINE * hfr) / step));
        double rest = Math.max(0, outermost - fine * step);
        double distance = outermost > WINGS * hfr ? COARSE_IN_WINGS : COARSE;
        int coarse = (int) Math.ceil(rest / (distance * hfr));
        radius = new double[fine + coarse + 1];
        for (int k = 1; k < radius.length; k++) {
            radius[k] = k <= fine ? k * step : fine * step + (k - fine) * rest / coarse;
        }
        reach = reachOf(radius[radius.length - 1]);
        int side = 2 * reach + 1;
        double[][] dense = new double[radius.length][side * side];
        for (int row = -reach + STENCIL; row <= reach - STENCIL; row++) {
            for (int column = -reach + STENCIL; column <= reach - STENCIL; column++) {
                add(
                        dense,
                        (row + reach) * side + column + reach,
                        side,
                        column - centreX,
                        row - centreY);
            }
        }
        area = new double[radius.length];
        first = new int[radius.length + 1];
        int entries = 0;
        for (double[] circle : dense) {
            for (double value : circle) {
                entries += Math.abs(value) > 1e-9 ? 1 : 0;
            }
        }
        offset = new int[entries];
        weight = new float[entries];
        int n = 0;
        for (int k = 0; k < dense.length; k++) {
            first[k] = n;
            area[k] = k == 0 ? 0 : area[k - 1];
            for (int i = 0; i < dense[k].length; i++) {
                if (Math.abs(dense[k][i]) > 1e-9) {
                    offset[n] = (i / side - reach) * Stamp.PITCH + i % side - reach;
                    weight[n++] = (float) dense[k][i];
                    area[k] += dense[k][i];
                }
            }
        }
        first[dense.length] = n;
    }

    /// Pixels needed on each side of the centre's.
    static int reachOf(double outermost) {
        return (int) Math.ceil(outermost + 1) + STENCIL;
    }

    /// Size of the table.
    int entries() {
        return weight.length;
    }

    int reach() {
        return reach;
    }

    int circles() {
        return radius.length - 1;
    }

    /// Number of circles that are close together.
    int fine() {
        return fine;
    }

    /// Distance between close circles.
    double step() {
        return step;
    }

    double radius(int circle) {
        return radius[circle];
    }

    /// Area inside a circle.
    double area(int circle) {
        return area[circle];
    }

    /// Sum of the values inside each circle, the first being a point.
    ///
    /// @param centre index in `values` of the pixel nearest to the centre
    void sum(float[] values, int centre, double[] sums) {
        double total = 0;
        float[] weights = weight;
        int[] offsets = offset;
        for (int k = 0; k < radius.length; k++) {
            // Four sums at a time: one would wait for itself. A ring of one circle is small enough
            // for their single precision.
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            int n = first[k];
            for (int end = first[k + 1] - 3; n < end; n += 4) {
                a += weights[n] * values[centre + offsets[n]];
                b += weights[n + 1] * values[centre + offsets[n + 1]];
                c += weights[n + 2] * values[centre + offsets[n + 2]];
                d += weights[n + 3] * values[centre + offsets[n + 3]];
            }
            for (; n < first[k + 1]; n++) {
                a += weights[n] * values[centre + offsets[n]];
            }
            total += (double) a + b + ((double) c + d);
            sums[k] = total;
        }
    }

    /// Spreads the weight of one pixel over the circles that cut it.
    private void add(double[][] dense, int i, int side, double dx, double dy) {
        double distance = Math.hypot(dx, dy);
        double ax = Math.abs(dx);
        double ay = Math.abs(dy);
        // Around the very centre there is no outwards; a circle that small leans nowhere.
        boolean leans = distance > 0.4;
        StraightEdge edge =
                new StraightEdge(
                        leans ? Math.max(ax, ay) / distance : 1,
                        leans ? Math.max(1e-6, Math.min(ax, ay) / distance) : 1);
        boolean near = distance < 1.5;
        double areaBefore = 0;
        double momentBefore = 0;
        for (int k = 1; k < radius.length && areaBefore < 1; k++) {
            if (radius[k] < distance - CORNER) {
                continue;
            }
            double t = StraightEdge.reach(radius[k]) - distance;
            double inside = near ? CircleOverlap.exact(ax, ay, radius[k]) : edge.inside(t);
            if (inside > 1 - 1e-9) {
                inside = 1;
            }
            double moment = leans && inside < 1 ? edge.leaning(t) : 0;
            addMean(dense[k], i, side, inside - areaBefore);
            if (leans) {
                addSlope(dense[k], i, 1, (moment - momentBefore) * dx / distance);
                addSlope(dense[k], i, side, (moment - momentBefore) * dy / distance);
            }
            areaBefore = inside;
            momentBefore = moment;
        }
    }

    /// Mean over the pixel of the surface through the pixel values.
    private void addMean(double[] weights, int i, int side, double part) {
        double bend = curved ? part / 24 : 0;
        weights[i] += part - 4 * bend;
        weights[i - 1] += bend;
        weights[i + 1] += bend;
        weights[i - side] += bend;
        weights[i + side] += bend;
    }

    /// From four neighbours: two would make the flanks of a star of 3 px too gentle.
    private static void addSlope(double[] weights, int i, int stride, double part) {
        weights[i + stride] += part * 2 / 3;
        weights[i - stride] -= part * 2 / 3;
        weights[i + 2 * stride] -= part / 12;
        weights[i - 2 * stride] += part / 12;
    }
}
