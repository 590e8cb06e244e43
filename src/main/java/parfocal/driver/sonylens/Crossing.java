package parfocal.driver.sonylens;

import java.util.Map;

/// One way from place to place, counted.
///
/// @param stretch         which way it is
/// @param presses         how many of each key it took, by the key's sign; all of one direction
/// @param resolutionKey   the key by which the end of the way was felt for
/// @param resolution      how many presses of that key the count may be wrong by, as a standard deviation
record Crossing(
        Stretch stretch, Map<Integer, Double> presses, int resolutionKey, double resolution) {
    /// Between which places.
    enum Stretch {
        /// From one end of the range to the other.
        WHOLE,
        /// A part of it that begins near infinity, for keys that would take too long.
        PART
    }

    Crossing {
        presses = Map.copyOf(presses);
        LensTable.requireKey(resolutionKey);
    }

    /// How many of this key it took.
    double pressesOf(int key) {
        return presses.getOrDefault(key, 0.0);
    }
}
