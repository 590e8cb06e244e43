package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import parfocal.driver.sonylens.LearningFit.Frame;

/// Reads from the frames alone on which side of focus each was taken and which presses were lost on the way to it.
///
/// A frame tells its distance from focus, not the side; so each has two places, and a way leads from either place of one frame to
/// either place of the next. A way is as long as its presses, or one or two of them shorter, or nothing it should be. Weighed by the forward and
/// backward sums of a hidden Markov chain, all ways together tell how likely each of these is. That frames are taken at their
/// own word here, and not smoothed by a path that already believes something, keeps it from confirming itself.
final class PathReading {
    /// The curve and the sizes, as far as they are known.
    ///
    /// @param smallestHfr at focus
    /// @param slope       pixels for each unit far from focus
    /// @param lost        the chance that a press is lost
    /// @param size        of each signed key
    record Known(double smallestHfr, double slope, double lost, IntFunction<KeySize> size) {}

    /// What is left of a way's presses.
    static final class Way {
        private final double[] lostCounts;
        private final double varianceMore;
        private final double trust;

        private Way(double[] lostCounts, double varianceMore, double trust) {
            this.lostCounts = lostCounts;
            this.varianceMore = varianceMore;
            this.trust = trust;
        }

        /// Expected number of lost presses of a signed key.
        double lost(int key) {
            return lostCounts[key + LensTable.KEYS];
        }

        /// Of the way's length, because it is not certain which were lost.
        double varianceMore() {
            return varianceMore;
        }

        /// The chance that the way is what its presses say at all.
        double trust() {
            return trust;
        }
    }

    /// One way of losing presses.
    private static final class Loss {
        private final double[] counts;
        private final double units;
        private final double variance;
        private final double prior;

        Loss(double[] counts, double units, double variance, double prior) {
            this.counts = counts;
            this.units = units;
            this.variance = variance;
            this.prior = prior;
        }
    }

    private static final int SIDES = 2;
    private static final int MOST_LOST_OF_A_KEY = 2;

    /// Clouds, a hand on the ring, a stop.
    private static final double ASTRAY = 1e-4;

    private static final double ASTRAY_PER_UNIT = 1.0 / 400;

    private final List<Frame> frames;
    private final Known known;
    private final double[] distance;
    private final double[] variance;
    private final List<Way> ways = new ArrayList<>();
    private final boolean[] far;
    private double evidence;
    private double resolvedPresses;
    private double resolvedLost;

    PathReading(List<Frame> frames, Known known) {
        this.frames = frames;
        this.known = known;
        int n = frames.size();
        this.distance = new double[n];
        this.variance = new double[n];
        this.far = new boolean[n];
        frames.forEach(this::see);
        weigh();
    }

    private void see(Frame frame) {
        int i = ways.size();
        ways.add(new Way(new double[2 * LensTable.KEYS + 1], 0, 1));
        double slope = known.slope;
        double ratio = frame.hfr() / known.smallestHfr;
        double bottom = known.smallestHfr / slope;
        distance[i] = bottom * Math.sqrt(Math.max(0, ratio * ratio - 1));
        // On the flat bottom the error of the distance is that of its square.
        double flat = Math.sqrt(2 * frame.hfr() * frame.hfrSigma()) / slope;
        double steep =
                frame.hfr() * frame.hfrSigma() / (slope * slope * Math.max(1e-9, distance[i]));
        double sigma = Math.min(flat, steep);
        variance[i] = sigma * sigma;
        // Distances stand in units that depend on the curve; star sizes do not.
        evidence += Math.log(sigma);
    }

    /// Distance from focus, more is nearer, by the frame alone, on its likelier side.
    double place(int frame) {
        return far[frame] ? -distance[frame] : distance[frame];
    }

    double placeVariance(int frame) {
        return variance[frame];
    }

    /// To the frame from the one before.
    Way way(int frame) {
        return ways.get(frame);
    }

    /// The logarithm of how likely the star sizes are, but for a constant: one curve is better than another by this.
    double evidence() {
        return evidence;
    }

    /// Of presses big enough to be missed one by one.
    double resolvedPresses() {
        return resolvedPresses;
    }

    double resolvedLost() {
        return resolvedLost;
    }

    private void weigh() {
        int n = frames.size();
        var losses = new ArrayList<List<Loss>>();
        double[][][] step = new double[n][SIDES][SIDES];
        losses.add(List.of());
        for (int i = 1; i < n; i++) {
            List<Loss> all = losses(i);
            losses.add(all);
            for (int a = 0; a < SIDES; a++) {
                for (int b = 0; b < SIDES; b++) {
                    step[i][a][b] = ASTRAY * ASTRAY_PER_UNIT;
                    for (Loss loss : all) {
                        step[i][a][b] += likelihood(i, a, b, loss);
                    }
                }
            }
        }
        double[][] before = new double[n][SIDES];
        before[0][0] = 0.5;
        before[0][1] = 0.5;
        for (int i = 1; i < n; i++) {
            for (int b = 0; b < SIDES; b++) {
                before[i][b] = before[i - 1][0] * step[i][0][b] + before[i - 1][1] * step[i][1][b];
            }
            evidence += Math.log(level(before[i]));
        }
        double[] after = {1, 1};
        far[n - 1] = before[n - 1][1] > before[n - 1][0];
        for (int i = n - 1; i >= 1; i--) {
            share(i, losses.get(i), before[i - 1], step[i], after);
            double[] earlier = new double[SIDES];
            for (int a = 0; a < SIDES; a++) {
                earlier[a] = step[i][a][0] * after[0] + step[i][a][1] * after[1];
            }
            after = earlier;
            level(after);
            far[i - 1] = before[i - 1][1] * after[1] > before[i - 1][0] * after[0];
        }
    }

    private static double level(double[] chances) {
        double sum = Math.max(Double.MIN_NORMAL, chances[0] + chances[1]);
        chances[0] /= sum;
        chances[1] /= sum;
        return sum;
    }

    private double likelihood(int frame, int sideBefore, int side, Loss loss) {
        double from = (sideBefore == 0 ? 1 : -1) * distance[frame - 1];
        double to = (side == 0 ? 1 : -1) * distance[frame];
        double total = loss.variance + variance[frame - 1] + variance[frame];
        double miss = to - from - loss.units;
        return loss.prior * Math.exp(-miss * miss / (2 * total)) / Math.sqrt(2 * Math.PI * total);
    }

    /// The presses of a way with every combination of few losses.
    private List<Loss> losses(int frame) {
        int[] counts = new int[2 * LensTable.KEYS + 1];
        frames.get(frame).keys().forEach(key -> counts[key + LensTable.KEYS]++);
        double seen = variance[frame - 1] + variance[frame];
        var all = new ArrayList<Loss>();
        all.add(new Loss(new double[counts.length], 0, 1e-4, 1));
        for (int place = 0; place < counts.length; place++) {
            int count = counts[place];
            if (count == 0) {
                continue;
            }
            KeySize size = known.size.apply(place - LensTable.KEYS);
            double units = size.units() * (place < LensTable.KEYS ? 1 : -1);
            double scatter = LearningFit.SCATTER * size.units();
            double own = count * scatter * scatter + Math.pow(count * size.sigmaUnits(), 2);
            boolean seenOneByOne = units * units > 0.25 * (seen + own);
            var more = new ArrayList<Loss>();
            for (Loss loss : all) {
                if (!seenOneByOne) {
                    double mean = count * known.lost;
                    more.add(
                            added(
                                    loss,
                                    place,
                                    mean,
                                    (count - mean) * units,
                                    own + mean * units * units,
                                    1));
                    continue;
                }
                double chance = Math.pow(1 - known.lost, count);
                for (int lost = 0; lost <= Math.min(count, MOST_LOST_OF_A_KEY); lost++) {
                    if (loss.prior * chance > 1e-7) {
                        more.add(added(loss, place, lost, (count - lost) * units, own, chance));
                    }
                    chance *= known.lost / (1 - known.lost) * (count - lost) / (lost + 1);
                }
            }
            all = more;
        }
        return all;
    }

    private static Loss added(
            Loss loss, int place, double lost, double units, double variance, double chance) {
        double[] counts = loss.counts.clone();
        counts[place] = lost;
        return new Loss(counts, loss.units + units, loss.variance + variance, loss.prior * chance);
    }

    private void share(
            int frame, List<Loss> losses, double[] before, double[][] step, double[] after) {
        double all = 0;
        for (int a = 0; a < SIDES; a++) {
            for (int b = 0; b < SIDES; b++) {
                all += before[a] * step[a][b] * after[b];
            }
        }
        double[] counts = new double[2 * LensTable.KEYS + 1];
        double trust = 0;
        double units = 0;
        double square = 0;
        for (Loss loss : losses) {
            double weight = 0;
            for (int a = 0; a < SIDES; a++) {
                for (int b = 0; b < SIDES; b++) {
                    weight += before[a] * likelihood(frame, a, b, loss) * after[b] / all;
                }
            }
            trust += weight;
            units += weight * loss.units;
            square += weight * loss.units * loss.units;
            for (int place = 0; place < counts.length; place++) {
                counts[place] += weight * loss.counts[place];
            }
        }
        double certain = Math.max(1e-9, trust);
        double mean = units / certain;
        for (int place = 0; place < counts.length; place++) {
            counts[place] /= certain;
        }
        ways.set(frame, new Way(counts, Math.max(0, square / certain - mean * mean), trust));
        countResolved(frame, counts, trust);
    }

    private void countResolved(int frame, double[] lostCounts, double trust) {
        double seen = variance[frame - 1] + variance[frame];
        for (int key : frames.get(frame).keys()) {
            KeySize size = known.size.apply(key);
            boolean sure =
                    size.units() > 4 * Math.sqrt(seen) && size.sigmaUnits() < 0.1 * size.units();
            if (sure) {
                resolvedPresses += trust;
            }
        }
        for (int place = 0; place < lostCounts.length; place++) {
            if (lostCounts[place] > 0) {
                KeySize size = known.size.apply(place - LensTable.KEYS);
                boolean sure =
                        size.units() > 4 * Math.sqrt(seen)
                                && size.sigmaUnits() < 0.1 * size.units();
                resolvedLost += sure ? trust * lostCounts[place] : 0;
            }
        }
    }
}
