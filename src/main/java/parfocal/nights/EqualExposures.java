package parfocal.nights;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import parfocal.curve.CurveFit;
import parfocal.curve.CurveOutcome;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.curve.SizeBound;
import parfocal.rig.RigPlan;
import parfocal.rig.TrueCurve;

/// How far from the truth best focus comes out at equal exposures, against what sizes can tell at all ([SizeBound]): many sweeps of nine
/// sizes whose ends are three times the smallest, with seeing that jitters, through our fit and through plain ones.
///
/// @param name       whose sizes: those of a hyperbola, or those that a rig's optics make
/// @param frameError relative standard error of a frame's size apart from seeing
/// @param boundSteps the bound, rms over the sweeps, whose places differ
/// @param ours       rms error of our fit, weighted by the ordinary night's law, over the bound
/// @param plain      the same of a hyperbola through ln size with equal weights
/// @param plainest   the same of a hyperbola through the sizes themselves with equal weights
/// @param worst      largest error of our fit over the bound
public record EqualExposures(
        String name,
        double frameError,
        double boundSteps,
        double ours,
        double plain,
        double plainest,
        double worst) {
    private static final int POINTS = 9;
    private static final double ENDS = 3;
    private static final Hyperbola TRUTH = new Hyperbola(5000, 40, 1.8);
    private static final double SLOPE = TRUTH.slopePixelsPerStep();

    /// Sizes of a hyperbola.
    public static EqualExposures ofHyperbola(
            double jitter, double frameError, int sweeps, long seed) {
        return measured(
                "hyperbola", SizeBound.Law.HYPERBOLA, ENDS, jitter, frameError, sweeps, seed);
    }

    /// Sizes that the defocus discs of a rig make under its seeing.
    public static EqualExposures ofOptics(
            RigPlan rig, double jitter, double frameError, int sweeps, long seed) {
        TrueCurve curve = TrueCurve.of(rig);
        double inFocus = curve.hfrPixels(0, 1);
        // What the disc alone does to the size, far out, in pixels a step.
        double slope = curve.hfrPixels(1e6, 1) / 1e6;
        SizeBound.Law law =
                (defocusPixels, logBlur) ->
                        Math.log(
                                curve.hfrPixels(
                                        Math.abs(defocusPixels) / slope,
                                        Math.exp(logBlur) / inFocus));
        return measured(rig.name(), law, ENDS, jitter, frameError, sweeps, seed);
    }

    private static EqualExposures measured(
            String name,
            SizeBound.Law law,
            double ends,
            double jitter,
            double frameError,
            int sweeps,
            long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double logBlur = Math.log(TRUTH.minimumPixels());
        double reach = reach(law, ends);
        double step = 2 * reach / (POINTS - 1);
        double bounds = 0;
        double worst = 0;
        double[] squares = new double[3];
        List<Function<List<CurvePoint>, OptionalDouble>> fits =
                List.of(EqualExposures::ours, EqualExposures::inLogSize, EqualExposures::inSize);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            // Where focus falls between two samples is nobody's choice.
            double offset = step * (random.nextDouble() - 0.5);
            double[] positions = new double[POINTS];
            var points = new ArrayList<CurvePoint>();
            for (int i = 0; i < POINTS; i++) {
                double away = offset - reach + i * step;
                positions[i] = TRUTH.bestPositionSteps() + away;
                double size =
                        Math.exp(
                                law.logSize(SLOPE * away, logBlur + jitter * random.nextGaussian())
                                        + frameError * random.nextGaussian());
                points.add(new CurvePoint(positions[i], size, frameError * size));
            }
            double bound = SizeBound.sigmaSteps(law, positions, TRUTH, jitter, frameError);
            bounds += bound * bound;
            for (int fit = 0; fit < squares.length; fit++) {
                double found =
                        fits.get(fit).apply(points).orElse(TRUTH.bestPositionSteps() + reach);
                double error = found - TRUTH.bestPositionSteps();
                squares[fit] += error * error;
                worst = fit == 0 ? Math.max(worst, Math.abs(error)) : worst;
            }
        }
        return new EqualExposures(
                name,
                frameError,
                Math.sqrt(bounds / sweeps),
                Math.sqrt(squares[0] / bounds),
                Math.sqrt(squares[1] / bounds),
                Math.sqrt(squares[2] / bounds),
                worst / Math.sqrt(bounds / sweeps));
    }

    /// How far out sizes are so many times that in focus.
    private static double reach(SizeBound.Law law, double ends) {
        double logBlur = Math.log(TRUTH.minimumPixels());
        double wanted = law.logSize(0, logBlur) + Math.log(ends);
        double low = 0;
        double high = 20 * TRUTH.halfWidthSteps();
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (law.logSize(SLOPE * middle, logBlur) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static OptionalDouble ours(List<CurvePoint> points) {
        return best(CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT));
    }

    private static OptionalDouble inLogSize(List<CurvePoint> points) {
        return best(
                CurveFit.of(
                        points.stream()
                                .map(p -> new CurvePoint(p.positionSteps(), p.hfrPixels(), 0))
                                .toList(),
                        ErrorLaw.constant(0.05)));
    }

    /// Equal errors in pixels are relative ones that fall with size.
    private static OptionalDouble inSize(List<CurvePoint> points) {
        return best(
                CurveFit.of(
                        points.stream()
                                .map(p ->
                                        new CurvePoint(
                                                p.positionSteps(),
                                                p.hfrPixels(),
                                                0.1 * TRUTH.minimumPixels()))
                                .toList(),
                        ErrorLaw.constant(1e-6)));
    }

    private static OptionalDouble best(CurveOutcome outcome) {
        return outcome instanceof CurveFit fit
                ? OptionalDouble.of(fit.curve().bestPositionSteps())
                : OptionalDouble.empty();
    }
}
