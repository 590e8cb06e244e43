package parfocal.stars;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The tables of circles that stars need: sizes of one frame differ little, so a few dozen serve thousands. Shared by all who
/// measure, and kept from frame to frame: a table depends on nothing but its key.
final class CircleTables {
    /// Entries of tables that are kept: about 60 MB. With more, all are forgotten.
    private static final long MOST_ENTRIES = 6_000_000;

    private static final CircleTables ALL = new CircleTables();

    private static final int SIZES_PER_OCTAVE = 4;

    /// How much larger than asked for circles may be: to the next size that is kept.
    static final double MOST_SPARE = 1.19;

    /// Places of the centre within its pixel that are told apart, for a size of 1 px.
    private static final int PLACES = 12;

    private static final int MOST_PLACES = 8;

    private record Key(int size, int placeX, int placeY, double reach, boolean curved) {}

    private final Map<Key, CircleTable> tables = new ConcurrentHashMap<>(1024);
    private final AtomicLong entries = new AtomicLong();

    private CircleTables() {}

    static CircleTables shared() {
        return ALL;
    }

    /// @param x      centre, from the middle of the pixel nearest to it; a hundredth of the size is no matter
    /// @param hfr    expected half-flux radius in the same unit
    /// @param reach  radius of the last circle in half-flux radii; a little more is given
    /// @param curved see [CircleTable]
    CircleTable near(double x, double y, double hfr, double reach, boolean curved) {
        int size = (int) Math.ceil(SIZES_PER_OCTAVE * Math.log(hfr) / Math.log(2));
        double largest = Math.pow(2, (double) size / SIZES_PER_OCTAVE);
        int places = Math.max(2, Math.min(MOST_PLACES, (int) Math.ceil(PLACES / largest)));
        Key key = new Key(size, place(x, places), place(y, places), reach, curved);
        CircleTable known = tables.get(key);
        if (known != null) {
            return known;
        }
        CircleTable made =
                new CircleTable(
                        (key.placeX + 0.5) / places - 0.5,
                        (key.placeY + 0.5) / places - 0.5,
                        largest,
                        reach * largest,
                        curved);
        if (entries.addAndGet(made.entries()) > MOST_ENTRIES) {
            tables.clear();
            entries.set(made.entries());
        }
        tables.put(key, made);
        return made;
    }

    private static int place(double offset, int places) {
        return Math.max(0, Math.min(places - 1, (int) ((offset + 0.5) * places)));
    }
}
