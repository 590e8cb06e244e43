package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Every bag of up to four presses of the keys that can aim, by its sum; two such bags make every bag of up to eight.
///
/// A bag is written in one long, four bits of count for each of the fourteen keys, so that adding two longs joins two bags.
final class PressSums {
    static final int HALF = 4;

    /// Bags of equally many presses, by rising sum.
    private static final class Bags {
        private final double[] sumsUnits;
        private final long[] counts;

        Bags(double[] sumsUnits, long[] counts) {
            this.sumsUnits = sumsUnits;
            this.counts = counts;
        }
    }

    /// Is told of bags that come near enough.
    interface Found {
        void bag(long counts, double sumUnits);
    }

    private record Bag(double sumUnits, long counts) {}

    private final List<Bags> byPresses;

    PressSums(LensTable table) {
        byPresses = IntStream.rangeClosed(0, HALF).mapToObj(n -> bags(table, n)).toList();
    }

    /// Finds all bags of so many presses whose sum lies within the tolerance of what is wanted. A bag may be found repeatedly.
    ///
    /// @param presses 0 to twice [#HALF]
    void search(int presses, double wantedUnits, double toleranceUnits, Found found) {
        Bags one = byPresses.get(presses / 2);
        Bags other = byPresses.get(presses - presses / 2);
        int low = other.sumsUnits.length;
        for (int i = 0; i < one.sumsUnits.length; i++) {
            double missing = wantedUnits - one.sumsUnits[i];
            // As sums of the one rise, what is missing falls, and with it the place to look in the
            // other.
            while (low > 0 && other.sumsUnits[low - 1] >= missing - toleranceUnits) {
                low--;
            }
            for (int j = low;
                    j < other.sumsUnits.length && other.sumsUnits[j] <= missing + toleranceUnits;
                    j++) {
                found.bag(one.counts[i] + other.counts[j], one.sumsUnits[i] + other.sumsUnits[j]);
            }
        }
    }

    /// How often a key is in a bag.
    static int count(long counts, int key) {
        return (int) (counts >>> shift(key)) & 0xF;
    }

    /// How often the key of a place, 0 to 13, is in a bag.
    static int countAt(long counts, int place) {
        return (int) (counts >>> (4 * place)) & 0xF;
    }

    /// Which key has the place.
    static int keyAt(int place) {
        return place < LensTable.KEYS ? place + 1 : LensTable.KEYS - 1 - place;
    }

    static long press(int key) {
        return 1L << shift(key);
    }

    private static int shift(int key) {
        return 4 * (key > 0 ? key - 1 : LensTable.KEYS - 1 - key);
    }

    private static Bags bags(LensTable table, int presses) {
        int[] keys =
                IntStream.rangeClosed(-LensTable.KEYS, LensTable.KEYS)
                        .filter(key -> key != 0 && table.aims(key))
                        .toArray();
        var bags = new ArrayList<Bag>();
        fill(table, keys, 0, presses, new Bag(0, 0), bags);
        Bag[] sorted = bags.toArray(Bag[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(Bag::sumUnits));
        return new Bags(
                Arrays.stream(sorted).mapToDouble(Bag::sumUnits).toArray(),
                Arrays.stream(sorted).mapToLong(Bag::counts).toArray());
    }

    private static void fill(
            LensTable table, int[] keys, int first, int presses, Bag bag, List<Bag> bags) {
        if (presses == 0) {
            bags.add(bag);
            return;
        }
        for (int i = first; i < keys.length; i++) {
            var more =
                    new Bag(bag.sumUnits + table.travelUnits(keys[i]), bag.counts + press(keys[i]));
            fill(table, keys, i, presses - 1, more, bags);
        }
    }
}
