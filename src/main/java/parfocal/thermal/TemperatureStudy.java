package parfocal.thermal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/// What points of focus and temperature say about the law between them, and how good they are.
///
/// @param law         empty when there is none, or too little to tell
/// @param quality     as the observer should take it
/// @param outliers    numbers of the points that were left out
/// @param residuals   by point, steps above the law; empty without a law
/// @param spanCelsius from the coldest to the warmest point
/// @param nightCount  nights in which points were taken
public record TemperatureStudy(
        Optional<TemperatureLaw> law,
        Quality quality,
        List<Integer> outliers,
        List<Double> residuals,
        double spanCelsius,
        int nightCount) {

    public enum Quality {
        TOO_FEW_POINTS,
        RANGE_TOO_SMALL,
        GOOD,
        GOOD_BUT_FOR_OUTLIERS,
        BENT,
        NO_LINE
    }

    // FocuserLink's manual: one or two degrees are not enough, five or ten are much better.
    private static final double SMALL_SPAN_CELSIUS = 3;
    private static final double TRUSTED_SPAN_CELSIUS = 5;
    private static final int TRUSTED_POINTS = 6;
    private static final int TRUSTED_NIGHTS = 2;
    private static final double CHANCE_OF_NO_SLOPE = 0.01;
    private static final int SPARE_FOR_A_CLOUD = 3;
    private static final double LEAST_EXPLAINED = 0.5;

    public TemperatureStudy {
        outliers = List.copyOf(outliers);
        residuals = List.copyOf(residuals);
    }

    public static TemperatureStudy of(List<TemperaturePoint> points) {
        double span = span(points);
        int nights = (int) points.stream().map(TemperaturePoint::night).distinct().count();
        Optional<Shape> best = Shape.best(points);
        if (points.size() < 3 || best.isEmpty() || best.get().fit().spare() == 0) {
            return new TemperatureStudy(
                    best.map(shape -> law(points, shape)),
                    Quality.TOO_FEW_POINTS,
                    List.of(),
                    best.map(TemperatureStudy::residuals).orElse(List.of()),
                    span,
                    nights);
        }
        Shape shape = best.get();
        boolean straight = shape.hinges().isEmpty();
        Quality quality =
                straight && !explains(shape)
                        ? shape.fit().spare() < SPARE_FOR_A_CLOUD
                                ? Quality.TOO_FEW_POINTS
                                : Quality.NO_LINE
                        : span < SMALL_SPAN_CELSIUS
                                ? Quality.RANGE_TOO_SMALL
                                : !straight
                                        ? Quality.BENT
                                        : shape.outliers().isEmpty()
                                                ? Quality.GOOD
                                                : Quality.GOOD_BUT_FOR_OUTLIERS;
        return new TemperatureStudy(
                Optional.of(law(points, shape)),
                quality,
                shape.outliers(),
                residuals(shape),
                span,
                nights);
    }

    /// Whether it may be used on other nights than those it was learned in: five degrees, six points, two nights, and a slope that is
    /// not nothing.
    public boolean trusted() {
        boolean clear =
                law.stream()
                        .flatMap(known -> known.pieces().stream())
                        .anyMatch(piece -> piece.low() > 0 || piece.high() < 0);
        return clear
                && quality != Quality.NO_LINE
                && spanCelsius >= TRUSTED_SPAN_CELSIUS
                && residuals.size() - outliers.size() >= TRUSTED_POINTS
                && nightCount >= TRUSTED_NIGHTS;
    }

    /// Whether the temperature explains the positions at all: by the F test of the slope, and at least half of their variance.
    private static boolean explains(Shape shape) {
        Regression fit = shape.fit();
        double ratio = fit.slopes().getFirst() / fit.sigmas().getFirst();
        double chance = 1 - new FDistribution(1, fit.spare()).cumulativeProbability(ratio * ratio);
        // Partial correlation, squared, from the same ratio.
        double explained = ratio * ratio / (ratio * ratio + fit.spare());
        return chance < CHANCE_OF_NO_SLOPE && explained > LEAST_EXPLAINED;
    }

    private static TemperatureLaw law(List<TemperaturePoint> points, Shape shape) {
        Regression fit = shape.fit();
        double[] celsius =
                points.stream()
                        .map(point -> point.lagging(shape.lagMinutes()))
                        .mapToDouble(TemperaturePoint::celsius)
                        .sorted()
                        .toArray();
        double wide =
                fit.spare() == 0
                        ? Double.POSITIVE_INFINITY
                        : new TDistribution(fit.spare()).inverseCumulativeProbability(0.975);
        var pieces = new ArrayList<TemperatureLaw.Piece>();
        List<Double> hinges = shape.hinges();
        for (int i = 0; i <= hinges.size(); i++) {
            double slope = fit.slopes().get(i);
            double half = wide * shape.sigma(i);
            pieces.add(
                    new TemperatureLaw.Piece(
                            i == 0 ? celsius[0] : hinges.get(i - 1),
                            i == hinges.size() ? celsius[celsius.length - 1] : hinges.get(i),
                            slope,
                            shape.sigma(i),
                            slope - half,
                            slope + half));
        }
        return new TemperatureLaw(pieces, fit.scatterSteps(), shape.lagMinutes());
    }

    private static List<Double> residuals(Shape shape) {
        return shape.fit().residuals();
    }

    private static double span(List<TemperaturePoint> points) {
        var range = points.stream().mapToDouble(TemperaturePoint::celsius).summaryStatistics();
        return points.isEmpty() ? 0 : FastMath.max(0, range.getMax() - range.getMin());
    }
}
