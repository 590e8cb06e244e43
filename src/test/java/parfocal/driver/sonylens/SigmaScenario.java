package parfocal.driver.sonylens;

import java.util.List;
import java.util.Random;

/// Ways to use a lens for many moves, at the end of which the stated uncertainty is compared with the truth.
enum SigmaScenario {
    /// Anywhere, homing when the position has become less certain than five units, as the driver does.
    WHOLE_RANGE(1, 5),
    /// As in a night: in the last twentieth of the range.
    NEAR_INFINITY(0.05, 5),
    NEVER_HOMED_AGAIN(1, Double.POSITIVE_INFINITY);

    private final double share;
    private final double toleranceUnits;

    SigmaScenario(double share, double toleranceUnits) {
        this.share = share;
        this.toleranceUnits = toleranceUnits;
    }

    boolean truthIsWithinTwoSigma(int seed, int moves) {
        var behaviour = LensPosition.Behaviour.USUAL;
        List<LensTable> tables = LensTables.all();
        LensTable table = tables.get(seed % tables.size());
        var planner = new ShortestPlan(table);
        var random = new Random(seed);
        var lens = SimulatedLens.drawnFrom(table, behaviour, random);
        var counted = new LensPosition(table, behaviour);
        home(lens, counted, table);
        for (int move = 0; move < moves; move++) {
            if (counted.sigmaUnits() > toleranceUnits) {
                home(lens, counted, table);
            }
            double target = random.nextDouble() * share * table.rangeUnits();
            for (int key : planner.presses(counted.unitsFromInfinity(), target)) {
                lens.press(key);
                counted.pressed(key);
            }
        }
        double error = Math.abs(lens.unitsFromInfinity() - counted.unitsFromInfinity());
        return error <= 2 * counted.sigmaUnits();
    }

    private static void home(SimulatedLens lens, LensPosition counted, LensTable table) {
        int presses = (int) (2 * table.rangeUnits() / table.size(5).units()) + 2;
        for (int i = 0; i < presses; i++) {
            lens.press(5);
        }
        lens.settleAtStop();
        counted.homed();
    }
}
