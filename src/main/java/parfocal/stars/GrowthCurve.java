package parfocal.stars;

/// Light inside circles of growing radius around one place. Reused from star to star.
final class GrowthCurve {
    private final CircleTables tables;
    private CircleTable table;
    private double[] flux = new double[64];
    private double[] sums = new double[64];
    private int summedCentre;
    private int summedCopy = -1;
    private int circles;

    GrowthCurve(CircleTables tables) {
        this.tables = tables;
        table = tables.near(0, 0, 1, 3, true);
    }

    /// Sums the pixels around `(x, y)`, above `background`.
    ///
    /// @param hfr   expected half-flux radius
    /// @param reach how far out, in half-flux radii
    void measure(Stamp stamp, double x, double y, double hfr, double reach, double background) {
        int nearX = (int) Math.rint(x);
        int nearY = (int) Math.rint(y);
        CircleTable wanted = tables.near(x - nearX, y - nearY, hfr, reach, stamp.side() == 1);
        int centre = stamp.index(nearX, nearY);
        // The same star once more with another background: nothing new to sum.
        boolean known =
                wanted.equals(table) && centre == summedCentre && stamp.copy() == summedCopy;
        if (!known) {
            table = wanted;
            circles = table.circles();
            if (flux.length <= circles) {
                flux = new double[circles + 1];
                sums = new double[circles + 1];
            }
            summedCopy = stamp.copy();
            summedCentre = centre;
            table.sum(stamp.values(), centre, sums);
        }
        System.arraycopy(sums, 0, flux, 0, circles + 1);
        takeOff(background);
    }

    /// Takes off a further background.
    void takeOff(double background) {
        for (int k = 1; k <= circles; k++) {
            flux[k] -= background * table.area(k);
        }
    }

    /// Number of circles no larger than this.
    int circlesWithin(double wanted) {
        int k = circles;
        while (k > 0 && table.radius(k) > wanted) {
            k--;
        }
        return k;
    }

    double radius(int circle) {
        return table.radius(circle);
    }

    double area(int circle) {
        return table.area(circle);
    }

    double flux(int circle) {
        return flux[circle];
    }

    double outerRadius() {
        return table.radius(circles);
    }

    double total() {
        return flux[circles];
    }

    double within(double wanted) {
        int low = 0;
        int high = circles - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (table.radius(middle) <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        double from = table.radius(low);
        double part = (Math.min(wanted, outerRadius()) - from) / (table.radius(low + 1) - from);
        return flux[low] + part * (flux[low + 1] - flux[low]);
    }

    /// Light per pixel between two circles.
    double meanBetween(double inner, double outer) {
        return (within(outer) - within(inner)) / (Math.PI * (outer * outer - inner * inner));
    }

    /// The first radius that holds `light`; the outer radius when none does.
    double radiusOf(double light) {
        for (int k = 1; k <= circles; k++) {
            if (flux[k] >= light) {
                double rise = flux[k] - flux[k - 1];
                double part = rise > 0 ? (light - flux[k - 1]) / rise : 0;
                double from = table.radius(k - 1);
                return from + Math.max(0, part) * (table.radius(k) - from);
            }
        }
        return outerRadius();
    }

    /// Light per pixel of radius near `middle`.
    double slopeAt(double middle) {
        double half = Math.max(table.step(), 0.15 * middle);
        double low = Math.max(0, middle - half);
        double high = Math.min(outerRadius(), middle + half);
        return (within(high) - within(low)) / (high - low);
    }

    /// Radius outside of which the mean profile stays below half of its highest ring.
    double halfMaximumRadius(double ringWidth) {
        int bundle = Math.max(1, (int) Math.round(ringWidth / table.step()));
        double highest = 0;
        int rings = table.fine() / bundle;
        for (int k = 0; k < rings; k++) {
            highest = Math.max(highest, ring(k, bundle));
        }
        for (int k = rings - 1; k >= 0; k--) {
            double here = ring(k, bundle);
            if (here >= 0.5 * highest) {
                double next = k + 1 < rings ? ring(k + 1, bundle) : 0;
                double part = here > next ? (here - 0.5 * highest) / (here - next) : 0;
                return (k + 0.5 + Math.min(1, part)) * bundle * table.step();
            }
        }
        return 0;
    }

    private double ring(int k, int bundle) {
        int from = k * bundle;
        int to = from + bundle;
        double pixels = table.area(to) - table.area(from);
        return pixels > 0 ? (flux[to] - flux[from]) / pixels : 0;
    }
}
