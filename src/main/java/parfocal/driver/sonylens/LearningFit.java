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

    private static final double CAUCHY = 3;
    private static final int STRETCH = 8;

    private final List<Frame> frames;
    private final double[] places;
    private final double[] shared;
    private double[][] covariance = new double[SHARED][SHARED];

    private LearningFit(List<Frame> frames, double[] places, double[] shared) {
        this.frames = frames;
        this.places = places;
        this.shared = shared;
    }

    /// From scratch: sizes as lenses usually have them, and the place of focus where the curve fits best.
    static LearningFit start(List<Frame> frames) {
        double[] shared = new double[SHARED];
        for (int key = 1; key <= LensTable.KEYS; key++) {
            if (key > 1) {
                shared[index(key)] = Math.pow(RATIO, key - 1);
            }
            shared[index(-key)] = Math.pow(RATIO, key - 1);
        }
        double[] way = new double[frames.size()];
        for (int i = 1; i < way.length; i++) {
            way[i] = way[i - 1] + travel(frames.get(i).keys(), shared);
        }
        double[] places = firstPath(frames, way, shared);
        var fit = new LearningFit(List.copyOf(frames), places, shared);
        for (int i = 0; i < 12; i++) {
            fit.improve();
        }
        return fit;
    }

    /// The stretch of frames that follows a curve best gives the first curve; from there the path is followed both ways. So a press
    /// lost somewhere else shows as a short way and not as a strange curve.
    private static double[] firstPath(List<Frame> frames, double[] way, double[] shared) {
        shared[SMALLEST_HFR] = frames.stream().mapToDouble(Frame::hfr).min().orElse(1);
        shared[SLOPE] = 0.1;
        double best = Double.POSITIVE_INFINITY;
        double focus = 0;
        int middle = 0;
        for (int first = 0; first < frames.size(); first += STRETCH) {
            int end = Math.min(frames.size(), first + STRETCH + 1);
            List<Frame> stretch = frames.subList(first, end);
            double[] part = Arrays.copyOfRange(way, first, end);
            double lowest = Arrays.stream(part).min().orElse(0);
            double highest = Arrays.stream(part).max().orElse(0);
            for (double guess = lowest - 40; end - first > 4 && guess < highest + 10; guess++) {
                double[] line = squaredCurve(stretch, part, guess);
                double misfit = line[2] / (end - first - 3);
                if (line[0] > 0 && line[1] > 0 && misfit < best) {
                    best = misfit;
                    focus = guess;
                    middle = first + (end - first) / 2;
                    shared[SMALLEST_HFR] = Math.sqrt(line[0]);
                    shared[SLOPE] = Math.sqrt(line[1]);
                }
            }
        }
        double[] places = new double[way.length];
        var guide = new LearningFit(frames, places, shared);
        places[middle] = way[middle] - focus;
        for (int i = middle + 1; i < way.length; i++) {
            places[i] = guide.seen(frames.get(i), places[i - 1] + way[i] - way[i - 1]);
        }
        for (int i = middle - 1; i >= 0; i--) {
            places[i] = guide.seen(frames.get(i), places[i + 1] + way[i] - way[i + 1]);
        }
        return places;
    }

    /// One frame more.
    LearningFit with(Frame frame) {
        var more = new ArrayList<>(frames);
        more.add(frame);
        double[] longer = Arrays.copyOf(places, places.length + 1);
        longer[places.length] = seen(frame, place() + travel(frame.keys(), shared));
        var fit = new LearningFit(List.copyOf(more), longer, shared.clone());
        for (int i = 0; i < 4; i++) {
            fit.improve();
        }
        return fit;
    }

    /// Where the frame itself says it is, when that is far from where the presses should have led; a press was lost then.
    private double seen(Frame frame, double expected) {
        if (frame.hfr() <= 0) {
            return expected;
        }
        double ratio = frame.hfr() / shared[SMALLEST_HFR];
        double distance = bottoms(Math.sqrt(Math.max(0, ratio * ratio - 1)));
        double variance = 1;
        for (int key : frame.keys()) {
            double scatter = 2 * SCATTER * size(key).units();
            variance += scatter * scatter + square(size(key).sigmaUnits());
        }
        double slope = shared[SLOPE] * shared[SLOPE] * distance / frame.hfr();
        double sigma = Math.sqrt(variance + square(frame.hfrSigma() / Math.max(slope, 1e-3)));
        double place = Math.copySign(distance, expected);
        return Math.abs(place - expected) > 3 * sigma ? place : expected;
    }

    private static double square(double x) {
        return x * x;
    }

    /// Distance of the last frame from focus; more is nearer.
    double place() {
        return places[places.length - 1];
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

    /// Square of the smallest HFR, square of the slope and misfit, if focus were there.
    private static double[] squaredCurve(List<Frame> frames, double[] way, double focus) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < way.length; i++) {
            double h = frames.get(i).hfr();
            if (h <= 0) {
                continue;
            }
            double square = (way[i] - focus) * (way[i] - focus);
            // The error of h² is proportional to h·σ.
            double weight = 1 / Math.pow(2 * h * frames.get(i).hfrSigma(), 2);
            n += weight;
            x += weight * square;
            y += weight * h * h;
            xx += weight * square * square;
            xy += weight * square * h * h;
            yy += weight * h * h * h * h;
        }
        double slope = (n * xy - x * y) / (n * xx - x * x);
        double offset = (y - slope * x) / n;
        double misfit = yy - offset * y - slope * xy;
        return new double[] {offset, slope, misfit};
    }

    private void improve() {
        int n = places.length;
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
                addWay(i, frame, diagonal, beside, cross, right, normal, rightShared);
            }
        }
        addPrior(normal, rightShared);
        solve(diagonal, beside, cross, right, normal, rightShared);
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
        double weight = Math.min(1, CAUCHY / Math.max(1e-9, Math.abs(miss)));
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
            double[] diagonal,
            double[] beside,
            double[][] cross,
            double[] right,
            double[][] normal,
            double[] rightShared) {
        double[] bySize = new double[SHARED];
        double variance = 1e-4;
        double units = 0;
        for (int key : frame.keys()) {
            double size = key == 1 ? 1 : shared[index(key)];
            units -= Integer.signum(key) * size;
            // Never as for a much smaller key, or a fit gone astray would believe in ways of
            // nothing at all.
            double least = 0.7 * Math.pow(RATIO, Math.abs(key) - 1);
            variance += square(SCATTER * Math.max(size, least));
            if (key != 1) {
                bySize[index(key)] -= Integer.signum(key);
            }
        }
        double miss = places[i] - places[i - 1] - units;
        double weight = 1 / variance / (1 + miss * miss / variance / (CAUCHY * CAUCHY));
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
        covariance = Cholesky.of(normal).inverse();
        double[] change = new double[SHARED];
        for (int a = 0; a < SHARED; a++) {
            for (int b = 0; b < SHARED; b++) {
                change[a] += covariance[a][b] * rightShared[b];
            }
            double most = 0.1 * shared[a];
            shared[a] += Math.clamp(change[a], -most, most);
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
