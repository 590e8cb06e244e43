package parfocal.driver.sonylens;

import static parfocal.driver.sonylens.PathEquations.PRIOR_SIGMA;
import static parfocal.driver.sonylens.PathEquations.RATIO;
import static parfocal.driver.sonylens.PathEquations.SHARED;
import static parfocal.driver.sonylens.PathEquations.SLOPE;
import static parfocal.driver.sonylens.PathEquations.SMALLEST_HFR;
import static parfocal.driver.sonylens.PathEquations.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The best path and the best sizes for a series of star images, by Gauss and Newton's method; its equations are [PathEquations].
///
/// Ways that are much too short or long, as when a press was lost, count less (Cauchy's weights).
final class LearningFit {
    /// @param keys     pressed since the frame before
    /// @param hfr      in pixels, or 0 where no star could be measured
    /// @param hfrSigma of it
    record Frame(List<Integer> keys, double hfr, double hfrSigma) {}

    /// What a press is taken to scatter by. More than good lenses do, so that bad ones are learned as well.
    static final double SCATTER = 0.03;

    /// What is taken for granted of lost presses before any was missed: half of one in fifty.
    private static final double USUALLY_LOST = 0.5;

    private static final double USUAL_PRESSES = 50;

    /// The sweep at the beginning is enough to find the curve.
    private static final int FIRST_FRAMES = 33;

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
        var equations = new PathEquations(places, shared);
        for (int i = 0; i < n; i++) {
            Frame frame = frames.get(i);
            if (frame.hfr() > 0) {
                equations.addFrame(i, frame);
            }
            if (i > 0) {
                equations.addWay(i, frame.keys(), path.way(i));
            }
        }
        equations.addPrior();
        if (everything) {
            covariance = equations.solve();
        } else {
            equations.solvePlaces();
        }
    }
}
