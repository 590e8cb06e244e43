package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;

/// A table gets better with every autofocus curve: the minimum did not lie where the presses should have led.
final class LiveLearning {
    /// No single curve may pull by more than so many sigmas of what was expected; clouds make curves too.
    private static final double MOST_SIGMAS = 2;

    private LiveLearning() {}

    /// One landing, one equation; the filter shares the blame among the keys by how little is known of each.
    ///
    /// @param presses     on the way from a place that was known to the place of the landing
    /// @param offsetUnits by how much farther from infinity the lens was than counted
    /// @param sigmaUnits  of that offset, start included
    /// @return a new table; the old one is the way back
    static LensTable learned(
            LensTable table, List<Integer> presses, double offsetUnits, double sigmaUnits) {
        if (!(sigmaUnits > 0) || !Double.isFinite(offsetUnits)) {
            throw new IllegalArgumentException(
                    "an offset needs a sigma above 0, not %s ± %s"
                            .formatted(offsetUnits, sigmaUnits));
        }
        var belief = new LensBelief(table);
        belief.restart(0, 0);
        double scatter = LensPosition.Behaviour.USUAL.scatter();
        for (int key : presses) {
            double units = belief.press(key);
            belief.widen(scatter * scatter * units * units);
        }
        double expected = Math.sqrt(belief.variance() + sigmaUnits * sigmaUnits);
        double bounded = Math.clamp(offsetUnits, -MOST_SIGMAS * expected, MOST_SIGMAS * expected);
        belief.measure(belief.units() + bounded, sigmaUnits * sigmaUnits);
        var far = new ArrayList<KeySize>();
        var near = new ArrayList<KeySize>();
        for (int key = 1; key <= LensTable.KEYS; key++) {
            far.add(belief.size(key));
            near.add(belief.size(-key));
        }
        return new LensTable(
                table.id(),
                table.maker(),
                table.model(),
                table.rangeUnits(),
                far,
                near,
                table.paceMillis(),
                table.backlashUnits(),
                table.source(),
                new LensTable.Coupling(table.coupling().shared(), 0));
    }
}
