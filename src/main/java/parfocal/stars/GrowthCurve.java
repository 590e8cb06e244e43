package parfocal.stars;

/// Light inside circles of growing radius around one place. Reused from star to star.
final class GrowthCurve {
    private static final int MOST_RADII = 160;

    private final double[] flux = new double[MOST_RADII + 1];
    private final double[] area = new double[MOST_RADII + 1];
    private final double[] reach = new double[MOST_RADII + 1];
    private final StraightEdge edge = new StraightEdge();
    private double step;
    private int radii;

    /// Sums the pixels around `(x, y)` out to `radius`, above `background`; outside the frame there is no light.
    void measure(
            Stamp stamp,
            double x,
            double y,
            double radius,
            double wishedStep,
            double background) {
        radii = (int) Math.min(MOST_RADII, Math.max(4, Math.ceil(radius / wishedStep)));
        step = radius / radii;
        for (int k = 1; k <= radii; k++) {
            reach[k] = StraightEdge.reach(k * step);
        }
        java.util.Arrays.fill(flux, 0, radii + 1, 0);
        java.util.Arrays.fill(area, 0, radii + 1, 0);
        int top = Math.max(stamp.top(), (int) Math.ceil(y - radius - 0.5));
        int bottom = Math.min(stamp.bottom(), (int) Math.floor(y + radius + 0.5));
        int left = Math.max(stamp.left(), (int) Math.ceil(x - radius - 0.5));
        int right = Math.min(stamp.right(), (int) Math.floor(x + radius + 0.5));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double dx = column - x;
                double dy = row - y;
                double distance = Math.sqrt(dx * dx + dy * dy);
                if (distance < radius + 0.7072) {
                    double outwards =
                            distance > 0.4
                                    ? (stamp.slopeX(column, row) * dx
                                                    + stamp.slopeY(column, row) * dy)
                                            / distance
                                    : 0;
                    add(stamp.mean(column, row) - background, outwards, dx, dy, distance);
                }
            }
        }
        // Until here each entry holds only what its circle adds to pixels it cuts or has just
        // swallowed.
        for (int k = 1; k <= radii; k++) {
            flux[k] += flux[k - 1];
            area[k] += area[k - 1];
        }
    }

    /// Spreads one pixel over the circles that cut it.
    ///
    /// @param value mean over the pixel
    /// @param slope of the image outwards
    private void add(double value, double slope, double dx, double dy, double distance) {
        int first = Math.max(1, (int) Math.ceil((distance - 0.7072) / step));
        double ax = Math.abs(dx);
        double ay = Math.abs(dy);
        // Around the very centre there is no outwards; a circle that small leans nowhere.
        boolean leans = distance > 0.4;
        edge.of(
                leans ? Math.max(ax, ay) / distance : 1,
                leans ? Math.max(1e-6, Math.min(ax, ay) / distance) : 1);
        boolean near = distance < 1.5;
        double areaBefore = 0;
        double momentBefore = 0;
        for (int k = first; k <= radii && areaBefore < 1; k++) {
            double t = reach[k] - distance;
            double inside = near ? CircleOverlap.exact(ax, ay, k * step) : edge.inside(t);
            if (inside > 1 - 1e-9) {
                inside = 1;
            }
            double moment = leans && inside < 1 ? edge.leaning(t) : 0;
            flux[k] += value * (inside - areaBefore) + slope * (moment - momentBefore);
            area[k] += inside - areaBefore;
            areaBefore = inside;
            momentBefore = moment;
        }
    }

    double outerRadius() {
        return radii * step;
    }

    double total() {
        return flux[radii];
    }

    double within(double radius) {
        double k = Math.min(radii, radius / step);
        int low = Math.min(radii - 1, (int) k);
        return flux[low] + (k - low) * (flux[low + 1] - flux[low]);
    }

    /// Light per pixel between two circles.
    double meanBetween(double inner, double outer) {
        return (within(outer) - within(inner)) / (Math.PI * (outer * outer - inner * inner));
    }

    /// The first radius that holds `light`; the outer radius when none does.
    double radiusOf(double light) {
        for (int k = 1; k <= radii; k++) {
            if (flux[k] >= light) {
                double rise = flux[k] - flux[k - 1];
                double part = rise > 0 ? (light - flux[k - 1]) / rise : 0;
                return (k - 1 + Math.max(0, part)) * step;
            }
        }
        return outerRadius();
    }

    /// Light per pixel of radius near `radius`.
    double slopeAt(double radius) {
        double half = Math.max(step, 0.15 * radius);
        double low = Math.max(0, radius - half);
        double high = Math.min(outerRadius(), radius + half);
        return (within(high) - within(low)) / (high - low);
    }

    /// Radius outside of which the mean profile stays below half of its highest ring.
    double halfMaximumRadius(double ringWidth) {
        int bundle = Math.max(1, (int) Math.round(ringWidth / step));
        double highest = 0;
        int rings = radii / bundle;
        for (int k = 0; k < rings; k++) {
            highest = Math.max(highest, ring(k, bundle));
        }
        for (int k = rings - 1; k >= 0; k--) {
            double here = ring(k, bundle);
            if (here >= 0.5 * highest) {
                double next = k + 1 < rings ? ring(k + 1, bundle) : 0;
                double part = here > next ? (here - 0.5 * highest) / (here - next) : 0;
                return (k + 0.5 + Math.min(1, part)) * bundle * step;
            }
        }
        return 0;
    }

    private double ring(int k, int bundle) {
        int from = k * bundle;
        int to = from + bundle;
        double pixels = area[to] - area[from];
        return pixels > 0 ? (flux[to] - flux[from]) / pixels : 0;
    }
}
