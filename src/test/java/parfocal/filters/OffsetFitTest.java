package parfocal.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OffsetFitTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    @Test
    void threePairsGiveTheMeanDifferenceAndItsError() {
        List<Leg> legs =
                List.of(
                        leg("L", 0, 5_000, 2),
                        leg("Ha", 10, 5_030, 2),
                        leg("L", 20, 5_000, 2),
                        leg("Ha", 30, 5_030, 2),
                        leg("L", 40, 5_000, 2),
                        leg("Ha", 50, 5_030, 2),
                        leg("L", 60, 5_000, 2));

        FilterOffset offset = fit(legs).offset("Ha").orElseThrow();

        assertThat(offset.steps()).isCloseTo(30, within(1e-6));
        // Four runs through the one, three through the other.
        assertThat(offset.sigmaSteps()).isCloseTo(2 * Math.sqrt(1 / 4.0 + 1 / 3.0), within(0.01));
    }

    @Test
    void aFocusThatDriftsIsNoOffset() {
        var legs = new ArrayList<Leg>();
        for (int run = 0; run < 7; run++) {
            legs.add(leg(run % 2 == 0 ? "L" : "Ha", 10 * run, 5_000 - 12 * run, 1));
        }

        assertThat(fit(legs).offset("Ha").orElseThrow().steps()).isCloseTo(0, within(1e-6));
        assertThat(fit(legs).driftStepsPerHour()).isCloseTo(-72, within(1e-6));
    }

    @Test
    void aKnownCoefficientTakesTheTemperatureOff() {
        var legs = new ArrayList<Leg>();
        double[] celsius = {10, 9.5, 9.9, 8, 8.8, 7, 7.1};
        for (int run = 0; run < 7; run++) {
            double focus = 5_000 + 30 * (celsius[run] - 10) + (run % 2 == 0 ? 0 : 15);
            legs.add(
                    new Leg(
                            run % 2 == 0 ? "L" : "Ha",
                            DUSK.plus(Duration.ofMinutes(10L * run)),
                            focus,
                            1,
                            OptionalDouble.of(celsius[run])));
        }

        assertThat(
                        OffsetFit.of(legs, "L", OptionalDouble.of(30))
                                .orElseThrow()
                                .offset("Ha")
                                .orElseThrow()
                                .steps())
                .isCloseTo(15, within(1e-6));
    }

    @Test
    void runsThatScatterMoreThanTheyPromiseMakeItLessCertain() {
        var random = new Random(5);
        int inside = 0;
        for (int set = 0; set < 300; set++) {
            var legs = new ArrayList<Leg>();
            for (int run = 0; run < 13; run++) {
                // Three times what is promised.
                double focus =
                        5_000 + (run % 2 == 0 ? 0 : 20) + 6 * random.nextGaussian() - 2 * run;
                legs.add(leg(run % 2 == 0 ? "L" : "Ha", 10 * run, focus, 2));
            }
            FilterOffset offset = fit(legs).offset("Ha").orElseThrow();
            inside += Math.abs(offset.steps() - 20) <= 2 * offset.sigmaSteps() ? 1 : 0;
        }

        assertThat(inside / 300.0).isBetween(0.89, 0.97);
    }

    @Test
    void severalFiltersAreSolvedTogether() {
        List<Leg> legs =
                List.of(
                        leg("L", 0, 5_000, 1),
                        leg("R", 10, 5_005, 1),
                        leg("Ha", 20, 5_021, 1),
                        leg("L", 30, 5_003, 1),
                        leg("R", 40, 5_009, 1),
                        leg("Ha", 50, 5_025, 1),
                        leg("L", 60, 5_006, 1));

        assertThat(fit(legs).offset("R").orElseThrow().steps()).isCloseTo(4.5, within(0.6));
        assertThat(fit(legs).offset("Ha").orElseThrow().steps()).isCloseTo(19.5, within(0.6));
    }

    @Test
    void tooFewRunsSayNothing() {
        assertThat(
                        OffsetFit.of(
                                List.of(leg("L", 0, 5_000, 1), leg("Ha", 10, 5_010, 1)),
                                "L",
                                OptionalDouble.empty()))
                .isEmpty();
    }

    private static OffsetFit fit(List<Leg> legs) {
        return OffsetFit.of(legs, "L", OptionalDouble.empty()).orElseThrow();
    }

    private static Leg leg(String filter, int minute, double focusSteps, double sigmaSteps) {
        return new Leg(
                filter,
                DUSK.plus(Duration.ofMinutes(minute)),
                focusSteps,
                sigmaSteps,
                OptionalDouble.empty());
    }
}
