package parfocal.curve;

import java.util.List;
import java.util.stream.DoubleStream;
import org.hipparchus.util.FastMath;

/// Best focus by all models of a curve together. No curve of a telescope nobody knows is one of these models exactly, so where they
/// disagree their spread is part of the uncertainty.
///
/// @param bestPositionSteps mean over the models, each weighted by its own variance and their disagreement
/// @param sigmaSteps        what a single model is uncertain by, and the spread
/// @param spreadSteps       standard deviation of the models about their mean; 0 for one model alone
/// @param count             of models; with fewer than six points the hyperbola is alone
public record ModelAverage(
        double bestPositionSteps, double sigmaSteps, double spreadSteps, int count) {

    /// Lines through two points a flank, which is what four points allow, tell nothing about the model.
    private static final int FEWEST_POINTS = 6;

    /// Of [Models#of].
    public static ModelAverage of(CurveFit fit) {
        List<ModelFit> models = Models.of(fit);
        if (models.size() < 2 || fit.usedCount() < FEWEST_POINTS) {
            return new ModelAverage(fit.curve().bestPositionSteps(), fit.sigmaSteps(), 0, 1);
        }
        double[] weights = weights(models, disagreement(models));
        double mean = mean(models, weights);
        double spread =
                FastMath.sqrt(
                        squares(models, weights)
                                / total(weights)
                                * models.size()
                                / (models.size() - 1.0));
        return new ModelAverage(
                mean, FastMath.hypot(fit.sigmaSteps(), spread), spread, models.size());
    }

    /// By how much the models differ beyond what each is uncertain by, squared
    /// (DerSimonian and Laird 1986).
    private static double disagreement(List<ModelFit> models) {
        double[] weights = weights(models, 0);
        double total = total(weights);
        double ownSquares = 0;
        for (double weight : weights) {
            ownSquares += weight * weight;
        }
        double excess = squares(models, weights) - (models.size() - 1);
        return FastMath.max(0, excess / (total - ownSquares / total));
    }

    private static double[] weights(List<ModelFit> models, double disagreement) {
        return models.stream()
                .mapToDouble(model -> 1 / (model.sigmaSteps() * model.sigmaSteps() + disagreement))
                .toArray();
    }

    private static double mean(List<ModelFit> models, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * models.get(i).bestPositionSteps();
        }
        return sum / total(weights);
    }

    private static double squares(List<ModelFit> models, double[] weights) {
        double mean = mean(models, weights);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double off = models.get(i).bestPositionSteps() - mean;
            sum += weights[i] * off * off;
        }
        return sum;
    }

    private static double total(double[] weights) {
        return DoubleStream.of(weights).sum();
    }
}
