package parfocal.driver.sonylens;

import java.util.Arrays;

/// A normal distribution over the lens's distance from infinity and the errors of all fourteen sizes, to learn from one landing.
///
/// Index 0 is the distance; 1 to 7 the far keys, 8 to 14 the near keys. Far key 1 has no error, being the unit.
final class LensBelief {
    private static final int SIZE = 1 + 2 * LensTable.KEYS;

    private final double[] mean = new double[SIZE];
    private final double[][] covariance = new double[SIZE][SIZE];

    /// Anywhere in the range.
    LensBelief(LensTable table) {
        for (int key = 1; key <= LensTable.KEYS; key++) {
            KeySize far = table.size(key);
            KeySize near = table.size(-key);
            mean[index(key)] = far.units();
            mean[index(-key)] = near.units();
            covariance[index(key)][index(key)] = square(far.sigmaUnits());
            covariance[index(-key)][index(-key)] = square(near.sigmaUnits());
            double shared =
                    table.coupling().shared()
                            * square(Math.min(far.sigmaUnits(), near.sigmaUnits()));
            covariance[index(key)][index(-key)] = shared;
            covariance[index(-key)][index(key)] = shared;
        }
        for (int one = 1; one <= LensTable.KEYS; one++) {
            for (int other = 1; other <= LensTable.KEYS; other++) {
                covariance[index(-one)][index(-other)] +=
                        square(table.coupling().asymmetrySigma())
                                * table.size(-one).units()
                                * table.size(-other).units();
            }
        }
        restart(table.rangeUnits() / 2, square(table.rangeUnits()) / 12);
    }

    double units() {
        return mean[0];
    }

    double variance() {
        return covariance[0][0];
    }

    /// What is known of a key by now; what near keys have in common is in each of their sigmas.
    KeySize size(int key) {
        int k = index(key);
        return new KeySize(mean[k], Math.sqrt(Math.max(0, covariance[k][k])));
    }

    /// A new place that has nothing to do with the old one. What has been learned of the sizes stays.
    void restart(double units, double variance) {
        mean[0] = units;
        for (int i = 0; i < SIZE; i++) {
            covariance[0][i] = 0;
            covariance[i][0] = 0;
        }
        covariance[0][0] = variance;
    }

    /// @return by how much the distance from infinity changes
    double press(int key) {
        int k = index(key);
        int sign = -Integer.signum(key);
        mean[0] += sign * mean[k];
        // P becomes F P Fᵀ, with F the unit matrix and sign in row 0, column k.
        for (int i = 0; i < SIZE; i++) {
            covariance[0][i] += sign * covariance[k][i];
        }
        for (int i = 0; i < SIZE; i++) {
            covariance[i][0] += sign * covariance[i][k];
        }
        return sign * mean[k];
    }

    void widen(double variance) {
        covariance[0][0] += variance;
    }

    /// The distance, measured.
    void measure(double units, double variance) {
        double innovation = units - mean[0];
        double total = covariance[0][0] + variance;
        double[] row = Arrays.copyOf(covariance[0], SIZE);
        for (int i = 0; i < SIZE; i++) {
            mean[i] += row[i] / total * innovation;
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] -= row[i] * row[j] / total;
            }
        }
    }

    private static int index(int key) {
        return key > 0 ? key : LensTable.KEYS - key;
    }

    private static double square(double x) {
        return x * x;
    }
}
