package parfocal.driver.sonylens;

import java.util.Arrays;

/// How far off the lens may be because presses were lost on the way.
///
/// Losses are rare and each is as long as its press, so the error is nothing at all most of the time and a whole press now and
/// then. The expected number of losses of each key is kept; none, exactly one of a key, and more (with a mean length)
/// are weighed as Poisson has them.
final class LostPresses {
    private static final int MOST_LOSSES = 60;
    private static final double SHARE_WITHIN_TWO_SIGMA = 0.9545;

    private final double[] expected = new double[2 * LensTable.KEYS + 1];
    private final double[] lengthUnits = new double[2 * LensTable.KEYS + 1];

    void pressed(int key, double units, double lostProbability) {
        expected[key + LensTable.KEYS] += lostProbability;
        lengthUnits[key + LensTable.KEYS] = units;
    }

    void forget() {
        Arrays.fill(expected, 0);
    }

    double variance() {
        double variance = 0;
        for (int i = 0; i < expected.length; i++) {
            variance += expected[i] * lengthUnits[i] * lengthUnits[i];
        }
        return variance;
    }

    /// Half the distance within which the truth lies 95.45 times in a hundred.
    ///
    /// @param otherVariance of all that is not lost presses
    double sigma(double otherVariance) {
        double low = 0;
        double high = 2 * Math.sqrt(otherVariance + variance());
        if (high == 0) {
            return 0;
        }
        while (within(high, otherVariance) < SHARE_WITHIN_TWO_SIGMA) {
            high *= 2;
        }
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (within(middle, otherVariance) < SHARE_WITHIN_TWO_SIGMA) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high / 2;
    }

    private double within(double units, double otherVariance) {
        double all = 0;
        for (double one : expected) {
            all += one;
        }
        double weight = Math.exp(-all);
        double sum = weight * share(units, 0, otherVariance);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] > 0) {
                sum += weight * expected[i] * share(units, lengthUnits[i], otherVariance);
            }
        }
        weight *= all;
        double perLoss = all > 0 ? variance() / all : 0;
        for (int losses = 2; losses <= MOST_LOSSES; losses++) {
            weight *= all / losses;
            sum += weight * share(units, 0, otherVariance + losses * perLoss);
        }
        // With more losses than are summed up here, they are one broad normal distribution anyway.
        return all > MOST_LOSSES / 2.0 ? share(units, 0, otherVariance + variance()) : sum;
    }

    private static double share(double units, double centreUnits, double variance) {
        double sigma = Math.max(1e-9, Math.sqrt(variance));
        return Normal.below((units - centreUnits) / sigma)
                - Normal.below((-units - centreUnits) / sigma);
    }
}
