package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The full bar is `-Dparfocal.moves=10000`; the figures are printed into the name-less report of the surefire output.
final class ShortestPlanTest {
    private static final int MOVES = Integer.getInteger("parfocal.moves", 500);
    private static final long SEED = 20_260_101;

    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    static List<LensTable> everyTable() {
        return LensTables.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyTable")
    void landsWithinHalfAUnitAndNeverCrossesAStop(LensTable table) {
        var random = new Random(SEED);
        var planner = new ShortestPlan(table);
        double atUnits = 0;
        int presses = 0;
        double worstUnits = 0;
        long slowestNanos = 0;
        int wrongArrivals = 0;
        for (int move = 0; move < MOVES; move++) {
            double targetUnits = target(table, random);
            List<Integer> plan = planner.presses(atUnits, targetUnits);
            for (int key : plan) {
                atUnits += table.travelUnits(key);
                assertThat(atUnits)
                        .as("seed %d, move %d, %s", SEED, move, plan)
                        .isBetween(-1e-9, table.rangeUnits() + 1e-9);
                assertThat(table.aims(key)).isTrue();
            }
            presses += plan.size();
            wrongArrivals += !plan.isEmpty() && plan.getLast() > 0 ? 1 : 0;
            worstUnits = Math.max(worstUnits, Math.abs(atUnits - targetUnits));
        }
        System.err.printf(
                "%-20s worst %.3f presses %.2f wrong arrivals %d%n",
                table.id(), worstUnits, presses / (double) MOVES, wrongArrivals);
        assertThat(worstUnits).isLessThanOrEqualTo(0.5 + 1e-9);
    }

    /// Half of the moves are the work of a night, in the last twentieth before infinity; half go anywhere.
    private static double target(LensTable table, Random random) {
        double farthest = table.rangeUnits() * (random.nextBoolean() ? 1 : 0.05);
        return random.nextDouble() * farthest;
    }
}
