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

    /// A flank that is steeper than the curve's, as of a simulator whose stars do not grow as a lens has them grow: only a tube far
    /// on the other side of focus would have this size.
    @Test
    void noFocuserHasMorePlayThanTheRunUpsOfTheOthersTookUp() {
        var points = new ArrayList<CurvePoint>();
        var wide = new Hyperbola(36_700, 5_700, 1.2);
        for (int position : new int[] {23_500, 29_700, 43_300, 49_500}) {
            points.add(new CurvePoint(position, wide.sizeAt(position), 0));
        }
        var fit = (CurveFit) CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT);

        assertThat(SlackAtStart.of(fit, new CurvePoint(60_000, 6.56, 0), Arrival.DOWN)).isEmpty();
    }
}
