package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tries everything: the fewest presses that obey the planner's own rules, by looking at every order of keys, few first.
///
/// The rules: land within the tolerance, stay inside the margins (or where start and target are), end with a near press.
/// All keys that can aim may be used in both directions. Unlike the planner it knows no bags, no halves and no bulk.
final class FewestPresses {
    /// Two presses one after the other, the second one near.
    private record Pair(double first, double sum) {}

    private final LensTable table;
    private final double toleranceUnits;
    private final List<Double> waysUnits = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private double lowestUnits;
    private double highestUnits;

    FewestPresses(LensTable table, double toleranceUnits) {
        this.table = table;
        this.toleranceUnits = toleranceUnits;
        for (int key = LensTable.KEYS; key >= 1; key--) {
            if (table.aims(key)) {
                waysUnits.add(table.travelUnits(key));
                waysUnits.add(table.travelUnits(-key));
            }
        }
        for (double first : waysUnits) {
            for (double second : waysUnits) {
                if (second > 0) {
                    pairs.add(new Pair(first, first + second));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::sum));
    }

    /// @return the number, or more than the limit
    int presses(double fromUnits, double toUnits, double marginUnits, int limit) {
        lowestUnits = Math.min(marginUnits, Math.min(fromUnits, toUnits));
        highestUnits = Math.max(table.rangeUnits() - marginUnits, Math.max(fromUnits, toUnits));
        for (int presses = 1; presses <= limit; presses++) {
            if (reaches(fromUnits, toUnits, presses)) {
                return presses;
            }
        }
        return limit + 1;
    }

    private boolean reaches(double atUnits, double toUnits, int left) {
        double biggestUnits = Math.abs(waysUnits.getFirst());
        if (Math.abs(toUnits - atUnits) > left * biggestUnits + toleranceUnits) {
            return false;
        }
        if (left == 2) {
            return reachesByTwo(atUnits, toUnits);
        }
        for (double way : waysUnits) {
            double next = atUnits + way;
            if (next < lowestUnits || next > highestUnits || (left == 1 && way < 0)) {
                continue;
            }
            if (left == 1
                    ? Math.abs(next - toUnits) <= toleranceUnits
                    : reaches(next, toUnits, left - 1)) {
                return true;
            }
        }
        return false;
    }

    /// Two presses, looked up by their sum, so that one more level can be searched in the same time.
    private boolean reachesByTwo(double atUnits, double toUnits) {
        double missing = toUnits - atUnits;
        int low = 0;
        int high = pairs.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (pairs.get(middle).sum() < missing - toleranceUnits) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < pairs.size() && pairs.get(i).sum() <= missing + toleranceUnits; i++) {
            Pair pair = pairs.get(i);
            double between = atUnits + pair.first();
            double end = atUnits + pair.sum();
            if (between >= lowestUnits
                    && between <= highestUnits
                    && end >= lowestUnits
                    && end <= highestUnits) {
                return true;
            }
        }
        return false;
    }
}
