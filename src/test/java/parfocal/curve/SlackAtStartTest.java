package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A first frame that does not lie on the curve of the others. Curve: best focus 600, half-width 50, 1 px.
final class SlackAtStartTest {
    private static final Hyperbola TRUTH = new Hyperbola(600, 50, 1);

    private static CurveFit fit() {
        List<CurvePoint> points = new ArrayList<>();
        for (int position : new int[] {480, 540, 570, 600, 630, 660, 720}) {
            points.add(new CurvePoint(position, TRUTH.sizeAt(position), 0));
        }
        return (CurveFit) CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT);
    }

    /// Sweeping down with 60 steps to take up, the tube at counter 750 stands where it would for 690.
    @Test
    void aTubeThatHasNotFollowedIsFarther() {
        var slack =
                SlackAtStart.of(fit(), new CurvePoint(750, TRUTH.sizeAt(690), 0), Arrival.DOWN)
                        .orElseThrow();

        assertThat(slack.proven()).isTrue();
        assertThat(slack.steps() - slack.sigmaSteps()).isCloseTo(60, within(10.0));
    }

    @Test
    void sweepingUpItIsTheSameInTheMirror() {
        var slack =
                SlackAtStart.of(fit(), new CurvePoint(450, TRUTH.sizeAt(510), 0), Arrival.UP)
                        .orElseThrow();

        assertThat(slack.proven()).isTrue();
        // The tube could as well stand on the other side of focus: 60 or 240.
        assertThat(slack.steps()).isCloseTo(150, within(10.0));
        assertThat(slack.sigmaSteps()).isCloseTo(90, within(10.0));
    }

    @Test
    void aFrameOnTheCurveProvesNothing() {
        assertThat(SlackAtStart.of(fit(), new CurvePoint(700, TRUTH.sizeAt(700), 0), Arrival.DOWN))
                .hasValueSatisfying(slack -> assertThat(slack.proven()).isFalse());
    }

    @Test
    void aSharpFirstFrameSaysNothingAboutItsPlace() {
        assertThat(SlackAtStart.of(fit(), new CurvePoint(610, 1.05, 0), Arrival.DOWN)).isEmpty();
    }
}
