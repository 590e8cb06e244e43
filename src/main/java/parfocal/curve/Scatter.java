package parfocal.curve;

import org.hipparchus.util.FastMath;

/// How much larger or smaller a night's errors are than the error law says.
///
/// A handful of points shows its own scatter badly: four through a curve of three parameters can lie on it by chance. The law is
/// worth something too. Both are put together as if the law rested on a few points of its own (the conjugate prior of a variance):
/// `s² = (ν₀ + Σr²)/(ν₀ + n − p)`, with `ν₀ + n − p` degrees of freedom.
final class Scatter {
    /// How many points the law is worth: nights jitter by 2 to 10 %, and the law speaks of one between.
    private static final double WORTH_OF_LAW = 3;

    private Scatter() {}

    static double variance(double sumOfSquares, int spare) {
        return (WORTH_OF_LAW + sumOfSquares) / (WORTH_OF_LAW + FastMath.max(0, spare));
    }

    static double factor(double sumOfSquares, int spare) {
        return FastMath.sqrt(variance(sumOfSquares, spare));
    }

    static double degreesOfFreedom(int spare) {
        return WORTH_OF_LAW + FastMath.max(0, spare);
    }
}
