package parfocal.driver.sonylens;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A thousand pairs of lenses, each with sizes and a place that the truth might have; every press is pressed on all of them.
///
/// A normal distribution is a poor description here: a press that was lost is missing whole, a stop gathers everything that runs
/// against it, and a wrong size is wrong again at each press. Lenses just do all that. The two of a pair have opposite
/// errors, so that without losses and stops their mean is exactly what the table says. The same presses always give the same
/// cloud.
final class LensCloud {
    private static final int PAIRS = 1_000;
    private static final int LENSES = 2 * PAIRS;
    private static final int SIGNED_KEYS = 2 * LensTable.KEYS + 1;
    private static final double WITHIN_TWO_SIGMA = 0.9545;

    private final double rangeUnits;
    private final double[] units = new double[LENSES];
    private final double[][] sizes = new double[SIGNED_KEYS][LENSES];
    private final boolean[] hasLost = new boolean[LENSES];
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_121);

    /// Anywhere in the range.
    LensCloud(LensTable table) {
        rangeUnits = table.rangeUnits();
        LensTable.Coupling coupling = table.coupling();
        double shared = Math.sqrt(coupling.shared());
        double own = Math.sqrt(1 - coupling.shared());
        for (int i = 0; i < LENSES; i += 2) {
            double asymmetry = coupling.asymmetrySigma() * random.nextGaussian();
            for (int key = 1; key <= LensTable.KEYS; key++) {
                double common = shared * random.nextGaussian();
                draw(i, key, table.size(key), common + own * random.nextGaussian(), 0);
                draw(i, -key, table.size(-key), common + own * random.nextGaussian(), asymmetry);
            }
            units[i] = (i + 0.5) / LENSES * rangeUnits;
            units[i + 1] = rangeUnits - units[i];
        }
    }

    private void draw(int first, int key, KeySize size, double error, double asymmetry) {
        double off = size.sigmaUnits() * error + size.units() * asymmetry;
        // A key counted once across everything has an error as big as itself; none goes backwards.
        double most = size.units() * 2 / 3;
        double bounded = Math.clamp(off, -most, most);
        sizes[key + LensTable.KEYS][first] = size.units() + bounded;
        sizes[key + LensTable.KEYS][first + 1] = size.units() - bounded;
    }

    void putAt(double atUnits, double sigmaUnits) {
        for (int i = 0; i < LENSES; i += 2) {
            double off = sigmaUnits * random.nextGaussian();
            units[i] = atUnits + off;
            units[i + 1] = atUnits - off;
        }
        Arrays.fill(hasLost, false);
    }

    void press(int key, double scatter, double lostProbability) {
        for (int i = 0; i < LENSES; i += 2) {
            if (random.nextDouble() < lostProbability) {
                hasLost[i] = true;
                hasLost[i + 1] = true;
            } else {
                move(i, key, scatter * random.nextGaussian());
            }
        }
    }

    /// Half of the lenses do it.
    void maybePress(int key, double scatter) {
        for (int i = 0; i < LENSES; i += 4) {
            move(i, key, scatter * random.nextGaussian());
        }
    }

    private void move(int first, int key, double off) {
        double[] size = sizes[key + LensTable.KEYS];
        int sign = -Integer.signum(key);
        units[first] = clip(units[first] + sign * size[first] * (1 + off));
        units[first + 1] = clip(units[first + 1] + sign * size[first + 1] * (1 - off));
    }

    private double clip(double at) {
        return Math.clamp(at, 0, rangeUnits);
    }

    /// Where lenses stand on average that have lost no press, while these are the most.
    double centre() {
        double sum = 0;
        double faithfulSum = 0;
        int faithful = 0;
        for (int i = 0; i < LENSES; i++) {
            sum += units[i];
            if (!hasLost[i]) {
                faithfulSum += units[i];
                faithful++;
            }
        }
        return faithful > LENSES / 2 ? faithfulSum / faithful : sum / LENSES;
    }

    /// Half of the distance within which 95.45 of a hundred lenses stand around a place.
    double sigma(double centreUnits) {
        double[] off = new double[LENSES];
        for (int i = 0; i < LENSES; i++) {
            off[i] = Math.abs(units[i] - centreUnits);
        }
        Arrays.sort(off);
        return off[(int) Math.ceil(WITHIN_TWO_SIGMA * LENSES) - 1] / 2;
    }
}
