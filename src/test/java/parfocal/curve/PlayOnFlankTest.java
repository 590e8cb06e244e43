package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.rig.TrueCurve;

/// Against discs of light blurred by air without wings, whose half-flux radius is counted out and no hyperbola; real air has wings, so two percent are
/// granted. And against the rigs' own profiles, with wings, and with obstructions or without.
final class PlayOnFlankTest {
    private static final double BEST = 5000;

    /// Steps for which the radius of the disc grows by one width (σ) of the air's Gaussian.
    private static final double STEPS = 40;

    private static final List<Double> SAMPLES = List.of(-160.0, -87.0, 87.0, 160.0);

    /// In half-widths below best focus: where the frame is taken on a rig.
    private static final double LOOK = 1.9;

    @ParameterizedTest(name = "{0} steps of play")
    @CsvSource({"20", "80", "160", "240", "400"})
    void playIsReadOffTheFlankOfADiscHoweverFarItLeads(int playSteps) {
        CurveFit curve = fit(SAMPLES);
        double place = BEST - 130;

        PlayOnFlank play = PlayOnFlank.of(curve, at(place, playSteps), Arrival.DOWN);

        assertThat(play.steps()).isCloseTo(playSteps, within(1.5 + 0.02 * playSteps));
        assertThat(Math.abs(play.steps() - playSteps)).isLessThan(2 * play.sigmaSteps());
    }

    @ParameterizedTest(name = "{0} and {1} steps out")
    @CsvSource({"-330, 330", "-330, 160", "-400, 300"})
    void samplesFarOutDoNotBendIt(double below, double above) {
        CurveFit curve = fit(List.of(below, -87.0, 87.0, above));

        PlayOnFlank play = PlayOnFlank.of(curve, at(BEST - 130, 160), Arrival.DOWN);

        assertThat(play.steps()).isCloseTo(160, within(4.0));
    }

    @ParameterizedTest(name = "{0}, a sweep out to {1} half-widths, {2} of play")
    @CsvSource({
        "refractor-toa150, 2.2, 2",
        "refractor-toa150, 3.5, 2",
        "refractor-toa150, 2.2, 8",
        "refractor-toa150, 5.5, 8",
        "sct-c11,          2.2, 2",
        "sct-c11,          2.2, 8",
        "sct-c11,          5.5, 8",
        "newton-f4,        2.2, 8",
        "newton-f4,        3.5, 8"
    })
    void playOfARigIsRightToAPercentOfTheWayHoweverFarTheSweepReached(
            String rig, double reach, double play) {
        PlayOnFlank found = onRig(rig, List.of(-reach, -reach / 2, reach / 2, reach), play);

        double halfWidth = halfWidthSteps(rig);
        double way = (LOOK + play) * halfWidth;
        assertThat(found.steps()).isCloseTo(play * halfWidth, within(0.01 * way));
        assertThat(Math.abs(found.steps() - play * halfWidth)).isLessThan(found.sigmaSteps());
    }

    @ParameterizedTest
    @CsvSource({"refractor-80", "sct-c11"})
    void aCurveOfOtherNightsIsStraightenedToo(String rig) {
        PlayOnFlank found = onRig(rig, List.of(-2.0, 0.5, 2.0), 8);

        double halfWidth = halfWidthSteps(rig);
        assertThat(found.steps()).isCloseTo(8 * halfWidth, within(0.02 * (LOOK + 8) * halfWidth));
    }

    /// Beyond its samples nobody knows how steep the flank is.
    @Test
    void aSweepThatStaysNearFocusTellsLessOfPlayThatLeadsFar() {
        PlayOnFlank near = onRig("newton-f4", List.of(-2.2, -1.1, 1.1, 2.2), 10);
        PlayOnFlank far = onRig("newton-f4", List.of(-3.8, -1.1, 1.1, 3.8), 10);

        double halfWidth = halfWidthSteps("newton-f4");
        assertThat(near.sigmaSteps()).isBetween(0.12 * halfWidth, 0.6 * halfWidth);
        assertThat(far.sigmaSteps()).isLessThan(0.7 * near.sigmaSteps());
    }

    /// @param away places of the samples, in half-widths from best focus
    private static PlayOnFlank onRig(String name, List<Double> away, double play) {
        RigPlan rig = Rigs.named(name).orElseThrow();
        TrueCurve truth = TrueCurve.of(rig);
        double halfWidth = halfWidthSteps(name);
        List<CurvePoint> points =
                away.stream()
                        .map(a ->
                                new CurvePoint(BEST + a * halfWidth, size(truth, a * halfWidth), 0))
                        .toList();
        var look =
                new CurvePoint(BEST - LOOK * halfWidth, size(truth, (LOOK + play) * halfWidth), 0);
        return PlayOnFlank.of(
                (CurveFit) CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT), look, Arrival.DOWN);
    }

    private static double size(TrueCurve truth, double defocusSteps) {
        return truth.hfrPixels(defocusSteps, truth.usualFwhmPixels());
    }

    private static double halfWidthSteps(String rig) {
        return 4 * TrueCurve.of(Rigs.named(rig).orElseThrow()).distanceOfGrowthSteps(0.03);
    }

    /// Reached upward, the tube stands where the counter says; the sweep, on its way down, found that place so many steps lower.
    private static CurvePoint at(double positionSteps, double playSteps) {
        return new CurvePoint(positionSteps, size(positionSteps - playSteps), 0);
    }

    private static CurveFit fit(List<Double> away) {
        List<CurvePoint> points =
                away.stream().map(a -> new CurvePoint(BEST + a, size(BEST + a), 0)).toList();
        return (CurveFit) CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT);
    }

    /// Median distance from the middle of light spread evenly over the disc and then by the air.
    private static double size(double positionSteps) {
        double disc = Math.abs(positionSteps - BEST) / STEPS;
        int rings = 40;
        int spreads = 24;
        int ways = 24;
        double[] distances = new double[rings * spreads * ways];
        int count = 0;
        for (int ring = 0; ring < rings; ring++) {
            double radius = disc * Math.sqrt((ring + 0.5) / rings);
            for (int spread = 0; spread < spreads; spread++) {
                double blur = Math.sqrt(-2 * Math.log(1 - (spread + 0.5) / spreads));
                for (int way = 0; way < ways; way++) {
                    double angle = 2 * Math.PI * (way + 0.5) / ways;
                    distances[count++] =
                            Math.hypot(radius + blur * Math.cos(angle), blur * Math.sin(angle));
                }
            }
        }
        Arrays.sort(distances);
        return (distances[count / 2 - 1] + distances[count / 2]) / 2;
    }
}
