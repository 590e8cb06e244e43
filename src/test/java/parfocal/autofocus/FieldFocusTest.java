package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.SweptField.Place;

/// Fields of which one half holds five times as many stars as the other, and whose middle focuses at 614.
final class FieldFocusTest {
    private static final int STARS = 90;

    @Test
    void aTiltedFieldIsFocusedInItsMiddleAndNotWhereMostOfItsStarsAre() {
        FocusRun run = run(120, 0);

        double ofStars = run.fit().orElseThrow().fit().curve().bestPositionSteps();
        double best = run.best().orElseThrow().positionSteps();

        assertThat(ofStars).isLessThan(600);
        assertThat(best).isCloseTo(614, within(4.0));
    }

    /// Corners focus 90 steps higher than the middle, the mean over the area 30.
    @Test
    void aBowlIsFocusedAtTheMeanOverItsArea() {
        FocusRun run = run(0, 90);

        assertThat(run.best().orElseThrow().positionSteps()).isCloseTo(614 + 30, within(4.0));
    }

    @Test
    void aFlatFieldIsFocusedWhereItsStarsAre() {
        FocusRun run = run(0, 0);

        assertThat(FieldFocus.of(run, run.fit().orElseThrow())).isEmpty();
        assertThat(run.best().orElseThrow().positionSteps())
                .isEqualTo(run.fit().orElseThrow().fit().curve().bestPositionSteps());
    }

    private static FocusRun run(double leftRight, double bowl) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        double[] xs = random.doubles(STARS).toArray();
        double[] ys = random.doubles(STARS).toArray();
        List<Place> stars =
                IntStream.range(0, STARS)
                        .mapToObj(
                                i -> new Place(i % 6 == 0 ? xs[i] / 2 : -xs[i] / 2, ys[i] - 0.5, 1))
                        .toList();
        return new SweptField(
                        stars,
                        star ->
                                614
                                        + leftRight * star.x()
                                        + bowl * 2 * (star.x() * star.x() + star.y() * star.y()),
                        0.03)
                .run(new FixedSweep(9, 45), random);
    }
}
