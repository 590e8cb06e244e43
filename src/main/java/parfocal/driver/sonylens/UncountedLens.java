package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import parfocal.driver.sonylens.LensTable.Coupling;
import parfocal.driver.sonylens.LensTable.Source;

/// Lenses nobody has counted: what can be said of them anyway, with honest uncertainties.
final class UncountedLens {
    static final double USUAL_RANGE_UNITS = 10_000;

    private static final double NEXT_KEY = 2.6;
    private static final double KEY_ERROR = 0.15;
    private static final List<Integer> PACE_MILLIS = List.of(100, 200, 300, 400, 500, 600, 700);

    private UncountedLens() {}

    /// A lens for E mount: in the twenty public tables each key moves 2.6 times as far as the one before it, give or take 15 %.
    static LensTable typical(double rangeUnits) {
        var sizes = new ArrayList<KeySize>();
        double size = 1;
        for (int key = 1; key <= LensTable.KEYS; key++) {
            sizes.add(new KeySize(size, key == 1 ? 0 : KEY_ERROR * size));
            size *= NEXT_KEY;
        }
        return table(LensQuirks.TYPICAL, "a lens nobody has counted", rangeUnits, sizes);
    }

    /// A Canon EOS body's three drives. INDI's driver uses these ratios for every lens.
    static LensTable canon() {
        return threeKeys("canon-eos", "a lens on a Canon EOS", List.of(1.0, 6.36, 6.36 * 7.33));
    }

    /// A Nikon body is told motor pulses; the three keys are 128, 512 and 1024 of them.
    static LensTable nikon() {
        return threeKeys("nikon", "a lens on a Nikon", List.of(1.0, 4.0, 8.0));
    }

    // Keys that the body does not have are made too big to aim with, and so nobody plans with them.
    private static LensTable threeKeys(String id, String model, List<Double> units) {
        var sizes = new ArrayList<KeySize>();
        for (double size : units) {
            sizes.add(new KeySize(size, size == 1 ? 0 : KEY_ERROR * size));
        }
        for (int missing = 1; sizes.size() < LensTable.KEYS; missing++) {
            sizes.add(new KeySize(missing * USUAL_RANGE_UNITS, 0));
        }
        return table(id, model, USUAL_RANGE_UNITS, sizes);
    }

    private static LensTable table(String id, String model, double range, List<KeySize> sizes) {
        return new LensTable(
                id,
                "",
                model,
                range,
                sizes,
                sizes,
                PACE_MILLIS,
                0,
                Source.TABLE,
                Coupling.COUNTED_ONCE);
    }
}
