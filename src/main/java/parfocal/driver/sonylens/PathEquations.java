package parfocal.driver.sonylens;

import java.util.List;
import parfocal.algebra.Cholesky;
import parfocal.driver.sonylens.LearningFit.Frame;

/// One step of Gauss and Newton towards the path and the sizes that explain all frames at once.
///
/// Unknown are the place of each frame and fifteen shared numbers: thirteen sizes, the smallest HFR and its slope. Each frame says
/// `HFR = √(h² + c²·z²)` with z the distance from focus; each way between two frames says that it is as long as its presses, give or
/// take their scatter; and a prior says what lenses are like. Places make a chain, each bound to its neighbours and to the
/// shared numbers only, so they are eliminated one after the other and fifteen equations are left.
final class PathEquations {
    /// Shared numbers: far keys 2 to 7, near keys 1 to 7, then these two.
    static final int SHARED = 2 + 13;

    static final int SMALLEST_HFR = 13;
    static final int SLOPE = 14;

    static final double RATIO = 2.6;
    static final double PRIOR_SIGMA = 0.15;
    private static final double ASYMMETRY_SIGMA = 0.03;

    private static final double HUBER = 3;

    /// Of any size or of the curve in one step, as a fraction.
    private static final double MOST_CHANGE = 0.1;

    private final double[] places;
    private final double[] shared;
    private final double[] diagonal;
    private final double[] beside;
    private final double[][] cross;
    private final double[] right;
    private final double[][] normal = new double[SHARED][SHARED];
    private final double[] rightShared = new double[SHARED];

    /// @param places distances from focus, one for each frame; moved by the step
    /// @param shared likewise
    PathEquations(double[] places, double[] shared) {
        this.places = places;
        this.shared = shared;
        int n = places.length;
        diagonal = new double[n];
        beside = new double[n];
        cross = new double[n][SHARED];
        right = new double[n];
        diagonal[0] += 1e-6;
    }

    /// Where a key's size is among the shared numbers; far key 1 is the unit and nowhere.
    static int index(int key) {
        return key > 0 ? key - 2 : 5 - key;
    }

    /// What a frame says of its place and of the curve.
    void addFrame(int i, Frame frame) {
        double h = Math.hypot(shared[SMALLEST_HFR], shared[SLOPE] * places[i]);
        double byPlace = shared[SLOPE] * shared[SLOPE] * places[i] / h / frame.hfrSigma();
        double byHeight = shared[SMALLEST_HFR] / h / frame.hfrSigma();
        double bySlope = shared[SLOPE] * places[i] * places[i] / h / frame.hfrSigma();
        double miss = (frame.hfr() - h) / frame.hfrSigma();
        // Huber's weight: the occasional plane or cloud pulls with limited strength.
        double weight = Math.min(1, HUBER / Math.max(1e-9, Math.abs(miss)));
        diagonal[i] += weight * byPlace * byPlace;
        cross[i][SMALLEST_HFR] += weight * byPlace * byHeight;
        cross[i][SLOPE] += weight * byPlace * bySlope;
        right[i] += weight * byPlace * miss;
        normal[SMALLEST_HFR][SMALLEST_HFR] += weight * byHeight * byHeight;
        normal[SLOPE][SLOPE] += weight * bySlope * bySlope;
        normal[SMALLEST_HFR][SLOPE] += weight * byHeight * bySlope;
        normal[SLOPE][SMALLEST_HFR] += weight * byHeight * bySlope;
        rightShared[SMALLEST_HFR] += weight * byHeight * miss;
        rightShared[SLOPE] += weight * bySlope * miss;
    }

    /// What the presses from the frame before to this one say.
    void addWay(int i, List<Integer> keys, PathReading.Way left) {
        double[] bySize = new double[SHARED];
        double variance = 1e-4 + left.varianceMore();
        double units = 0;
        for (int key = -LensTable.KEYS; key <= LensTable.KEYS; key++) {
            double lostPresses = left.lost(key);
            if (lostPresses > 0) {
                units += Integer.signum(key) * lostPresses * (key == 1 ? 1 : shared[index(key)]);
                if (key != 1) {
                    bySize[index(key)] += Integer.signum(key) * lostPresses;
                }
            }
        }
        for (int key : keys) {
            double size = key == 1 ? 1 : shared[index(key)];
            units -= Integer.signum(key) * size;
            // Never as for a much smaller key, or a fit gone astray would believe in ways of
            // nothing at all.
            double least = 0.4 * Math.pow(RATIO, Math.abs(key) - 1);
            variance += square(LearningFit.SCATTER * Math.max(size, least));
            if (key != 1) {
                bySize[index(key)] -= Integer.signum(key);
            }
        }
        double miss = places[i] - places[i - 1] - units;
        // A bigger key scatters more. Without this part of the derivative a fit would gain by
        // taking everything for smaller than it is.
        for (int key : keys) {
            if (key != 1) {
                bySize[index(key)] +=
                        miss
                                / variance
                                * LearningFit.SCATTER
                                * LearningFit.SCATTER
                                * shared[index(key)];
            }
        }
        double weight = left.trust() / variance;
        diagonal[i] += weight;
        diagonal[i - 1] += weight;
        beside[i] -= weight;
        right[i] -= weight * miss;
        right[i - 1] += weight * miss;
        for (int a = 0; a < SHARED; a++) {
            if (bySize[a] == 0) {
                continue;
            }
            cross[i][a] -= weight * bySize[a];
            cross[i - 1][a] += weight * bySize[a];
            rightShared[a] += weight * bySize[a] * miss;
            for (int b = 0; b < SHARED; b++) {
                normal[a][b] += weight * bySize[a] * bySize[b];
            }
        }
    }

    /// What lenses have in common.
    void addPrior() {
        for (int key = 1; key <= LensTable.KEYS; key++) {
            int near = index(-key);
            double usual = Math.pow(RATIO, key - 1);
            double asymmetry = ASYMMETRY_SIGMA * usual;
            double weight = 1 / (asymmetry * asymmetry);
            if (key == 1) {
                normal[near][near] += weight;
                rightShared[near] += weight * (1 - shared[near]);
                continue;
            }
            int far = index(key);
            double difference = shared[near] - shared[far];
            normal[near][near] += weight;
            normal[far][far] += weight;
            normal[near][far] -= weight;
            normal[far][near] -= weight;
            rightShared[near] -= weight * difference;
            rightShared[far] += weight * difference;
            // Beyond the smallest keys it is the ratio to the key before that lenses have in
            // common.
            int before = key - 1;
            double expected = before == 1 ? RATIO : RATIO * shared[index(before)];
            double sigma = PRIOR_SIGMA * usual;
            double ratioWeight = 1 / (sigma * sigma);
            double miss = expected - shared[far];
            normal[far][far] += ratioWeight;
            rightShared[far] += ratioWeight * miss;
            if (before > 1) {
                int other = index(before);
                normal[other][other] += ratioWeight * RATIO * RATIO;
                normal[far][other] -= ratioWeight * RATIO;
                normal[other][far] -= ratioWeight * RATIO;
                rightShared[other] -= ratioWeight * RATIO * miss;
            }
        }
        normal[SMALLEST_HFR][SMALLEST_HFR] += 1e-6;
        normal[SLOPE][SLOPE] += 1e-6;
    }

    /// Moves the places and the shared numbers.
    ///
    /// @return the covariance of the shared numbers
    double[][] solve() {
        eliminatePlaces();
        double[][] covariance =
                Cholesky.of(normal, 0).orElseThrow(ArithmeticException::new).inverse();
        double[] change = new double[SHARED];
        double longest = MOST_CHANGE;
        for (int a = 0; a < SHARED; a++) {
            for (int b = 0; b < SHARED; b++) {
                change[a] += covariance[a][b] * rightShared[b];
            }
            longest = Math.max(longest, Math.abs(change[a] / shared[a]));
        }
        for (int a = 0; a < SHARED; a++) {
            change[a] *= MOST_CHANGE / longest;
            shared[a] += change[a];
        }
        movePlaces(change);
        return covariance;
    }

    /// Moves the places alone.
    void solvePlaces() {
        eliminatePlaces();
        movePlaces(new double[SHARED]);
    }

    private void eliminatePlaces() {
        for (int i = 0; i < diagonal.length; i++) {
            if (i > 0) {
                double factor = beside[i] / diagonal[i - 1];
                diagonal[i] -= factor * beside[i];
                right[i] -= factor * right[i - 1];
                for (int a = 0; a < SHARED; a++) {
                    cross[i][a] -= factor * cross[i - 1][a];
                }
            }
            for (int a = 0; a < SHARED; a++) {
                double share = cross[i][a] / diagonal[i];
                rightShared[a] -= share * right[i];
                for (int b = 0; b < SHARED; b++) {
                    normal[a][b] -= share * cross[i][b];
                }
            }
        }
    }

    private void movePlaces(double[] change) {
        double next = 0;
        for (int i = diagonal.length - 1; i >= 0; i--) {
            double sum = right[i];
            for (int a = 0; a < SHARED; a++) {
                sum -= cross[i][a] * change[a];
            }
            if (i < diagonal.length - 1) {
                sum -= beside[i + 1] * next;
            }
            next = sum / diagonal[i];
            places[i] += next;
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
