package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// A small field of a Schmidt-Cassegrain, focus at 19 924: fragments of donuts at 19 720 and 20 096, and nothing beyond them.
final class StarlessPlacesTest {
    private static final Course DOWN = new Course(Approach.DOWN, new Travel(0, 40_000));

    private final List<Sample> samples = new ArrayList<>();

    private void starless(int positionSteps) {
        add(positionSteps, OptionalDouble.empty());
    }

    private void fragments(int positionSteps, double hfrPixels) {
        add(positionSteps, OptionalDouble.of(hfrPixels));
    }

    private void add(int positionSteps, OptionalDouble hfrPixels) {
        samples.add(
                new Sample(
                        positionSteps,
                        Approach.DOWN,
                        400,
                        Purpose.SAMPLE,
                        "",
                        new FrameSize(hfrPixels, 0.1, 3, OptionalDouble.empty(), 0.6, 0, 0)));
    }

    private OptionalDouble insteadOf(double believedSteps) {
        return new StarlessPlaces(samples, DOWN).insteadOf(DOWN.along(believedSteps));
    }

    @Test
    void focusLiesBetweenThePlacesBeyondWhichNoStarIsSeen() {
        starless(20_120);
        fragments(19_720, 11.42);
        starless(19_532);
        fragments(20_096, 10.43);

        assertThat(insteadOf(28_818)).hasValue(-19_908);
        assertThat(insteadOf(19_900)).isEmpty();
    }

    @Test
    void starsThatWentOutOnOneSideOnlySayNothing() {
        starless(20_500);
        starless(20_120);
        fragments(20_096, 10.43);
        fragments(19_720, 11.42);

        assertThat(insteadOf(15_000)).isEmpty();
    }
}
