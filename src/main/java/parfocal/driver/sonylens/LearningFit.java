package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The best path and the best sizes for a series of star images, by Gauss-Newton.
///
/// Unknown are the place of each frame, thirteen sizes, the smallest HFR and its slope. Each frame says
/// `HFR = √(h² + c²·z²)` with z the distance from focus; each way between two frames says that it is as long as its presses, give or
/// take their scatter; and a prior says what lenses are like. Ways that are much too short or long, as when a press
/// was lost, count less (Cauchy's weights).
///
/// Places make a chain, each bound to its neighbours and to the fifteen shared numbers only, so they are eliminated one after the
/// other and fifteen equations are left.
final class LearningFit {
    /// @param keys     pressed since the frame before
    /// @param hfr      in pixels, or 0 where no star could be measured
    /// @param hfrSigma of it
    record Frame(List<Integer> keys, double hfr, double hfrSigma) {}

    private static final int SHARED = 2 + 13;
    private static final int SMALLEST_HFR = 13;
    private static final int SLOPE = 14;
    private static final double RATIO = 2.6;
    private static final double PRIOR_SIGMA = 0.15;
    private static final double ASYMMETRY_SIGMA = 0.03;

    /// What a press is taken to scatter by. More than good lenses do, so that bad ones are learned as well.
    static final double SCATTER = 0.03;

    /// What is taken for granted of lost presses before any was missed: half of one in fifty.
    private static final double USUALLY_LOST = 0.5;

    private static final double USUAL_PRESSES = 50;

    private static final double HUBER = 3;

    /// The sweep at the beginning is enough to find the curve.
    private static final int FIRST_FRAMES = 33;

    /// Of any size or of the curve in one iteration, as a fraction.
    private static final double MOST_CHANGE = 0.1;

    private final List<Frame> frames;
    private final List<Integer> unseenKeys;
    private final double[] places;
    private final double[] shared;
    private double lost;
    private double lostSigma;
    private double astray;
    private double evidence;
    private double[][] covariance = new double[SHARED][SHARED];

    private LearningFit(
            List<Frame> frames, List<Integer> unseenKeys, double[] places, double[] shared) {
        this.frames = frames;
        this.unseenKeys = unseenKeys;
        this.lost = USUALLY_LOST / USUAL_PRESSES;
        this.places = places;
        this.shared = shared;
    }

    /// From scratch: sizes as lenses usually have them, and the place of focus where the curve fits best.
    static LearningFit start(List<Frame> all) {
        double[] shared = new double[SHARED];
        for (int key = 1; key <= LensTable.KEYS; key++) {
            if (key > 1) {
                shared[index(key)] = Math.pow(RATIO, key - 1);
            }
            shared[index(-key)] = Math.pow(RATIO, key - 1);
        }
        var frames = new ArrayList<Frame>();
        var unseen = new ArrayList<Integer>();
        for (Frame frame : all) {
            unseen.addAll(frame.keys());
            if (frame.hfr() > 0) {
                frames.add(new Frame(List.copyOf(unseen), frame.hfr(), frame.hfrSigma()));
                unseen.clear();
            }
        }
        var fit =
                new LearningFit(
                        List.copyOf(frames),
                        List.copyOf(unseen),
                        new double[frames.size()],
                        shared);
        for (int key = 2; key <= LensTable.KEYS; key++) {
            double sigma = 0.5 * PRIOR_SIGMA * fit.size(key).units();
            fit.covariance[index(key)][index(key)] = sigma * sigma;
            fit.covariance[index(-key)][index(-key)] = sigma * sigma;
        }
        fit.findCurve();
        fit.smooth();
        for (int i = 0; i < 12; i++) {
            fit.improve();
        }
        return fit;
    }

    /// The likeliest of many curves, whichever presses were lost.
    private void findCurve() {
        double lowest = frames.stream().limit(FIRST_FRAMES).mapToDouble(Frame::hfr).min().orElse(1);
        List<Frame> beginning = frames.subList(0, Math.min(FIRST_FRAMES, frames.size()));
        double best = Double.NEGATIVE_INFINITY;
        double bestHeight = lowest;
        double bestSlope = 0.1;
        for (double height = 0.5 * lowest; height < 1.1 * lowest; height += 0.05 * lowest) {
            for (double slope = 0.02; slope < 3; slope *= 1.06) {
                var known = new PathReading.Known(height, slope, lost, this::sizeWithoutScale);
                double evidence = new PathReading(beginning, known).evidence();
                if (evidence > best) {
                    best = evidence;
                    bestHeight = height;
                    bestSlope = slope;
                }
            }
        }
        shared[SMALLEST_HFR] = bestHeight;
        shared[SLOPE] = bestSlope;
    }

    /// One frame more.
    LearningFit with(Frame frame) {
        var keys = new ArrayList<>(unseenKeys);
        keys.addAll(frame.keys());
        boolean seen = frame.hfr() > 0;
        var more = new ArrayList<>(frames);
        double[] longer = places.clone();
        if (seen) {
            more.add(new Frame(List.copyOf(keys), frame.hfr(), frame.hfrSigma()));
            longer = Arrays.copyOf(places, places.length + 1);
            keys.clear();
        }
        var fit = new LearningFit(List.copyOf(more), List.copyOf(keys), longer, shared.clone());
        fit.covariance = covariance;
        fit.lost = lost;
        if (seen) {
            fit.improve(false);
            fit.improve();
        }
        return fit;
    }

    private static double square(double x) {
        return x * x;
    }

    /// Distance of the last frame from focus; more is nearer.
    double place() {
        return places[places.length - 1] + travel(unseenKeys, shared);
    }

    /// Neighbouring keys of lenses differ by factors from 2.1 to 3.05, those of a fit gone astray by anything.
    boolean plausible(int keys) {
        boolean good = shared[SLOPE] > 0 && shared[SMALLEST_HFR] > 0;
        for (int key = 2; key <= keys; key++) {
            for (int sign : new int[] {-1, 1}) {
                double ratio = size(sign * key).units() / size(sign * (key - 1)).units();
                good &= ratio > 1.6 && ratio < 4;
            }
        }
        return good;
    }

    /// The share of presses that were lost.
    double lost() {
        return lost;
    }

    /// The same frames fitted from scratch, if that explains them better: a fit that has taken a lost press for a short key once does
    /// not come back by itself.
    LearningFit reconsidered() {
        LearningFit again = start(frames);
        return again.evidence > evidence ? again : this;
    }

    /// The share of ways between frames that are explained neither by their presses nor by lost ones.
    double astray() {
        return astray;
    }

    /// How far from focus the presses have ever led, in between frames too.
    double farthestTravel() {
        double farthest = 0;
        for (int i = 1; i < places.length; i++) {
            double at = places[i - 1];
            for (int key : frames.get(i).keys()) {
                at += travel(List.of(key), shared);
                farthest = Math.max(farthest, at);
            }
        }
        return farthest;
    }

    double smallestHfr() {
        return shared[SMALLEST_HFR];
    }

    /// The distance from focus at which the curve has left its flat bottom by so many times its height.
    double bottoms(double times) {
        return times * shared[SMALLEST_HFR] / shared[SLOPE];
    }

    KeySize size(int key) {
        if (key == 1) {
            return new KeySize(1, 0);
        }
        int i = index(key);
        // Presses of the small keys cannot be missed one by one; their share scales everything.
        double scale = Math.abs(key) == 1 ? 0 : lostSigma * shared[i];
        return new KeySize(shared[i], Math.sqrt(Math.max(0, covariance[i][i]) + scale * scale));
    }

    private KeySize sizeWithoutScale(int key) {
        if (key == 1) {
            return new KeySize(1, 0);
        }
        int i = index(key);
        return new KeySize(shared[i], Math.sqrt(Math.max(0, covariance[i][i])));
    }

    double relativeSigma(int key) {
        KeySize size = size(key);
        return size.sigmaUnits() / size.units();
    }

    /// Of the far and the near size of a key.
    double covariance(int key) {
        return key == 1 ? 0 : covariance[index(key)][index(-key)];
    }

    /// Root mean square of what the curve misses the frames by, in their sigmas.
    double misfit() {
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < places.length; i++) {
            Frame frame = frames.get(i);
            if (frame.hfr() > 0) {
                double miss = (frame.hfr() - hfr(places[i])) / frame.hfrSigma();
                sum += miss * miss;
                seen++;
            }
        }
        return Math.sqrt(sum / Math.max(1, seen));
    }

    private double hfr(double place) {
        return Math.hypot(shared[SMALLEST_HFR], shared[SLOPE] * place);
    }

    private static double travel(List<Integer> keys, double[] shared) {
        double units = 0;
        for (int key : keys) {
            units -= Integer.signum(key) * (key == 1 ? 1 : shared[index(key)]);
        }
        return units;
    }

    /// Far keys 2 to 7 first, then near keys 1 to 7.
    private static int index(int key) {
        return key > 0 ? key - 2 : 5 - key;
    }

    /// Brings the places in line with one another, as the sizes stand: taken from single frames they are so rough that a fit of
    /// everything would rather shrink everything.
    private void smooth() {
        for (int i = 0; i < 3; i++) {
            improve(false);
        }
    }

    private void improve() {
        improve(true);
    }

    private void improve(boolean everything) {
        int n = places.length;
        var known =
                new PathReading.Known(
                        shared[SMALLEST_HFR], shared[SLOPE], lost, this::sizeWithoutScale);
        var path = new PathReading(frames, known);
        double presses = USUAL_PRESSES + path.resolvedPresses();
        lost = (USUALLY_LOST + path.resolvedLost()) / presses;
        lostSigma = Math.sqrt(USUALLY_LOST + path.resolvedLost()) / presses;
        evidence = path.evidence();
        astray = 0;
        for (int i = 0; i < n; i++) {
            astray += (1 - path.way(i).trust()) / n;
            double off = places[i] - path.place(i);
            if (off * off > 9 * path.placeVariance(i)) {
                places[i] = path.place(i);
            }
        }
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[][] cross = new double[n][SHARED];
        double[] right = new double[n];
        double[][] normal = new double[SHARED][SHARED];
        double[] rightShared = new double[SHARED];
        diagonal[0] += 1e-6;
        for (int i = 0; i < n; i++) {
            Frame frame = frames.get(i);
            if (frame.hfr() > 0) {
                addFrame(i, frame, diagonal, cross, right, normal, rightShared);
            }
            if (i > 0) {
                addWay(i, frame, path.way(i), diagonal, beside, cross, right, normal, rightShared);
            }
        }
        addPrior(normal, rightShared);
        solve(everything, diagonal, beside, cross, right, normal, rightShared);
    }

    private void addFrame(
            int i,
            Frame frame,
            double[] diagonal,
            double[][] cross,
            double[] right,
            double[][] normal,
            double[] rightShared) {
        double h = hfr(places[i]);
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

    private void addWay(
            int i,
            Frame frame,
            PathReading.Way left,
            double[] diagonal,
            double[] beside,
            double[][] cross,
            double[] right,
            double[][] normal,
            double[] rightShared) {
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
        for (int key : frame.keys()) {
            double size = key == 1 ? 1 : shared[index(key)];
            units -= Integer.signum(key) * size;
            // Never as for a much smaller key, or a fit gone astray would believe in ways of
            // nothing at all.
            double least = 0.4 * Math.pow(RATIO, Math.abs(key) - 1);
            variance += square(SCATTER * Math.max(size, least));
            if (key != 1) {
                bySize[index(key)] -= Integer.signum(key);
            }
        }
        double miss = places[i] - places[i - 1] - units;
        // A bigger key scatters more. Without this part of the derivative a fit would gain by
        // taking everything for smaller than it is.
        for (int key : frame.keys()) {
            if (key != 1) {
                bySize[index(key)] += miss / variance * SCATTER * SCATTER * shared[index(key)];
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

    private void addPrior(double[][] normal, double[] right) {
        for (int key = 1; key <= LensTable.KEYS; key++) {
            int near = index(-key);
            double usual = Math.pow(RATIO, key - 1);
            double asymmetry = ASYMMETRY_SIGMA * usual;
            double weight = 1 / (asymmetry * asymmetry);
            if (key == 1) {
                normal[near][near] += weight;
                right[near] += weight * (1 - shared[near]);
                continue;
            }
            int far = index(key);
            double difference = shared[near] - shared[far];
            normal[near][near] += weight;
            normal[far][far] += weight;
            normal[near][far] -= weight;
            normal[far][near] -= weight;
            right[near] -= weight * difference;
            right[far] += weight * difference;
            // Beyond the smallest keys it is the ratio to the key before that lenses have in
            // common.
            int before = key - 1;
            double expected = before == 1 ? RATIO : RATIO * shared[index(before)];
            double sigma = PRIOR_SIGMA * usual;
            double ratioWeight = 1 / (sigma * sigma);
            double miss = expected - shared[far];
            normal[far][far] += ratioWeight;
            right[far] += ratioWeight * miss;
            if (before > 1) {
                int other = index(before);
                normal[other][other] += ratioWeight * RATIO * RATIO;
                normal[far][other] -= ratioWeight * RATIO;
                normal[other][far] -= ratioWeight * RATIO;
                right[other] -= ratioWeight * RATIO * miss;
            }
        }
        normal[SMALLEST_HFR][SMALLEST_HFR] += 1e-6;
        normal[SLOPE][SLOPE] += 1e-6;
    }

    /// Eliminates the chain of places, solves for the shared numbers, and puts the places back.
    private void solve(
            boolean everything,
            double[] diagonal,
            double[] beside,
            double[][] cross,
            double[] right,
            double[][] normal,
            double[] rightShared) {
        int n = diagonal.length;
        for (int i = 0; i < n; i++) {
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
        double[] change = new double[SHARED];
        if (everything) {
            covariance = Cholesky.of(normal).inverse();
        }
        double longest = MOST_CHANGE;
        for (int a = 0; everything && a < SHARED; a++) {
            for (int b = 0; b < SHARED; b++) {
                change[a] += covariance[a][b] * rightShared[b];
            }
            longest = Math.max(longest, Math.abs(change[a] / shared[a]));
        }
        for (int a = 0; a < SHARED; a++) {
            change[a] *= MOST_CHANGE / longest;
            shared[a] += change[a];
        }
        double next = 0;
        for (int i = n - 1; i >= 0; i--) {
            double sum = right[i];
            for (int a = 0; a < SHARED; a++) {
                sum -= cross[i][a] * change[a];
            }
            if (i < n - 1) {
                sum -= beside[i + 1] * next;
            }
            next = sum / diagonal[i];
            places[i] += next;
        }
    }
}
