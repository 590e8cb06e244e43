package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Ways to go while a lens is learned by stars, as far as it is known: lists of keys, a frame after each.
record StarPaths(LearningFit known) {
    private static final double BASE_BOTTOMS = 3;
    private static final double HIGHEST_BOTTOMS = 12;
    private static final int CYCLE_FRAMES = 4;

    /// Presses of one key on one way; more would come from a fit gone astray.
    private static final int MOST_AT_ONCE = 12;

    /// Where the curve has left its flat bottom, as a distance from focus.
    double base() {
        return known.bottoms(BASE_BOTTOMS);
    }

    /// Where stars are still small.
    double highest() {
        return known.bottoms(HIGHEST_BOTTOMS);
    }

    /// The sweep at the beginning, twice, when nothing is known yet.
    static List<List<Integer>> sweep() {
        var frames = new ArrayList<>(cycle(3, 8, 8));
        frames.addAll(cycle(3, 8, 8));
        return frames;
    }

    /// To the base if need be, then by the key alone to the highest place and back.
    List<List<Integer>> direct(int key) {
        var frames = new ArrayList<List<Integer>>();
        List<Integer> correction = way(base() - known.place(), 3);
        if (!correction.isEmpty()) {
            frames.add(correction);
        }
        int presses = Math.max(1, (int) ((highest() - base()) / known.size(-key).units()));
        frames.addAll(cycle(key, presses, CYCLE_FRAMES));
        return frames;
    }

    /// Out by the key and back by smaller ones, or the other way round.
    List<Integer> loop(int key, boolean outByKey) {
        KeySize size = known.size(outByKey ? -key : key);
        double doubt = Math.hypot(size.sigmaUnits(), 2 * LearningFit.SCATTER * size.units());
        double aim = Math.min(base() + 1.5 * doubt, highest());
        var keys = new ArrayList<Integer>();
        if (outByKey) {
            keys.add(-key);
            keys.addAll(way(aim - known.place() - size.units(), key - 1));
        } else {
            keys.addAll(way(aim - known.place() + size.units(), key - 1));
            keys.add(key);
        }
        return keys;
    }

    /// Whether stars of this size are small enough to go on from.
    boolean isBack(double hfr) {
        return unitsSeen(hfr) < highest();
    }

    /// The next press on the way back from where stars have this size.
    ///
    /// @param hfr 0 where none could be measured
    int pressBack(double hfr) {
        int key = 5;
        while (key > 2 && unitsSeen(hfr) - known.size(key).units() < base()) {
            key--;
        }
        return key;
    }

    private double unitsSeen(double hfr) {
        return hfr > 0 ? known.bottoms(1) * hfr / known.smallestHfr() : Double.POSITIVE_INFINITY;
    }

    /// Near and back again, in so many frames each way.
    private static List<List<Integer>> cycle(int key, int presses, int mostFrames) {
        var frames = new ArrayList<List<Integer>>();
        for (int sign : new int[] {-1, 1}) {
            int left = presses;
            for (int frame = mostFrames; frame >= 1 && left > 0; frame--) {
                int now = (left + frame - 1) / frame;
                frames.add(Collections.nCopies(now, sign * key));
                left -= now;
            }
        }
        return frames;
    }

    /// Presses of keys up to one, big ones first, for a change of the distance.
    private List<Integer> way(double units, int biggestKey) {
        int sign = units > 0 ? -1 : 1;
        double left = Math.abs(units);
        var keys = new ArrayList<Integer>();
        for (int key = biggestKey; key >= 1; key--) {
            double size = known.size(sign * key).units();
            int presses =
                    Math.min(MOST_AT_ONCE, (int) (key == 1 ? Math.rint(left / size) : left / size));
            keys.addAll(Collections.nCopies(presses, sign * key));
            left -= presses * size;
        }
        return keys;
    }
}
