package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Near presses alone for a way towards near, so that nothing turns round on it; any other way as [ShortestPlan] has it.
///
/// The shortest plan presses too far and comes back, which saves a press or two. A lens of which nobody knows how much it loses at a
/// turn then stands somewhere in its play, another place each time. And big presses scatter more than small ones: what a landing is
/// worth is weighed against the time it takes.
final class StraightPlan implements PressPlanner {
    /// What a press scatters by, as a fraction of its length; good lenses in the field.
    private static final double SCATTER = 0.003;

    private static final double TOLERANCE_UNITS = 0.5;

    /// What the square of a unit that a landing is off is worth.
    private static final double SECONDS_PER_VARIANCE = 40;

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
        search.spend(biggestKey(), wayUnits, 0);
        return search.best.length == 0 ? turning.presses(fromUnits, toUnits) : inOrder(search.best);
    }

    private int biggestKey() {
        int key = LensTable.KEYS;
        while (!table.aims(key)) {
            key--;
        }
        return key;
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

    /// Every bag of near presses that lands within the tolerance, from the biggest key down.
    private final class Search {
        private final int[] counts = new int[LensTable.KEYS + 1];
        private int[] best = {};
        private double bestCost = Double.POSITIVE_INFINITY;

        void spend(int key, double leftUnits, double cost) {
            if (cost >= bestCost) {
                return;
            }
            if (key == 0) {
                double landed = cost + SECONDS_PER_VARIANCE * leftUnits * leftUnits;
                if (Math.abs(leftUnits) <= TOLERANCE_UNITS && landed < bestCost) {
                    bestCost = landed;
                    best = Arrays.copyOf(counts, counts.length);
                }
                return;
            }
            double size = table.size(-key).units();
            int most = (int) ((leftUnits + TOLERANCE_UNITS) / size);
            for (int n = most; n >= Math.max(0, key == 1 ? most - 1 : most - FEWER); n--) {
                counts[key] = n;
                spend(key - 1, leftUnits - n * size, cost + n * price(key));
            }
            counts[key] = 0;
        }

        private double price(int key) {
            double scatterUnits = SCATTER * table.size(-key).units();
            return table.pace(-key).toMillis() / 1e3
                    + SECONDS_PER_VARIANCE * scatterUnits * scatterUnits;
        }
    }
}
