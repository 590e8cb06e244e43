package parfocal.stars;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Places sorted into squares, so that neighbours are found without asking everybody.
final class Vicinity<T> {
    private record Entry<T>(double x, double y, T thing) {}

    private final double side;
    private final Map<Long, List<Entry<T>>> squares = new HashMap<>();

    /// @param side of a square: the usual distance asked for
    Vicinity(double side) {
        this.side = side;
    }

    void add(double x, double y, T thing) {
        long key = key((long) Math.floor(x / side), (long) Math.floor(y / side));
        squares.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Entry<>(x, y, thing));
    }

    /// In the order of the squares, within a square in the order of adding.
    List<T> within(double x, double y, double distance) {
        List<T> result = new ArrayList<>();
        long top = (long) Math.floor((y - distance) / side);
        long bottom = (long) Math.floor((y + distance) / side);
        long left = (long) Math.floor((x - distance) / side);
        long right = (long) Math.floor((x + distance) / side);
        for (long row = top; row <= bottom; row++) {
            for (long column = left; column <= right; column++) {
                for (Entry<T> entry : squares.getOrDefault(key(column, row), List.of())) {
                    if (Math.hypot(entry.x - x, entry.y - y) <= distance) {
                        result.add(entry.thing);
                    }
                }
            }
        }
        return result;
    }

    private static long key(long column, long row) {
        return row * 1_000_003 + column;
    }
}
