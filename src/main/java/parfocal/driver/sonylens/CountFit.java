package parfocal.driver.sonylens;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parfocal.algebra.Cholesky;
import parfocal.driver.sonylens.Crossing.Stretch;

/// The sizes of all keys that agree best with what was counted.
///
/// Each crossing is one equation: its presses, each as long as its key is, together are as long as the stretch. The unknowns are the
/// sizes and the lengths of the two stretches, and least squares find them, as relative corrections of what is known so far. Sizes that nobody has counted
/// are held by what lenses usually have.
///
/// A lost press makes a count too large by one. Where it is seen, it is taken out; where it is not, the usual share is, see [CrossingReading]. That
/// share, and how much counts scatter, is taken from the counts.
final class CountFit {
    static final double USUAL_RATIO = 2.6;
    private static final double RATIO_SIGMA = 0.15;
    private static final int ROUNDS = 16;
    private static final int ROUNDS_ON_TRUST = 8;

    /// A crossing further off than so many sigmas counts half: something went wrong on the way.
    private static final double HALF_WEIGHT_SIGMAS = 3;

    private static final int KEYS = LensTable.KEYS;
    private static final int WHOLE = 2 * KEYS;
    private static final int UNKNOWNS = WHOLE + Stretch.values().length;
    // Two presses in a hundred lost, until the counts have shown that it is a good lens.
    private static final double USUAL_VARIANCE = 0.02;
    private static final double LEAST_VARIANCE = 0.001;
    private static final double USUAL_WEIGHT = 3;
    private static final double LEAST_SCATTER_VARIANCE = 0.003 * 0.003;
    private static final double USUAL_SCATTER_VARIANCE = 0.02 * 0.02;
    // What is taken for granted of lost presses before any was missed: half of one in fifty.
    private static final double USUALLY_LOST = 0.5;
    private static final double USUAL_PRESSES = 50;
    // A guess, until both have been crossed.
    private static final double WHOLE_TO_PART = 4;
    private static final double WHOLE_TO_PART_SIGMA = 0.5;
    private static final double ANY_LENGTH = 10;

    private final List<Crossing> crossings;
    private final int unitKey;
    private final double asymmetrySigma;
    private final double[] values = new double[UNKNOWNS];
    private double[][] covariance = new double[UNKNOWNS][UNKNOWNS];
    private double countVariance = USUAL_VARIANCE;
    private double scatterVariance = USUAL_SCATTER_VARIANCE;
    private double lost = USUALLY_LOST / USUAL_PRESSES;
    private double lostSigma;
    private final Set<Integer> seenKeys = new HashSet<>();
    private boolean doubting;

    private CountFit(List<Crossing> crossings, int unitKey, double asymmetrySigma) {
        this.crossings = List.copyOf(crossings);
        this.unitKey = unitKey;
        this.asymmetrySigma = asymmetrySigma;
        for (int key = 1; key <= KEYS; key++) {
            values[index(key)] = Math.pow(USUAL_RATIO, key - 1);
            values[index(-key)] = values[index(key)];
        }
        for (Stretch stretch : Stretch.values()) {
            values[index(stretch)] =
                    crossings.stream()
                            .filter(it -> it.stretch() == stretch)
                            .mapToDouble(this::lengthUnits)
                            .average()
                            .orElse(values[WHOLE] > 0 ? values[WHOLE] / WHOLE_TO_PART : 1);
        }
    }

    /// @param unitKey        the far key whose size is what lenses usually have, exactly; the finest that was counted
    /// @param asymmetrySigma what near keys may differ from far ones by, as a fraction
    static CountFit of(List<Crossing> crossings, int unitKey, double asymmetrySigma) {
        var fit = new CountFit(crossings, unitKey, asymmetrySigma);
        for (int round = 0; round < ROUNDS; round++) {
            fit.doubting = round >= ROUNDS_ON_TRUST;
            fit.improve();
            fit.learnFromScatter();
        }
        return fit;
    }

    /// The same from counts of somebody, which are taken as they are: published counts are of good lenses, and nobody knows what was lost.
    static CountFit ofCountsByHand(List<Crossing> crossings, int unitKey, double asymmetrySigma) {
        var fit = new CountFit(crossings, unitKey, asymmetrySigma);
        fit.lost = 0;
        fit.countVariance = LEAST_VARIANCE;
        for (int round = 0; round < ROUNDS; round++) {
            fit.improve();
        }
        return fit;
    }

    KeySize size(int key) {
        return new KeySize(values[index(key)], values[index(key)] * relativeSigma(key));
    }

    double relativeSigma(int key) {
        double own = ownSigma(key);
        // What was lost of the others scales all keys whose lost presses were seen.
        return seenKeys.contains(key) ? Math.hypot(own, lostSigma) : own;
    }

    private double ownSigma(int key) {
        return Math.sqrt(Math.max(0, covariance[index(key)][index(key)]));
    }

    /// The share of lost presses, as a standard deviation; it becomes smaller the more presses of big keys are counted.
    double lostSigma() {
        return lostSigma;
    }

    /// Of a key far and near, as the square of units.
    double covariance(int key) {
        int far = index(key);
        int near = index(-key);
        return covariance[far][near] * values[far] * values[near];
    }

    double units(Stretch stretch) {
        return values[index(stretch)];
    }

    double sigmaUnits(Stretch stretch) {
        int i = index(stretch);
        return values[i] * Math.sqrt(covariance[i][i]);
    }

    /// The share of presses that were lost.
    double lost() {
        return seenKeys.isEmpty() ? countVariance : lost;
    }

    /// Whether it is seen in the counts of a key when one of its presses is lost.
    boolean seesLost(int key) {
        return seenKeys.contains(key) || seenKeys.contains(-key);
    }

    /// The relative sigma that a crossing by this key alone has.
    double crossingSigma(Crossing crossing) {
        return Math.sqrt(reading(crossing).varianceUnits()) / units(crossing.stretch());
    }

    /// How far a crossing is from all the others, in its own sigmas.
    double misfit(Crossing crossing) {
        CrossingReading reading = reading(crossing);
        return missUnits(crossing, reading) / Math.sqrt(reading.varianceUnits());
    }

    private CrossingReading reading(Crossing crossing) {
        return CrossingReading.of(
                crossing,
                units(crossing.stretch()),
                new CrossingReading.Known(
                        key -> values[index(key)],
                        doubting ? this::ownSigma : _ -> 1,
                        lost,
                        scatterVariance,
                        countVariance));
    }

    /// By how much what was pressed and not lost is longer than the stretch.
    private double missUnits(Crossing crossing, CrossingReading reading) {
        double units = -units(crossing.stretch());
        for (int key : crossing.presses().keySet()) {
            units += carriedOut(crossing, reading, key) * values[index(key)];
        }
        return units;
    }

    private double carriedOut(Crossing crossing, CrossingReading reading, int key) {
        double presses = crossing.pressesOf(key);
        return presses - (key == reading.bulkKey() ? reading.lost() : lost * presses);
    }

    private double lengthUnits(Crossing crossing) {
        double units = 0;
        for (Map.Entry<Integer, Double> counted : crossing.presses().entrySet()) {
            units += counted.getValue() * values[index(counted.getKey())];
        }
        return units;
    }

    private double squareUnits(Crossing crossing) {
        double square = 0;
        for (Map.Entry<Integer, Double> counted : crossing.presses().entrySet()) {
            double size = values[index(counted.getKey())];
            square += counted.getValue() * size * size;
        }
        return square;
    }

    private double resolutionVariance(Crossing crossing) {
        double units = crossing.resolution() * values[index(crossing.resolutionKey())];
        return units * units;
    }

    private double trust(Crossing crossing) {
        double sigmas = doubting ? misfit(crossing) / HALF_WEIGHT_SIGMAS : 0;
        return 1 / (1 + sigmas * sigmas);
    }

    private void improve() {
        var equations = new Equations();
        for (Crossing crossing : crossings) {
            CrossingReading reading = reading(crossing);
            double[] row = new double[UNKNOWNS];
            for (int key : crossing.presses().keySet()) {
                row[index(key)] = carriedOut(crossing, reading, key) * values[index(key)];
            }
            row[index(crossing.stretch())] = -units(crossing.stretch());
            equations.add(
                    row, -missUnits(crossing, reading), reading.varianceUnits() / trust(crossing));
        }
        for (int key = 2; key <= KEYS; key++) {
            double[] row = new double[UNKNOWNS];
            row[index(key)] = 1;
            row[index(key - 1)] = -1;
            double step = values[index(key)] / values[index(key - 1)];
            equations.add(row, Math.log(USUAL_RATIO / step), RATIO_SIGMA * RATIO_SIGMA);
        }
        for (int key = 1; key <= KEYS; key++) {
            double[] row = new double[UNKNOWNS];
            row[index(-key)] = 1;
            row[index(key)] = -1;
            double share = values[index(-key)] / values[index(key)];
            equations.add(row, -Math.log(share), asymmetrySigma * asymmetrySigma);
        }
        double[] whole = new double[UNKNOWNS];
        whole[index(Stretch.WHOLE)] = 1;
        equations.add(whole, 0, ANY_LENGTH * ANY_LENGTH);
        double[] both = new double[UNKNOWNS];
        both[index(Stretch.WHOLE)] = 1;
        both[index(Stretch.PART)] = -1;
        double ratio = units(Stretch.WHOLE) / units(Stretch.PART);
        equations.add(
                both, Math.log(WHOLE_TO_PART / ratio), WHOLE_TO_PART_SIGMA * WHOLE_TO_PART_SIGMA);
        covariance = equations.solve();
        for (int i = 0; i < UNKNOWNS; i++) {
            // A step of more than half is the work of a guess that was far off.
            values[i] *= 1 + Math.clamp(equations.solution[i], -0.5, 0.5);
        }
    }

    private void learnFromScatter() {
        double unseen = USUAL_WEIGHT * USUAL_VARIANCE;
        double seen = USUAL_WEIGHT * USUAL_SCATTER_VARIANCE;
        double unseenCrossings = 0;
        double seenCrossings = 0;
        double seenLost = USUALLY_LOST;
        double seenPresses = USUAL_PRESSES;
        var unseenKeys = new HashSet<Integer>();
        seenKeys.clear();
        for (Crossing crossing : crossings) {
            CrossingReading reading = reading(crossing);
            double miss = missUnits(crossing, reading);
            double trust = trust(crossing);
            double variance =
                    trust * (miss * miss - resolutionVariance(crossing)) / squareUnits(crossing);
            if (reading.resolved()) {
                seenKeys.add(reading.bulkKey());
                seen += variance;
                seenCrossings += trust;
                seenLost += reading.lost();
                seenPresses += crossing.pressesOf(reading.bulkKey());
            } else {
                unseenKeys.add(reading.bulkKey());
                unseen += variance;
                unseenCrossings += trust;
            }
        }
        countVariance =
                Math.max(LEAST_VARIANCE, unseen / weight(unseenCrossings - unseenKeys.size()));
        scatterVariance =
                Math.max(LEAST_SCATTER_VARIANCE, seen / weight(seenCrossings - seenKeys.size()));
        lost = seenLost / seenPresses;
        lostSigma = Math.sqrt(seenLost) / seenPresses;
    }

    private static double weight(double freeCrossings) {
        return USUAL_WEIGHT + Math.max(0, freeCrossings);
    }

    /// Normal equations without the one size that is fixed.
    private final class Equations {
        private final double[][] normal = new double[UNKNOWNS][UNKNOWNS];
        private final double[] right = new double[UNKNOWNS];
        private double[] solution = new double[UNKNOWNS];

        void add(double[] row, double value, double variance) {
            row[index(unitKey)] = 0;
            for (int i = 0; i < UNKNOWNS; i++) {
                right[i] += row[i] * value / variance;
                for (int j = 0; j < UNKNOWNS; j++) {
                    normal[i][j] += row[i] * row[j] / variance;
                }
            }
        }

        double[][] solve() {
            int fixed = index(unitKey);
            normal[fixed][fixed] = 1;
            double[][] inverse =
                    Cholesky.of(normal, 0).orElseThrow(ArithmeticException::new).inverse();
            solution = new double[UNKNOWNS];
            for (int i = 0; i < UNKNOWNS; i++) {
                for (int j = 0; j < UNKNOWNS; j++) {
                    solution[i] += inverse[i][j] * right[j];
                }
            }
            inverse[fixed][fixed] = 0;
            return inverse;
        }
    }

    private static int index(int key) {
        return key > 0 ? key - 1 : KEYS - key - 1;
    }

    private static int index(Stretch stretch) {
        return stretch == Stretch.WHOLE ? WHOLE : WHOLE + 1;
    }
}
