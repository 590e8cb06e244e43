package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against discs of light blurred by air without wings, whose half-flux radius is counted out and no hyperbola. Real air has wings, so two percent are
/// granted.
final class PlayOnFlankTest {
    private static final double BEST = 5000;

    /// Steps for which the radius of the disc grows by one width (σ) of the air's Gaussian.
    private static final double STEPS = 40;

    private static final List<Double> SAMPLES = List.of(-160.0, -87.0, 87.0, 160.0);

    @ParameterizedTest(name = "{0} steps of play")
    @CsvSource({"20", "80", "160", "240", "400"})
    void playIsReadOffTheFlankOfADiscHoweverFarItLeads(int playSteps) {
        CurveFit curve = fit(SAMPLES);
        double place = BEST - 130;

        PlayOnFlank play = PlayOnFlank.of(curve, at(place, playSteps), Arrival.DOWN);

        assertThat(play.steps()).isCloseTo(playSteps, within(1.5 + 0.02 * playSteps));
        assertThat(Math.abs(play.steps() - playSteps)).isLessThan(play.sigmaSteps());
    }

    @ParameterizedTest(name = "{0} and {1} steps out")
    @CsvSource({"-330, 330", "-330, 160", "-400, 300"})
    void samplesFarOutDoNotBendIt(double below, double above) {
        CurveFit curve = fit(List.of(below, -87.0, 87.0, above));

        PlayOnFlank play = PlayOnFlank.of(curve, at(BEST - 130, 160), Arrival.DOWN);

        assertThat(play.steps()).isCloseTo(160, within(4.0));
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
