package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Things that matter within some distance of their place, sorted into squares: what matters at a place is found without
/// asking everybody.
final class Vicinity<T> {
    private static final int NOBODY = -1;

    /// Side of a square in pixels: smaller ones would be more than there are things.
    private static final double SMALLEST = 16;

    private final double side;
    private final int columns;
    private final int rows;
    private final int[] latest;
    private int[] previous = new int[1024];
    private final List<T> entries = new ArrayList<>();

    /// @param side of a square: the usual distance in which things matter
    Vicinity(Pixels pixels, double side) {
        this.side = Math.max(SMALLEST, side);
        columns = (int) (pixels.width() / this.side) + 1;
        rows = (int) (pixels.height() / this.side) + 1;
        latest = new int[columns * rows];
        Arrays.fill(latest, NOBODY);
    }

    void add(double x, double y, double reach, T thing) {
        for (int row = row(y - reach); row <= row(y + reach); row++) {
            for (int column = column(x - reach); column <= column(x + reach); column++) {
                int entry = entries.size();
                if (entry == previous.length) {
                    previous = Arrays.copyOf(previous, 2 * entry);
                }
                entries.add(thing);
                previous[entry] = latest[row * columns + column];
                latest[row * columns + column] = entry;
            }
        }
    }

    /// Whether anything that may matter here answers yes; some of it may lie beyond its reach.
    boolean anyAt(double x, double y, Predicate<T> question) {
        int entry = latest[row(y) * columns + column(x)];
        for (; entry != NOBODY; entry = previous[entry]) {
            if (question.test(entries.get(entry))) {
                return true;
            }
        }
        return false;
    }

    /// Whatever may matter here, latest first; some of it may lie beyond its reach.
    void forEachAt(double x, double y, Consumer<T> visitor) {
        int entry = latest[row(y) * columns + column(x)];
        for (; entry != NOBODY; entry = previous[entry]) {
            visitor.accept(entries.get(entry));
        }
    }

    private int column(double x) {
        return (int) Math.max(0, Math.min(columns - 1, Math.floor(x / side)));
    }

    private int row(double y) {
        return (int) Math.max(0, Math.min(rows - 1, Math.floor(y / side)));
    }
}
