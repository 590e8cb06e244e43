package parfocal.curve;

import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;

/// How well one hyperbola explains all sizes, if the tube stood at these places and the air was as this law says: to weigh one account
/// of a run against another. Nothing is left out and no valley is asked for: sizes that only fall are explained by a bottom farther on.
///
/// @param curve  the hyperbola that explains best
/// @param misfit `−2 ln L` up to a constant, each residual by Student's t so that one wild frame decides nothing. Of two accounts
///               the one with less is the likelier, by a factor of `exp(half the difference)`
/// @param strain the part of it that residuals make: about 1 for each size where the account is true
/// @param count  sizes explained
public record Explanation(Hyperbola curve, double misfit, double strain, int count) {
    private static final int FEWEST_POINTS = 3;

    /// Of Student's t: tails as heavy as those of frames that something went wrong with.
    private static final double TAILS = 8;

    /// @param points at least three readable ones, where the tube is thought to have stood
    public static Explanation of(List<CurvePoint> points, ErrorLaw law) {
        var scaled = new ScaledPoints(points);
        if (scaled.count() < FEWEST_POINTS) {
            throw new IllegalArgumentException(
                    "it takes %d sizes to explain; there are %d"
                            .formatted(FEWEST_POINTS, scaled.count()));
        }
        LeastSquares solution =
                new CurveFitter(points, law).solve(IntStream.range(0, scaled.count()).toArray());
        double[] residuals = solution.residualSigmas();
        double widths = 0;
        double strain = 0;
        for (int row = 0; row < residuals.length; row++) {
            widths += 2 * FastMath.log(solution.sigmaLog(row));
            strain +=
                    (TAILS + 1) * FastMath.log(1 + residuals[row] * residuals[row] / TAILS);
        }
        // A curve takes three numbers from the sizes, and three residuals' worth of width with them
        // (restricted likelihood): else few frames would always look steady.
        double left = (residuals.length - FEWEST_POINTS) / (double) residuals.length;
        return new Explanation(
                scaled.hyperbola(solution), left * widths + strain, strain, scaled.count());
    }

    /// What a further free number costs an account of as many sizes: Schwarz's criterion.
    public double costOfFreedom() {
        return FastMath.log(count);
    }
}
