package parfocal.shape;

import java.util.List;
import parfocal.shape.RadialProfile.Ring;

/// What of a measured profile remains unexplained, in standard errors, ring by ring.
final class Unexplained {
    /// No profile is believed better than this share of its brightness, for no model is that good.
    private static final double MODEL_ERROR = 0.005;

    private static final double MODEL_ERROR_OF_PEAK = 0.0015;

    private final double[] seen;
    private final double[] sigmas;

    private Unexplained(double[] seen, double[] sigmas) {
        this.seen = seen;
        this.sigmas = sigmas;
    }

    static Unexplained in(RadialProfile profile) {
        List<Ring> rings = profile.rings();
        return new Unexplained(
                rings.stream().mapToDouble(Ring::brightness).toArray(), errors(rings));
    }

    /// By a model of which light and background are free.
    double[] by(double[] model) {
        double mm = 0;
        double m1 = 0;
        double oneone = 0;
        double my = 0;
        double y1 = 0;
        for (int ring = 0; ring < model.length; ring++) {
            double weight = 1 / (sigmas[ring] * sigmas[ring]);
            double y = seen[ring];
            mm += weight * model[ring] * model[ring];
            m1 += weight * model[ring];
            oneone += weight;
            my += weight * model[ring] * y;
            y1 += weight * y;
        }
        double determinant = mm * oneone - m1 * m1;
        double light = (my * oneone - y1 * m1) / determinant;
        double background = (y1 * mm - my * m1) / determinant;
        double[] residuals = new double[model.length];
        for (int ring = 0; ring < model.length; ring++) {
            double predicted = light * model[ring] + background;
            residuals[ring] = (seen[ring] - predicted) / sigmas[ring];
        }
        return residuals;
    }

    private static double[] errors(List<Ring> rings) {
        double floor =
                MODEL_ERROR_OF_PEAK * rings.stream().mapToDouble(Ring::brightness).max().orElse(1);
        return rings.stream()
                .mapToDouble(ring ->
                        StrictMath.hypot(
                                StrictMath.hypot(ring.sigma(), floor),
                                MODEL_ERROR * ring.brightness()))
                .toArray();
    }
}
