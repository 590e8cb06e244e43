package parfocal.driver.sonylens;

/// Stand-in until the filter is merged.
final class LensPosition {
    private static final double JITTER = 0.005;

    private final LensTable table;
    private final int[] net = new int[2 * LensTable.KEYS + 1];
    private double units;
    private double randomVariance;

    LensPosition(LensTable table) {
        this.table = table;
    }

    void pressed(int key) {
        double size = table.size(key).units();
        units = Math.clamp(units + table.travelUnits(key), 0, table.rangeUnits());
        net[LensTable.KEYS + key]++;
        randomVariance += JITTER * JITTER * size * size;
    }

    void maybePressed(int key) {
        double half = table.travelUnits(key) / 2;
        units = Math.clamp(units + half, 0, table.rangeUnits());
        randomVariance += half * half;
    }

    void homed() {
        units = 0;
        randomVariance = 0.25;
        java.util.Arrays.fill(net, 0);
    }

    double unitsFromInfinity() {
        return units;
    }

    double sigmaUnits() {
        double variance = randomVariance;
        for (int key = 1; key <= LensTable.KEYS; key++) {
            double off =
                    (net[LensTable.KEYS + key] - net[LensTable.KEYS - key])
                            * table.size(key).sigmaUnits();
            variance += off * off;
        }
        return Math.sqrt(variance);
    }
}
