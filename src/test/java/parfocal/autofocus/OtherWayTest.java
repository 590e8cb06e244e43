package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// What the look from the other side says, against a tube of which everything is known.
final class OtherWayTest {
    private static final double BEST = 5000;
    private static final double HALF_WIDTH = 60;

    /// Moves that go up end so many steps farther down than they should.
    private static FocusRun run(double tooFarSteps) {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 10_000), 5250);
        while (run.next() instanceof MeasureAt step) {
            boolean up = !step.via().isEmpty() && step.via().getLast() < step.positionSteps();
            double tube = step.positionSteps() + (up ? tooFarSteps : 0);
            double u = (tube - BEST) / HALF_WIDTH;
            run = run.with(step, step.positionSteps(), SomeStars.twenty(2 * Math.sqrt(1 + u * u)));
        }
        assertThat(run.next()).isInstanceOf(Accept.class);
        return run;
    }

    private static long looks(FocusRun run) {
        return run.samples().stream().filter(s -> s.purpose() == Purpose.OTHER_WAY).count();
    }

    @ParameterizedTest(name = "{0} steps too far")
    @ValueSource(ints = {84, 114, 150, 200})
    void compensationThatGoesTooFarIsMeasuredWhereverItsFirstFrameStood(int tooFarSteps) {
        FocusRun run = run(tooFarSteps);

        OtherWay look = OtherWay.in(run).orElseThrow();
        assertThat(looks(run)).isEqualTo(2);
        assertThat(-look.play().steps()).isBetween(0.93 * tooFarSteps, 1.07 * tooFarSteps);
        assertThat(new Findings(run, Optional.empty()).diagnoses())
                .first()
                .extracting(Diagnosis::cause)
                .isEqualTo(Cause.OVER_COMPENSATED_BACKLASH);
    }

    @Test
    void aFocuserWithoutPlayIsLookedAtOnce() {
        FocusRun run = run(0);

        assertThat(looks(run)).isEqualTo(1);
        assertThat(new Findings(run, Optional.empty()).backlash()).isEmpty();
    }

    @Test
    void donutsBrighterThanTheirStarsAreTakenForSmallerAndTrustedLess() {
        CurvePoint point = WideDonuts.point(donuts(12, 1.3), new Hyperbola(BEST, HALF_WIDTH, 2));

        assertThat(point.hfrPixels()).isBetween(18.5, 18.8);
        assertThat(point.sigmaPixels() / point.hfrPixels()).isBetween(0.03, 0.04);
    }

    @Test
    void fiveDonutsTellLessThanTheyAgree() {
        CurvePoint point = WideDonuts.point(donuts(5, 1), new Hyperbola(BEST, HALF_WIDTH, 2));

        assertThat(point.hfrPixels()).isEqualTo(20);
        assertThat(point.sigmaPixels()).isBetween(0.6, 0.7);
    }

    private static Sample donuts(int stars, double flux) {
        return new Sample(
                4800,
                Approach.UP,
                400,
                Purpose.OTHER_WAY,
                "",
                new FrameSize(
                        OptionalDouble.of(20), 0.1, stars, OptionalDouble.of(flux), 0.2, 0, 0));
    }
}
