package parfocal.shape;

/// The mean profile of a frame's stars as a function of the distance, straight between the middles of its rings: tabulated, for it is
/// asked at every pixel of every star.
final class MeanProfile {
    private static final double STEP_PIXELS = 1 / 32.0;

    /// Over so much to both sides a slope is taken, in pixels.
    private static final double HALF_STRIDE = 0.25;

    private final double[] values;
    private final double[] slopes;

    MeanProfile(RingEdges edges, double[] mean) {
        int count = (int) Math.ceil(edges.end() / STEP_PIXELS) + 1;
        values = new double[count];
        slopes = new double[count];
        for (int i = 0; i < count; i++) {
            double distance = (i + 0.5) * STEP_PIXELS;
            values[i] = interpolated(edges, mean, distance);
            slopes[i] =
                    (interpolated(edges, mean, distance + HALF_STRIDE)
                                    - interpolated(edges, mean, Math.abs(distance - HALF_STRIDE)))
                            / (2 * HALF_STRIDE);
        }
    }

    private static double interpolated(RingEdges edges, double[] mean, double distance) {
        int ring = edges.ringOf(Math.min(distance, edges.end() - 1e-9));
        double middle = (edges.inner(ring) + edges.inner(ring + 1)) / 2;
        int other = distance < middle ? ring - 1 : ring + 1;
        if (other < 0 || other >= mean.length) {
            return mean[ring];
        }
        double otherMiddle = (edges.inner(other) + edges.inner(other + 1)) / 2;
        return mean[ring]
                + (mean[other] - mean[ring]) * (distance - middle) / (otherMiddle - middle);
    }

    /// @param distance less than the end of the rings; likewise below
    double at(double distance) {
        return values[(int) (distance / STEP_PIXELS)];
    }

    double slopeAt(double distance) {
        return slopes[(int) (distance / STEP_PIXELS)];
    }
}
