package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// Fields of which one half holds five times as many stars as the other, and whose middle focuses at 614.
final class FieldFocusTest {
    private static final int STARS = 90;
    private static final double HALF_WIDTH = 60;

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
        FocusRun run =
                FocusRun.begin(
                        FocusPlan.defaults().withFixed(new FixedSweep(9, 45)),
                        new Travel(0, 2000),
                        614);
        while (run.next() instanceof MeasureAt step) {
            double air = Math.exp(0.03 * random.nextGaussian());
            var stars = new ArrayList<Star>();
            for (int i = 0; i < STARS; i++) {
                double x = i % 6 == 0 ? xs[i] / 2 : -xs[i] / 2;
                double y = ys[i] - 0.5;
                double best = 614 + leftRight * x + bowl * 2 * (x * x + y * y);
                double size =
                        air
                                * 1.2
                                * Math.hypot(1, (step.positionSteps() - best) / HALF_WIDTH)
                                * Math.exp(0.02 * random.nextGaussian());
                stars.add(
                        new Star(
                                500 + 1000 * x,
                                400 + 800 * y,
                                9000 - i,
                                size,
                                0.01 * size,
                                2 * size,
                                900,
                                0.2,
                                80,
                                Set.of()));
            }
            run = run.with(step, step.positionSteps(), List.copyOf(stars));
        }
        return run;
    }
}
