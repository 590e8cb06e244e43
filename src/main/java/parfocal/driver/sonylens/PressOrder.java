package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a bag of presses in an order that stays between two places and arrives in a given direction.
///
/// The last run is made of the smallest presses in the direction of arrival that together are longer than the backlash. What
/// comes before goes the other way first wherever there is room, big presses first; where there is none, back and forth. It does not
/// search: among the many bags of equally many presses one that needs no artful order is soon found.
final class PressOrder {
    /// Which way to go from a place, if there is room.
    private interface Preference {
        int sign(double atUnits);
    }

    // A way summed up forwards and backwards ends this far apart; where it began is inside all the
    // same.
    private static final double ROUNDING_UNITS = 1e-9;

    private final LensTable table;
    private final double lowestUnits;
    private final double highestUnits;
    private final int[] counts = new int[2 * LensTable.KEYS + 1];
    private final List<Integer> order = new ArrayList<>();

    private PressOrder(LensTable table, double lowestUnits, double highestUnits) {
        this.table = table;
        this.lowestUnits = lowestUnits;
        this.highestUnits = highestUnits;
    }

    /// @param keys        to be pressed, in any order
    /// @param arrivalSign the sign of the keys that come last, or 0 when that is all the same
    static Optional<List<Integer>> of(
            List<Integer> keys,
            int arrivalSign,
            LensTable table,
            double fromUnits,
            double lowestUnits,
            double highestUnits) {
        var search = new PressOrder(table, lowestUnits, highestUnits);
        keys.forEach(key -> search.counts[key + LensTable.KEYS]++);
        Optional<List<Integer>> lastRun = search.takeLastRun(arrivalSign);
        if (lastRun.isEmpty()) {
            return Optional.empty();
        }
        int firstSign = arrivalSign == 0 ? 1 : -arrivalSign;
        double lastRunUnits = lastRun.get().stream().mapToDouble(table::travelUnits).sum();
        double endUnits = fromUnits + keys.stream().mapToDouble(table::travelUnits).sum();
        if (!search.inside(endUnits - lastRunUnits)) {
            return Optional.empty();
        }
        int left = keys.size() - lastRun.get().size();
        double middleUnits = (lowestUnits + highestUnits) / 2;
        if (!search.arrange(fromUnits, left, _ -> firstSign, endUnits)) {
            search.putBack();
            // No aiming key is longer than half the range, so by turns there is always room.
            if (!search.arrange(fromUnits, left, at -> at < middleUnits ? -1 : 1, endUnits)) {
                return Optional.empty();
            }
        }
        search.order.addAll(lastRun.get());
        return Optional.of(List.copyOf(search.order));
    }

    /// Big ones first, so that the last press is the smallest. Empty when the bag has no such run; a bag that only goes on in the
    /// direction of arrival needs no length, because every move before has arrived in this direction too.
    private Optional<List<Integer>> takeLastRun(int sign) {
        var run = new ArrayList<Integer>();
        double runUnits = 0;
        for (int size = 1; sign != 0 && size <= LensTable.KEYS; size++) {
            int key = sign * size;
            while (at(key) > 0 && (run.isEmpty() || runUnits < table.backlashUnits())) {
                change(key, -1);
                runUnits += table.size(key).units();
                run.addFirst(key);
            }
        }
        boolean turns = false;
        for (int size = 1; size <= LensTable.KEYS; size++) {
            turns |= at(-sign * size) > 0;
        }
        boolean good =
                sign == 0 || (!run.isEmpty() && (!turns || runUnits >= table.backlashUnits()));
        return good ? Optional.of(run) : Optional.empty();
    }

    /// Presses what leads the preferred way, big ones first, as long as there is room, and the other way else.
    private boolean arrange(double fromUnits, int left, Preference preference, double endUnits) {
        double atUnits = fromUnits;
        for (int i = 0; i < left; i++) {
            int key = next(atUnits, preference.sign(atUnits));
            if (key == 0) {
                return false;
            }
            change(key, -1);
            order.addLast(key);
            atUnits += table.travelUnits(key);
        }
        return inside(endUnits);
    }

    /// 0 when no press that is left has room.
    private int next(double atUnits, int firstSign) {
        for (int sign = firstSign, turn = 0; turn < 2; sign = -sign, turn++) {
            for (int size = LensTable.KEYS; size >= 1; size--) {
                int key = sign * size;
                if (at(key) > 0 && inside(atUnits + table.travelUnits(key))) {
                    return key;
                }
            }
        }
        return 0;
    }

    private void putBack() {
        order.forEach(key -> change(key, 1));
        order.clear();
    }

    private boolean inside(double units) {
        return units >= lowestUnits - ROUNDING_UNITS && units <= highestUnits + ROUNDING_UNITS;
    }

    private int at(int key) {
        return counts[key + LensTable.KEYS];
    }

    private void change(int key, int by) {
        counts[key + LensTable.KEYS] += by;
    }
}
