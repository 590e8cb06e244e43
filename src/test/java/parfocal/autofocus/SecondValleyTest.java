package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.SweptField.Place;

/// Sixty stars in focus at 614, and things among them that are in focus elsewhere.
final class SecondValleyTest {

    @ParameterizedTest(name = "in focus at {0}")
    @ValueSource(ints = {434, 494, 764, 854})
    void bestFocusIsThatOfTheStarsAndTheOthersAreCounted(int elsewhere) {
        FocusRun run = run(15, elsewhere);

        assertThat(run.next()).isInstanceOf(Accept.class);
        assertThat(run.best().orElseThrow().positionSteps()).isCloseTo(614, within(5.0));
        SecondValley valley = SecondValley.of(run).orElseThrow();
        assertThat(valley.others()).isEqualTo(15);
        assertThat(valley.all()).isEqualTo(75);
        assertThat(valley.positionSteps()).isCloseTo(elsewhere, within(20.0));
    }

    @Test
    void theyAreToldWithBothPlaces() {
        FocusResult result =
                FocusResult.of(Optional.empty(), run(15, 794), OptionalInt.empty(), Duration.ZERO);

        assertThat(result.diagnoses())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.cause()).isEqualTo(Cause.NEBULOSITY);
                    assertThat(told.message())
                            .startsWith("15 of 75 things that were seen in three frames or more")
                            .contains("the stars at 61", "reflections");
                });
    }

    @Test
    void starsAloneHaveOneValley() {
        assertThat(SecondValley.of(run(0, 794))).isEmpty();
    }

    @Test
    void threeThingsAreNoValley() {
        assertThat(SecondValley.of(run(3, 794))).isEmpty();
    }

    /// Corners that are in focus two half-widths from the middle are a tilt.
    @Test
    void aTiltedFieldHasOneValley() {
        FocusRun run = field(60, place -> 614 + 240 * place.x());

        assertThat(SecondValley.of(run)).isEmpty();
        assertThat(FieldTilt.of(run).orElseThrow().tilted()).isTrue();
    }

    private static FocusRun run(int others, int elsewhere) {
        return field(60 + others, place -> place.ownSize() == 1 ? 614 : elsewhere);
    }

    /// The first sixty are 1 in size.
    private static FocusRun field(int things, ToDoubleFunction<Place> best) {
        List<Place> places =
                IntStream.range(0, things)
                        .mapToObj(i ->
                                new Place(
                                        (i * 37 % things) / (things - 1.0) - 0.5,
                                        i * 53 % things / (things - 1.0) - 0.5,
                                        i < 60 ? 1 : 1.02))
                        .toList();
        return new SweptField(places, best, 0.03)
                .run(
                        new FixedSweep(9, 40),
                        RandomGeneratorFactory.of("L64X128MixRandom").create(11));
    }
}
