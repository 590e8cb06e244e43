package parfocal.report;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.Sample;
import parfocal.autofocus.SweepFit;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.ModelFit;
import parfocal.curve.Models;

/// A run in the form of N.I.N.A.'s autofocus report (version 2), which several viewers read. Our half-flux radii are called `Value` there;
/// `Error` is the scatter from star to star, as N.I.N.A. writes it, and points are sorted by position.
public final class NinaExport {
    private NinaExport() {}

    /// @param when   the run ended
    /// @param filter in the light; empty when nobody knows
    public static String of(FocusResult result, OffsetDateTime when, String filter) {
        FocusRun run = result.run();
        Optional<CurveFit> fit = result.fit().map(SweepFit::fit);
        Optional<Hyperbola> curve = fit.map(CurveFit::curve);
        List<ModelFit> models = fit.map(Models::of).orElse(List.of());
        var focus =
                curve.map(c ->
                                point(
                                        result.best().orElseThrow().positionSteps(),
                                        c.minimumPixels(),
                                        0))
                        .orElseGet(() -> point(run.startSteps(), Double.NaN, 0));
        return new Json()
                        .put("Version", 2)
                        .put("Filter", filter)
                        .put("AutoFocuserName", "Parfocal")
                        .put("StarDetectorName", "Parfocal")
                        .put("Timestamp", when.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME))
                        .put("Temperature", "NaN")
                        .put("Method", "STARHFR")
                        .put("Fitting", "HYPERBOLIC")
                        .put("InitialFocusPoint", point(run.startSteps(), Double.NaN, 0))
                        .put("CalculatedFocusPoint", focus)
                        .put("PreviousFocusPoint", point(run.startSteps(), Double.NaN, 0))
                        .putObjects("MeasurePoints", points(result))
                        .put("Intersections", intersections(curve, models))
                        .put("Fittings", fittings(curve))
                        .put("RSquares", rSquares(fit, models))
                        .put(
                                "BacklashCompensation",
                                new Json()
                                        .put("BacklashCompensationModel", "OVERSHOOT")
                                        .put("BacklashIN", 0)
                                        .put("BacklashOUT", 0))
                        .put("Duration", span(result.duration()))
                + "\n";
    }

    private static List<Json> points(FocusResult result) {
        List<Sample> counting = result.fit().map(SweepFit::counting).orElse(result.run().samples());
        return counting.stream()
                .filter(sample -> !sample.proof() && sample.size().hfrPixels().isPresent())
                .sorted(Comparator.comparingInt(Sample::positionSteps))
                .map(sample ->
                        point(
                                sample.positionSteps(),
                                sample.size().hfrPixels().orElseThrow(),
                                sample.size().sigmaPixels() * Math.sqrt(sample.size().starCount())))
                .toList();
    }

    private static Json point(double position, double value, double error) {
        var point = new Json().put("Position", position);
        // What is no number stands there as a text.
        return (Double.isNaN(value) ? point.put("Value", "NaN") : point.put("Value", value))
                .put("Error", error);
    }

    private static Json intersections(Optional<Hyperbola> curve, List<ModelFit> models) {
        return new Json()
                .put("TrendLineIntersection", named(models, "trend lines"))
                .put(
                        "HyperbolicMinimum",
                        curve.map(c -> point(c.bestPositionSteps(), c.minimumPixels(), 0)))
                .put("QuadraticMinimum", named(models, "parabola"))
                .putNull("GaussianMaximum");
    }

    private static Optional<Json> named(List<ModelFit> models, String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(model -> point(model.bestPositionSteps(), Double.NaN, 0));
    }

    private static Json fittings(Optional<Hyperbola> curve) {
        return new Json()
                .put("Quadratic", "")
                .put(
                        "Hyperbolic",
                        curve.map(c ->
                                        "y = %s * cosh(asinh((%s - x) / %s))"
                                                .formatted(
                                                        c.minimumPixels(),
                                                        c.bestPositionSteps(),
                                                        c.halfWidthSteps()))
                                .orElse(""))
                .put("Gaussian", "")
                .put("LeftTrend", "")
                .put("RightTrend", "");
    }

    private static Json rSquares(Optional<CurveFit> fit, List<ModelFit> models) {
        return new Json()
                .put("Quadratic", rSquared(models, "parabola"))
                .put("Hyperbolic", fit.map(CurveFit::rSquared).orElse(0.0))
                .put("LeftTrend", rSquared(models, "trend lines"))
                .put("RightTrend", rSquared(models, "trend lines"));
    }

    private static double rSquared(List<ModelFit> models, String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .flatMapToDouble(model -> model.rSquared().stream())
                .findFirst()
                .orElse(0);
    }

    /// `00:04:40.7200000`
    private static String span(Duration duration) {
        return "%02d:%02d:%02d.%07d"
                .formatted(
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart(),
                        duration.toNanosPart() / 100);
    }
}
