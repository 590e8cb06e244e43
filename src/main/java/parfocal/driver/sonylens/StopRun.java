package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Presses that surely lead against a stop. One too many does no harm there.
///
/// @param biggestKey of the body
/// @param sighted    whether somebody can look afterwards whether the stop was reached
record StopRun(LensTable table, int biggestKey, boolean sighted) {
    private static final int SEATING_KEY = 4;
    private static final int SEATING_PRESSES = 2;
    private static final int LOST_OF = 20;

    /// @param sign  `+` far, `-` near
    /// @param units that the stop may be away at most
    List<Integer> keys(int sign, double units) {
        KeySize size = table.size(sign * biggestKey);
        double surely = Math.max(size.units() / 2, size.units() - 3 * size.sigmaUnits());
        int presses = (int) Math.ceil(units / surely);
        // Where nobody can look, some more make up for lost ones.
        presses += sighted ? 1 : 1 + presses / LOST_OF;
        var keys = new ArrayList<>(Collections.nCopies(presses, sign * biggestKey));
        keys.addAll(Collections.nCopies(SEATING_PRESSES, sign * Math.min(SEATING_KEY, biggestKey)));
        return keys;
    }
}
