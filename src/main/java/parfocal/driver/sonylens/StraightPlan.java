package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Near presses alone for a way towards near, so that nothing turns round on it; any other way as [ShortestPlan] has it.
///
/// The shortest plan presses too far and comes back, which saves a press or two. A lens of which nobody knows how much it loses at a
/// turn then stands somewhere in its play, another place each time. And big presses scatter more than small ones, however they add up: what a
/// landing is worth is weighed against the time it takes. Seconds grow with the way and scatter with its root, so that a long way
/// is gone by big presses all the same.
final class StraightPlan implements PressPlanner {
    private static final double TOLERANCE_UNITS = 0.5;

    /// What a unit that a landing is off is worth. A lens that takes autofocus through its critical zone has two or three units to spare, and a
    /// night has few landings.
    private static final double SECONDS_PER_UNIT = 60;

    /// So many presses of a key less than there is room for are thought of.
    private static final int FEWER = 2;

    private final LensTable table;
    private final PressPlanner turning;

    StraightPlan(LensTable table) {
        this.table = table;
        this.turning = new ShortestPlan(table);
    }

    @Override
    public List<Integer> presses(double fromUnits, double toUnits) {
        double wayUnits = toUnits - fromUnits;
        if (!(wayUnits >= table.size(-1).units()) || toUnits > table.rangeUnits()) {
            return turning.presses(fromUnits, toUnits);
        }
        var search = new Search();
        for (int biggest = 1; biggest <= LensTable.KEYS && table.aims(biggest); biggest++) {
            search.spend(biggest, wayUnits, 0, 0);
        }
        return search.best.length == 0 ? turning.presses(fromUnits, toUnits) : inOrder(search.best);
    }

    /// Big ones first, so that the last is the smallest.
    private static List<Integer> inOrder(int[] counts) {
        var presses = new ArrayList<Integer>();
        for (int key = LensTable.KEYS; key >= 1; key--) {
            for (int i = 0; i < counts[key]; i++) {
                presses.add(-key);
            }
        }
        return List.copyOf(presses);
    }

    /// Bags of near presses that land within the tolerance, each of as many of its biggest key as there is room for, and so on down.
    private final class Search {
        private final int[] counts = new int[LensTable.KEYS + 1];
        private int[] best = {};
        private double bestCost = Double.POSITIVE_INFINITY;

        void spend(int key, double leftUnits, double seconds, double variance) {
            if (cost(seconds, variance) >= bestCost) {
                return;
            }
            if (key == 0) {
                double landed = cost(seconds, variance + leftUnits * leftUnits);
                if (Math.abs(leftUnits) <= TOLERANCE_UNITS && landed < bestCost) {
                    bestCost = landed;
                    best = Arrays.copyOf(counts, counts.length);
                }
                return;
            }
            double size = table.size(-key).units();
            double pressSeconds = table.pace(-key).toMillis() / 1e3;
            double scatterUnits = LensPosition.Behaviour.USUAL.scatter() * size;
            int most = (int) ((leftUnits + TOLERANCE_UNITS) / size);
            for (int n = most; n >= Math.max(0, key == 1 ? most - 1 : most - FEWER); n--) {
                counts[key] = n;
                spend(
                        key - 1,
                        leftUnits - n * size,
                        seconds + n * pressSeconds,
                        variance + n * scatterUnits * scatterUnits);
            }
            counts[key] = 0;
        }

        private static double cost(double seconds, double variance) {
            return seconds + SECONDS_PER_UNIT * Math.sqrt(variance);
        }
    }
}
