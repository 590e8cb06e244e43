package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StraightPlanTest {
    private static final LensTable GM2 = LensTables.byId("sony-fe-70-200-gm2").orElseThrow();

    static List<LensTable> everyTable() {
        return LensTables.all();
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void aWayTowardsNearTurnsRoundNowhereAndLandsWithinHalfAUnit(LensTable table) {
        var planner = new StraightPlan(table);
        var random = new Random(20_260_101);
        for (int move = 0; move < 300; move++) {
            double from = random.nextDouble() * table.rangeUnits() / 4;
            double to = from + 2 + random.nextDouble() * table.rangeUnits() / 2;
            List<Integer> plan = planner.presses(from, to);
            double landed = from + plan.stream().mapToDouble(table::travelUnits).sum();
            assertThat(plan).as("from %s to %s", from, to).allMatch(key -> key < 0);
            assertThat(Math.abs(landed - to)).isLessThanOrEqualTo(0.5);
        }
    }

    /// Three of key 5 would be there in a second and a half, and stand 0.34 units off; some twenty of key 3 take six seconds for 0.13.
    @Test
    void smallPressesScatterLessThanBigOnes() {
        assertThat(new StraightPlan(GM2).presses(0, 119.4))
                .hasSizeLessThan(30)
                .contains(-3)
                .allMatch(key -> key >= -3);
    }

    @Test
    void aLongWayIsGoneInBigPresses() {
        assertThat(new StraightPlan(GM2).presses(0, 4_000)).hasSizeLessThan(120);
    }

    @Test
    void aWayTowardsInfinityGoesTooFarAndComesBack() {
        assertThat(new StraightPlan(GM2).presses(150, 140))
                .isEqualTo(new ShortestPlan(GM2).presses(150, 140));
    }
}
