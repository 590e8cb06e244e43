package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One axis of a plot: a range of values, where they lie on paper, and round numbers to write beside it.
///
/// @param from     value at `fromPaper`
/// @param to       value at `toPaper`; larger than `from`
record Axis(double from, double to, double fromPaper, double toPaper) {

    /// Ranges without an extent are given one, so that a single sample can be drawn too.
    static Axis of(double from, double to, double fromPaper, double toPaper) {
        double extent = to - from;
        return extent > 0
                ? new Axis(from, to, fromPaper, toPaper)
                : new Axis(from - 1, from + 1, fromPaper, toPaper);
    }

    double paper(double value) {
        return fromPaper + (value - from) / (to - from) * (toPaper - fromPaper);
    }

    double value(double paper) {
        return from + (paper - fromPaper) / (toPaper - fromPaper) * (to - from);
    }

    boolean holds(double value) {
        return value >= from && value <= to;
    }

    /// Multiples of 1, 2 or 5 times a power of ten that lie in the range.
    ///
    /// @param most how many there may be
    List<Tick> ticks(int most) {
        double step = roundStep((to - from) / most);
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        var ticks = new ArrayList<Tick>();
        for (long n = (long) Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) {
            ticks.add(
                    new Tick(n * step, String.format(Locale.ROOT, "%." + digits + "f", n * step)));
        }
        return ticks;
    }

    private static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    record Tick(double value, String label) {}
}
