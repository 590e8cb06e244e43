package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// Eight frames of thirty stars, of which the fainter twenty are seen near focus only.
final class FadingLightTest {
    private static final double[] SIZES = {5, 3, 1.5, 3.5, 1.3, 2, 4, 1.2};

    private static FocusRun run(IntToDoubleFunction light) {
        return run(30, light);
    }

    private static FocusRun run(int faintest, IntToDoubleFunction light) {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 2000), 1000);
        for (int frame = 0; frame < SIZES.length; frame++) {
            var step = new MeasureAt(1000 - 50 * frame, List.of(), Purpose.SAMPLE, "");
            run =
                    run.with(
                            step,
                            step.positionSteps(),
                            stars(faintest, SIZES[frame], light.applyAsDouble(frame)));
        }
        return run;
    }

    private static List<Star> stars(int faintest, double size, double light) {
        var stars = new ArrayList<Star>();
        for (int i = 0; i < (size < 2.5 ? faintest : 10); i++) {
            stars.add(
                    new Star(
                            37 + 61.0 * i,
                            53 + 29.0 * ((i * 7) % 23),
                            light * (20_000 - 500.0 * i),
                            size,
                            0.03 * size,
                            2 * size,
                            1000,
                            0.2,
                            60,
                            Set.of()));
        }
        return stars;
    }

    private static List<Cause> causes(FocusRun run) {
        return new SkyFindings(run).all().stream().map(Diagnosis::cause).toList();
    }

    @Test
    void lightThatFallsALittleInEachFrameIsDew() {
        FocusRun run = run(frame -> Math.pow(0.92, frame));

        assertThat(causes(run)).containsExactly(Cause.DEW);
        assertThat(new SkyFindings(run).all().getFirst().message())
                .contains("lost 44 % of their light in 8 frames");
    }

    @Test
    void lightThatFallsAtOnceIsACloudWhateverTheSizesBehindIt() {
        assertThat(causes(run(frame -> frame < 5 ? 1 : 0.15))).containsExactly(Cause.CLOUDS);
    }

    @Test
    void lightThatGoesWithTheSizeOfTheStarsIsNoneOfThem() {
        assertThat(causes(run(10, frame -> SIZES[frame] / 5))).isEmpty();
    }

    @Test
    void steadyLightIsNoDew() {
        assertThat(FadingLight.of(run(_ -> 1))).isEqualTo(Optional.empty());
    }
}
