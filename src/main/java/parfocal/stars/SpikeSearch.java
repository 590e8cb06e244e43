package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Looks round a star for straight lines of light: brightness in logarithm-like steps, so that the core does not outshine the spikes, and
/// less what is common to a whole ring, so that a round halo makes no line.
final class SpikeSearch {
    private static final double THETA_STEP = Math.toRadians(0.5);
    private static final int DIRECTIONS = 360;
    private static final double FARTHEST_OFFSET = 18;
    private static final double OFFSET_STEP = 0.75;
    private static final int CORE = 6;
    private static final double FADING = 25;

    /// Between two spikes of a mask, in directions.
    private static final int VALLEY = 17;

    private static final int NEIGHBOURS = 8;
    private static final double LEAST_SCATTER = 0.01;
    private static final double QUIET = 0.3;

    /// Three tenths of a Gaussian lie nearer to its middle than this.
    private static final double SIGMAS_OF_QUIET = 0.385;

    private static final int MOST_PEAKS = 7;
    private static final double CLEAR = 3.2;

    /// Where two are beyond doubt, the third is looked for at the place that they leave for it.
    private static final double FAINT = 1.5;

    /// The best of three that each may be doubted is beyond doubt.
    private static final double CLEAREST = 6;

    private static final double LEAST_HALF_ANGLE = Math.toRadians(9);
    private static final double LARGEST_HALF_ANGLE = Math.toRadians(38);
    private static final double UNEVEN = Math.toRadians(3);

    private final SpikePatch patch;
    private final double[] flat;

    private SpikeSearch(SpikePatch patch) {
        this.patch = patch;
        this.flat = flattened(patch);
    }

    /// The middle one first; empty when there are no three that a mask makes.
    static List<SpikeLine> threeIn(SpikePatch patch) {
        return new SpikeSearch(patch).three();
    }

    private static double[] flattened(SpikePatch patch) {
        int reach = patch.reach();
        int side = 2 * reach + 1;
        double[] flat = new double[side * side];
        var rings = new ArrayList<List<Integer>>();
        for (int r = 0; r <= reach; r++) {
            rings.add(new ArrayList<>());
        }
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                int i = (dy + reach) * side + dx + reach;
                double x = patch.at(dx, dy) / (3 * patch.noise());
                flat[i] = Math.signum(x) * StrictMath.log(Math.abs(x) + Math.sqrt(x * x + 1));
                int r = (int) Math.rint(Math.hypot(dx, dy));
                if (r <= reach) {
                    rings.get(r).add(i);
                }
            }
        }
        for (List<Integer> ring : rings) {
            double[] values = ring.stream().mapToDouble(i -> flat[i]).sorted().toArray();
            double middle = values[values.length / 2];
            ring.forEach(i -> flat[i] -= middle);
        }
        return flat;
    }

    private List<SpikeLine> three() {
        SpikeLine[] best = new SpikeLine[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            best[i] = strongest(i * THETA_STEP);
        }
        double[] risen = new double[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            risen[i] =
                    best[i].strength() - (turned(best, i, -VALLEY) + turned(best, i, VALLEY)) / 2;
        }
        // Of the quiet directions: the spikes themselves fill many.
        double scatter =
                Arrays.stream(risen).map(Math::abs).sorted().toArray()[(int) (QUIET * DIRECTIONS)]
                        / SIGMAS_OF_QUIET;
        var peaks = new ArrayList<SpikeLine>();
        for (int i = 0; i < DIRECTIONS; i++) {
            double clear = risen[i] / Math.max(LEAST_SCATTER, scatter);
            if (clear > FAINT && highest(best, i)) {
                peaks.add(new SpikeLine(best[i].theta(), best[i].offset(), clear));
            }
        }
        peaks.sort(Comparator.comparingDouble(SpikeLine::strength).reversed());
        List<SpikeLine> clear =
                peaks.stream().filter(peak -> peak.strength() > CLEAR).limit(MOST_PEAKS).toList();
        List<SpikeLine> three = chosen(clear);
        return three.isEmpty() ? withAFaintOne(peaks) : three;
    }

    private static List<SpikeLine> withAFaintOne(List<SpikeLine> peaks) {
        List<SpikeLine> clearest =
                peaks.stream().filter(peak -> peak.strength() > CLEAREST).toList();
        // Between more than two, chance would find a third.
        return clearest.size() == 2 ? chosen(peaks) : List.of();
    }

    private static double turned(SpikeLine[] best, int from, int by) {
        return best[Math.floorMod(from + by, DIRECTIONS)].strength();
    }

    /// Among its neighbours; of two that are equal the first.
    private static boolean highest(SpikeLine[] best, int place) {
        for (int by = 1; by <= NEIGHBOURS; by++) {
            if (turned(best, place, by) > best[place].strength()
                    || turned(best, place, -by) >= best[place].strength()) {
                return false;
            }
        }
        return true;
    }

    /// Of a spider's spikes and the mask's, those of which one halves the angle of the two others.
    private static List<SpikeLine> chosen(List<SpikeLine> peaks) {
        List<SpikeLine> chosen = List.of();
        double most = 0;
        for (SpikeLine middle : peaks) {
            for (SpikeLine one : peaks) {
                for (SpikeLine other : peaks) {
                    double left = middle.turnTo(one);
                    double right = -middle.turnTo(other);
                    boolean fits =
                            peaks.getFirst().strength() > CLEAREST
                                    && left > LEAST_HALF_ANGLE
                                    && left < LARGEST_HALF_ANGLE
                                    && right > LEAST_HALF_ANGLE
                                    && right < LARGEST_HALF_ANGLE
                                    && Math.abs(left - right) < UNEVEN;
                    double weakest =
                            Math.min(middle.strength(), Math.min(one.strength(), other.strength()));
                    if (fits && weakest > most) {
                        most = weakest;
                        chosen = List.of(middle, one, other);
                    }
                }
            }
        }
        return chosen;
    }

    private SpikeLine strongest(double theta) {
        double sin = StrictMath.sin(theta);
        double cos = StrictMath.cos(theta);
        double bestOffset = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (double offset = -FARTHEST_OFFSET; offset <= FARTHEST_OFFSET; offset += OFFSET_STEP) {
            double sum = 0;
            double total = 0;
            for (int t = CORE; t < patch.reach(); t++) {
                double weight = 1 / (1 + t / FADING);
                for (int side = -1; side <= 1; side += 2) {
                    double x = side * t * cos - offset * sin;
                    double y = side * t * sin + offset * cos;
                    if (Math.abs(x) < patch.reach() - 1 && Math.abs(y) < patch.reach() - 1) {
                        sum += weight * between(x, y);
                        total += weight;
                    }
                }
            }
            double strength = total > 0 ? sum / total : 0;
            if (strength > most) {
                most = strength;
                bestOffset = offset;
            }
        }
        return new SpikeLine(theta, bestOffset, most);
    }

    private double between(double x, double y) {
        int reach = patch.reach();
        int side = 2 * reach + 1;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double a = x - left;
        double b = y - top;
        int i = (top + reach) * side + left + reach;
        return (flat[i] * (1 - a) + flat[i + 1] * a) * (1 - b)
                + (flat[i + side] * (1 - a) + flat[i + side + 1] * a) * b;
    }
}
