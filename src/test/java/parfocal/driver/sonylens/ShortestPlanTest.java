package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole bar is run with `-Dparfocal.moves=10000`.
final class ShortestPlanTest {
    private static final int MOVES = Integer.getInteger("parfocal.moves", 500);
    private static final long SEED = 20_260_101;
    private static final double TOLERANCE = ShortestPlan.USUAL_TOLERANCE_UNITS;
    private static final int MOST_TRIED = 6;
    private static final double MARGIN = ShortestPlan.USUAL_MARGIN_UNITS;

    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    static List<LensTable> everyTable() {
        return LensTables.all();
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void landsWithinHalfAUnitAndNeverCrossesAStop(LensTable table) {
        var random = new Random(SEED);
        var planner = new ShortestPlan(table);
        double atUnits = 0;
        double worstUnits = 0;
        for (int move = 0; move < MOVES; move++) {
            double targetUnits = target(table, random);
            for (int key : planner.presses(atUnits, targetUnits)) {
                atUnits += table.travelUnits(key);
                assertThat(atUnits)
                        .as("seed %d, move %d", SEED, move)
                        .isBetween(-1e-9, table.rangeUnits() + 1e-9);
                assertThat(table.aims(key)).isTrue();
            }
            worstUnits = Math.max(worstUnits, Math.abs(atUnits - targetUnits));
        }
        assertThat(worstUnits).isLessThanOrEqualTo(TOLERANCE + 1e-9);
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void arrivesWithANearPressWhereverThereIsRoom(LensTable table) {
        var random = new Random(SEED);
        var planner = new ShortestPlan(table);
        double atUnits = 30;
        for (int move = 0; move < 100; move++) {
            double targetUnits = 4 + random.nextDouble() * (table.rangeUnits() - 8);
            List<Integer> plan = planner.presses(atUnits, targetUnits);
            if (!plan.isEmpty()) {
                assertThat(plan.getLast()).as("seed %d, move %d", SEED, move).isNegative();
            }
            atUnits += plan.stream().mapToDouble(table::travelUnits).sum();
        }
    }

    /// Tables so small that every order of keys can be tried. Within a step of a stop the
    /// rules cannot be kept, and there is no optimum by them.
    @ParameterizedTest
    @ValueSource(strings = {"sony-e-pz-16-50", "sony-e-18-135", "sony-e-20-f2.8", "rokinon-12-f2"})
    void noPlanHasMorePressesThanWhoTriesEverything(String id) {
        LensTable table = LensTables.byId(id).orElseThrow();
        var everything = new FewestPresses(table, TOLERANCE);
        var planner = new ShortestPlan(table);
        var random = new Random(SEED);
        int without = 0;
        for (int move = 0; move < MOVES; move++) {
            double fromUnits = random.nextDouble() * table.rangeUnits();
            double toUnits = random.nextDouble() * table.rangeUnits();
            without += isShortest(planner, everything, fromUnits, toUnits, MOST_TRIED) ? 0 : 1;
        }
        assertThat(without).isLessThan(MOVES / 30);
    }

    /// The moves of a night; nearly all of them take up to four presses.
    @ParameterizedTest
    @MethodSource("everyTable")
    void nearInfinityNoPlanHasMorePressesThanWhoTriesEverything(LensTable table) {
        var everything = new FewestPresses(table, TOLERANCE);
        var planner = new ShortestPlan(table);
        var random = new Random(SEED);
        double farthest = Math.max(60, 0.05 * table.rangeUnits());
        for (int move = 0; move < Math.min(MOVES, 2_000); move++) {
            double fromUnits = 4 + random.nextDouble() * farthest;
            double toUnits = 4 + random.nextDouble() * farthest;
            isShortest(planner, everything, fromUnits, toUnits, 4);
        }
    }

    /// @return false when there is no plan of so few presses at all
    private static boolean isShortest(
            ShortestPlan planner,
            FewestPresses everything,
            double fromUnits,
            double toUnits,
            int mostTried) {
        List<Integer> plan = planner.presses(fromUnits, toUnits);
        int optimum = everything.presses(fromUnits, toUnits, MARGIN, mostTried);
        if (plan.isEmpty() || optimum > mostTried) {
            return false;
        }
        assertThat(plan)
                .as("from %s to %s in %d presses", fromUnits, toUnits, optimum)
                .hasSizeLessThanOrEqualTo(optimum);
        return true;
    }

    @Test
    void onePressThatBeginsOutsideTheMarginIsEnough() {
        var planner = new ShortestPlan(LensTables.byId("rokinon-12-f2").orElseThrow());

        assertThat(planner.presses(1.5583553684931333, 41.09779965194576)).containsExactly(-5);
    }

    @Test
    void aMoveOfLessThanHalfTheSmallestStepIsNone() {
        assertThat(new ShortestPlan(SIGMA_16).presses(40, 40.4)).isEmpty();
        assertThat(new ShortestPlan(SIGMA_16).presses(40, 41)).containsExactly(-1);
    }

    @Test
    void aStepTowardsInfinityGoesTooFarAndComesBack() {
        assertThat(new ShortestPlan(SIGMA_16).presses(40, 39)).containsExactly(1, 1, -1);
    }

    @Test
    void theLastRunIsLongerThanTheBacklash() {
        var loose =
                new LensTable(
                        "loose",
                        "",
                        "",
                        1_185,
                        SIGMA_16.far(),
                        SIGMA_16.near(),
                        SIGMA_16.paceMillis(),
                        5,
                        LensTable.Source.TABLE,
                        LensTable.Coupling.COUNTED_ONCE);
        List<Integer> plan = new ShortestPlan(loose).presses(100, 80);

        int turn = plan.size();
        double lastRunUnits = 0;
        while (turn > 0 && plan.get(turn - 1) < 0) {
            turn--;
            lastRunUnits += loose.travelUnits(plan.get(turn));
        }
        assertThat(lastRunUnits).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aTargetOutsideTheLensIsAMistake() {
        assertThatThrownBy(() -> new ShortestPlan(SIGMA_16).presses(40, 1_300))
                .hasMessageContaining("1300.0")
                .hasMessageContaining("1185.0");
    }

    /// Half of the moves are the work of a night, in the last twentieth before infinity; half go anywhere.
    private static double target(LensTable table, Random random) {
        double farthest = table.rangeUnits() * (random.nextBoolean() ? 1 : 0.05);
        return random.nextDouble() * farthest;
    }
}
