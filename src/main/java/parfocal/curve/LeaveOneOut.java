package parfocal.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.util.FastMath;

/// How well one frame far from focus tells the way to it: each far point in turn is taken out, the curve is fitted to the others, and the
/// point's size alone, with the side it is on, says how far away best focus is.
///
/// That is what a telescope that is known can be focused by (Weber & Brady 2001), tested on frames that the curve has not seen.
///
/// @param left     one for each far point, in the order given
/// @param rmsSteps root mean square of their errors
public record LeaveOneOut(List<Left> left, double rmsSteps) {
    /// Nearer to focus a size tells of the air, and not of the distance.
    public static final double FAR_HEIGHT = 3;

    /// @param positionSteps where the point was measured
    /// @param toldSteps     its distance from best focus, by its size and the curve of the others
    /// @param realSteps     its distance from best focus, by the curve of the others; both above 0 towards larger numbers
    public record Left(double positionSteps, double toldSteps, double realSteps) {
        public double errorSteps() {
            return toldSteps - realSteps;
        }
    }

    public LeaveOneOut {
        left = List.copyOf(left);
    }

    /// @return empty where there is no curve, or no point far from its focus
    public static Optional<LeaveOneOut> of(List<CurvePoint> points, ErrorLaw law) {
        var left = new ArrayList<Left>();
        for (int i = 0; i < points.size(); i++) {
            CurvePoint point = points.get(i);
            var others = new ArrayList<>(points);
            others.set(i, new CurvePoint(point.positionSteps(), Double.NaN, 0));
            if (CurveFit.of(others, law) instanceof CurveFit fit
                    && point.hfrPixels() > FAR_HEIGHT * fit.curve().minimumPixels()) {
                double real = point.positionSteps() - fit.curve().bestPositionSteps();
                double told = fit.curve().distanceOfSize(point.hfrPixels());
                left.add(new Left(point.positionSteps(), FastMath.copySign(told, real), real));
            }
        }
        double squares =
                left.stream().mapToDouble(one -> one.errorSteps() * one.errorSteps()).sum();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new LeaveOneOut(left, FastMath.sqrt(squares / left.size())));
    }
}
