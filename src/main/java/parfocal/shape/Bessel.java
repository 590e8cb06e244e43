package parfocal.shape;

/// Bessel's function of order zero, from a table: `J0(x) = (1/π)·∫₀^π cos(x·sin t) dt`, to 10⁻⁵.
final class Bessel {
    private static final double STEP = 0.01;
    private static final double LARGEST = 240;
    private static final double[] TABLE = table();

    private Bessel() {}

    static double j0(double x) {
        double place = Math.abs(x) / STEP;
        int i = (int) place;
        if (i >= TABLE.length - 1) {
            return 0;
        }
        return TABLE[i] + (place - i) * (TABLE[i + 1] - TABLE[i]);
    }

    private static double[] table() {
        int count = (int) Math.ceil(LARGEST / STEP) + 2;
        double[] table = new double[count];
        for (int i = 0; i < count; i++) {
            table[i] = integral(i * STEP);
        }
        return table;
    }

    /// The trapezoidal rule over a whole period is exact to the last digit once it has more points than the argument.
    private static double integral(double x) {
        int points = (int) (12 + 0.6 * x);
        double sum = 0;
        for (int k = 0; k < points; k++) {
            sum += StrictMath.cos(x * StrictMath.sin(Math.PI * (k + 0.5) / points));
        }
        return sum / points;
    }
}
