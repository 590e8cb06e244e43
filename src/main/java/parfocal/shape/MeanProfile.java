package parfocal.shape;

/// The mean profile of a frame's stars as a smooth function of the distance, whose mean over each ring is what was measured there:
/// tabulated, for it is asked at every pixel of every star.
final class MeanProfile {
    private static final double STEP_PIXELS = 1 / 32.0;

    /// Over so much to both sides a slope is taken, in steps of the table.
    private static final int HALF_STRIDE = 4;

    /// How often the curve is bent until its means are those of the rings.
    private static final int BENDS = 3;

    private static final int PLACES_IN_A_RING = 8;

    private final RingEdges edges;
    private final double[] middles;
    private final double[] values;
    private final double[] ofRing;

    MeanProfile(RingEdges edges, double[] mean) {
        this.edges = edges;
        middles = new double[mean.length];
        for (int ring = 0; ring < mean.length; ring++) {
            middles[ring] = (edges.inner(ring) + edges.inner(ring + 1)) / 2;
        }
        values = new double[(int) Math.ceil(edges.end() / STEP_PIXELS) + 2];
        ofRing = new double[mean.length];
        double[] knots = mean.clone();
        for (int bend = 0; bend < BENDS; bend++) {
            tabulate(knots);
            for (int ring = 0; ring < mean.length; ring++) {
                ofRing[ring] = meanOver(ring);
                knots[ring] += mean[ring] - ofRing[ring];
            }
        }
    }

    private void tabulate(double[] knots) {
        double[] slopes = new double[knots.length];
        for (int i = 1; i + 1 < knots.length; i++) {
            slopes[i] = parabolaSlope(knots, i);
        }
        // The other side of the centre mirrors this one.
        slopes[0] = (knots[1] - knots[0]) / (middles[1] - middles[0]) / 2;
        for (int i = 0; i < values.length; i++) {
            values[i] = smooth(knots, slopes, i * STEP_PIXELS);
        }
    }

    /// In the middle of three knots.
    private double parabolaSlope(double[] knots, int i) {
        double before = middles[i] - middles[i - 1];
        double after = middles[i + 1] - middles[i];
        double rising = (knots[i] - knots[i - 1]) / before;
        double further = (knots[i + 1] - knots[i]) / after;
        return (rising * after + further * before) / (before + after);
    }

    /// Hermite's cubic between two knots.
    private double smooth(double[] knots, double[] slopes, double distance) {
        int ring = edges.ringOf(Math.min(distance, edges.end() - 1e-9));
        int left = distance < middles[ring] ? ring - 1 : ring;
        if (left < 0) {
            // Flat in the middle.
            double part = distance / middles[0];
            return knots[0] - slopes[0] * middles[0] * (1 - part * part) / 2;
        }
        if (left + 1 >= knots.length) {
            return knots[left];
        }
        double width = middles[left + 1] - middles[left];
        double t = (distance - middles[left]) / width;
        double back = 1 - t;
        return knots[left] * (1 + 2 * t) * back * back
                + knots[left + 1] * t * t * (3 - 2 * t)
                + width * t * back * (slopes[left] * back - slopes[left + 1] * t);
    }

    private double meanOver(int ring) {
        double inner = edges.inner(ring) * edges.inner(ring);
        double outer = edges.inner(ring + 1) * edges.inner(ring + 1);
        double sum = 0;
        for (int i = 0; i < PLACES_IN_A_RING; i++) {
            double area = (i + 0.5) / PLACES_IN_A_RING;
            sum += at(Math.sqrt(inner + area * (outer - inner)));
        }
        return sum / PLACES_IN_A_RING;
    }

    /// @param distance less than the end of the rings; likewise below
    double at(double distance) {
        double place = distance / STEP_PIXELS;
        int i = (int) place;
        return values[i] + (place - i) * (values[i + 1] - values[i]);
    }

    double slopeAt(double distance) {
        int i = (int) (distance / STEP_PIXELS);
        int outer = Math.min(values.length - 1, i + HALF_STRIDE);
        return (values[outer] - values[Math.abs(i - HALF_STRIDE)])
                / ((outer - i + HALF_STRIDE) * STEP_PIXELS);
    }

    /// The mean over a whole ring.
    double ofRing(int ring) {
        return ofRing[ring];
    }
}
