package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.SweptField.Place;

/// Stars of which each has its own best focus, in frames that the air makes larger and smaller as a whole.
final class FieldTiltTest {
    private static final int STARS = 120;

    @Test
    void aTiltIsMeasuredWithItsSignAndNamed() {
        FieldTilt tilt = FieldTilt.of(run(50, -20, 0)).orElseThrow();

        assertThat(tilt.leftRight().steps()).isCloseTo(50, within(6.0));
        assertThat(tilt.topBottom().steps()).isCloseTo(-20, within(4.0));
        assertThat(tilt.tilted()).isTrue();
        assertThat(tilt.curved()).isFalse();
        assertThat(tilt.sentence()).startsWith("The field is tilted.");
        FieldTilt.Part topLeft = tilt.parts().getFirst();
        FieldTilt.Part bottomRight = tilt.parts().getLast();
        assertThat(topLeft.offset().orElseThrow().steps())
                .isLessThan(bottomRight.offset().orElseThrow().steps());
    }

    @Test
    void aBowlIsNoTilt() {
        FieldTilt tilt = FieldTilt.of(run(0, 0, 40)).orElseThrow();

        assertThat(tilt.curved()).isTrue();
        assertThat(tilt.tilted()).isFalse();
        assertThat(tilt.bowl().steps()).isCloseTo(40, within(8.0));
    }

    /// Newtonians of a rendered night showed 1.4 ± 0.1 where the tilt was 2, beside a bowl of 17.
    @Test
    void aSmallTiltBesideADeepBowlIsNoBetterKnownThanTheBowl() {
        FieldTilt tilt = FieldTilt.of(run(2, 0, 60)).orElseThrow();

        assertThat(tilt.leftRight().sigmaSteps()).isGreaterThan(0.03 * 50);
        assertThat(tilt.leftRight().steps())
                .isCloseTo(2, within(3 * tilt.leftRight().sigmaSteps()));
    }

    @Test
    void nothingIsClaimedOfAFlatField() {
        FocusRun run = run(0, 0, 0);
        FieldTilt tilt = FieldTilt.of(run).orElseThrow();

        assertThat(tilt.tilted()).isFalse();
        assertThat(tilt.curved()).isFalse();
        assertThat(Math.abs(tilt.leftRight().steps()))
                .isLessThan(4 * tilt.leftRight().sigmaSteps());
    }

    @Test
    void theRunNamesItsCause() {
        FocusResult result =
                FocusResult.of(Optional.empty(), run(70, 0, 0), OptionalInt.empty(), Duration.ZERO);

        assertThat(result.diagnoses()).extracting(Diagnosis::cause).contains(Cause.TILT);
    }

    /// The run's own curve lies where all stars lie on the average, which a bowl puts away from the middle.
    @Test
    void overManyNightsABowlComesOutAsDeepAsItIs() {
        double mean =
                LongStream.rangeClosed(1, 6)
                        .mapToObj(seed -> FieldTilt.of(run(20, 0, 40, seed)).orElseThrow())
                        .mapToDouble(tilt -> tilt.bowl().steps())
                        .average()
                        .orElseThrow();

        assertThat(mean).isCloseTo(40, within(1.6));
    }

    /// What all parts have in common is the air's, so it is taken off before they are compared.
    @Test
    void partsOfAFlatFieldAreKnownToAFractionOfTheZone() {
        FieldTilt tilt = FieldTilt.of(run(0, 0, 0)).orElseThrow();

        assertThat(tilt.parts())
                .allSatisfy(part -> {
                    FieldTilt.Difference offset = part.offset().orElseThrow();
                    assertThat(offset.sigmaSteps()).isLessThan(1);
                    assertThat(Math.abs(offset.steps())).isLessThan(4 * offset.sigmaSteps());
                });
    }

    @Test
    void differencesThatAreNoBetterKnownThanTheZoneTellNothing() {
        assertThat(new FieldTilt.Difference(-122, 271).tells(15)).isFalse();
        assertThat(new FieldTilt.Difference(-122, 20).tells(15)).isTrue();
        assertThat(new FieldTilt.Difference(3, 10).tells(15)).isTrue();
    }

    private static FocusRun run(double leftRight, double topBottom, double bowl) {
        return run(leftRight, topBottom, bowl, 7);
    }

    private static FocusRun run(double leftRight, double topBottom, double bowl, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Place> stars =
                IntStream.range(0, STARS)
                        .mapToObj(i ->
                                new Place(
                                        (i * 37 % STARS) / (STARS - 1.0) - 0.5,
                                        i / (STARS - 1.0) - 0.5,
                                        Math.exp(0.05 * random.nextGaussian())))
                        .toList();
        return new SweptField(
                        stars,
                        star ->
                                614
                                        + leftRight * star.x()
                                        + topBottom * star.y()
                                        + bowl * 2 * (star.x() * star.x() + star.y() * star.y()),
                        0.05)
                .run(new FixedSweep(9, 38), random);
    }
}
