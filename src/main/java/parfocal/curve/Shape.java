package parfocal.curve;

import org.hipparchus.util.FastMath;

/// Shapes of focus curves in ln size, with their derivatives by `x0, ln w, ln m` and what comes after these.
final class Shape {

    private Shape() {}

    /// `ln m + ½·ln(1 + u²)`; the first three derivatives are written, and the one by position is minus the first.
    static double hyperbola(double position, double[] parameters, double[] gradient) {
        double width = FastMath.exp(parameters[1]);
        double u = (position - parameters[0]) / width;
        double steepness = u / (1 + u * u);
        gradient[0] = -steepness / width;
        gradient[1] = -steepness * u;
        gradient[2] = 1;
        return parameters[2] + 0.5 * FastMath.log1p(u * u);
    }

    /// Steepest skew that still has a minimum comfortably inside.
    private static final double STEEPEST_SKEW = 0.9;

    static double skew(double parameter) {
        return STEEPEST_SKEW * FastMath.tanh(parameter);
    }

    static double skewSlope(double parameter) {
        double tanh = FastMath.tanh(parameter);
        return STEEPEST_SKEW * (1 - tanh * tanh);
    }

    /// `ln m + ln(√(1 + u²) + t·u)`, the skew `t` kept below 0.9 through its parameter.
    static double skewed(double position, double[] parameters, double[] gradient) {
        double width = FastMath.exp(parameters[1]);
        double u = (position - parameters[0]) / width;
        double t = skew(parameters[3]);
        double root = FastMath.hypot(1, u);
        double height = root + t * u;
        double byDefocus = (u / root + t) / height;
        gradient[0] = -byDefocus / width;
        gradient[1] = -byDefocus * u;
        gradient[2] = 1;
        gradient[3] = u / height * skewSlope(parameters[3]);
        return parameters[2] + FastMath.log(height);
    }
}
