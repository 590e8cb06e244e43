package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// Nine frames from four half-widths above focus to four below it, of forty stars that something draws out.
final class DrawnOutStarsTest {
    private static final int STARS = 40;
    private static final double HALF_WIDTH = 50;

    /// How much longer than wide, as `(a² − b²)/(a² + b²)`, and along which direction.
    private record Drawn(double share, double degrees) {}

    private interface DrawnOut {
        Drawn at(double u, int frame, double fromMiddleX, double fromMiddleY);
    }

    @Test
    void elongationThatTurnsByARightAngleThroughFocusIsAstigmatism() {
        FocusRun run =
                run((u, _, _, _) ->
                        new Drawn(0.4 * 2 * Math.abs(u) / (1 + u * u), u > 0 ? 30 : 120));

        Astigmatism astigmatism = Astigmatism.of(run).orElseThrow();

        assertThat(astigmatism.above().degrees()).isCloseTo(30, within(4.0));
        assertThat(astigmatism.below().degrees()).isCloseTo(120, within(4.0));
        assertThat(astigmatism.above().ratio()).isCloseTo(Math.sqrt(1.4 / 0.6), within(0.1));
        assertThat(causes(run)).containsExactly(Cause.ASTIGMATISM);
        assertThat(new SkyFindings(run).all().getFirst().message())
                .contains("it turns by 90° through focus")
                .contains("to 1.5 times their width");
    }

    @Test
    void elongationThatKeepsItsDirectionIsWindOrGuiding() {
        FocusRun run = run((u, frame, _, _) -> new Drawn((frame % 3) * 0.35 / (1 + u * u), 34));

        assertThat(Astigmatism.of(run)).isEmpty();
        assertThat(causes(run)).containsExactly(Cause.WIND_OR_GUIDING);
        assertThat(new SkyFindings(run).all().getFirst().message()).contains("all along about 3");
    }

    @Test
    void starsThatPointAwayFromTheMiddleOfTheFieldAreNeither() {
        FocusRun run =
                run((u, _, x, y) ->
                        new Drawn(
                                0.9 * Math.hypot(x, y) / (1 + u * u),
                                Math.toDegrees(Math.atan2(y, x))));

        assertThat(causes(run)).isEmpty();
    }

    @Test
    void noiseIsNeither() {
        var random = random(3);

        assertThat(
                        causes(
                                run((_, _, _, _) ->
                                        new Drawn(
                                                0.15 * random.nextDouble(),
                                                180 * random.nextDouble()))))
                .isEmpty();
    }

    /// Of a gust in one frame and none in the next nobody can say that it turned.
    @Test
    void aGustOnOneSideOfFocusIsNoAstigmatism() {
        FocusRun run = run((u, _, _, _) -> new Drawn(u > 0 && u < 1.5 ? 0.5 : 0.02, 60));

        assertThat(Astigmatism.of(run)).isEmpty();
    }

    @Test
    void starsOfWhichNobodyKnowsTheDirectionSayNothingOfIt() {
        var star = new Star(10, 10, 1000, 2, 0.02, 4, 100, 0.7, 60, Set.of());

        assertThat(Elongation.of(List.of(star, star, star, star))).isEmpty();
    }

    private static List<Cause> causes(FocusRun run) {
        return new SkyFindings(run).all().stream().map(Diagnosis::cause).toList();
    }

    private static FocusRun run(DrawnOut cause) {
        var random = random(11);
        FocusRun run =
                FocusRun.begin(
                        FocusPlan.defaults()
                                .withFixed(new FixedSweep(9, (int) Math.rint(HALF_WIDTH))),
                        new Travel(0, 2000),
                        1000);
        int frame = 0;
        while (run.next() instanceof MeasureAt step) {
            double u = (step.positionSteps() - 1000) / HALF_WIDTH;
            run = run.with(step, step.positionSteps(), stars(cause, u, frame, random));
            frame++;
        }
        return run;
    }

    private static List<Star> stars(DrawnOut cause, double u, int frame, RandomGenerator random) {
        var stars = new ArrayList<Star>();
        double size = 1.5 * Math.hypot(1, u) * Math.exp(0.03 * random.nextGaussian());
        for (int i = 0; i < STARS; i++) {
            double x = (i * 23 % STARS) / (STARS - 1.0) - 0.5;
            double y = (i * 9 % STARS) / (STARS - 1.0) - 0.5;
            Drawn drawn = cause.at(u, frame, x, y);
            double share = Math.min(0.9, drawn.share);
            stars.add(
                    new Star(
                            500 + 1000 * x,
                            400 + 800 * y,
                            9000 - i,
                            size * Math.exp(0.02 * random.nextGaussian()),
                            0.01 * size,
                            2 * size,
                            900,
                            Math.sqrt(2 * share / (1 + share)),
                            OptionalDouble.of(
                                    Math.floorMod(
                                            Math.round(drawn.degrees + 4 * random.nextGaussian()),
                                            180)),
                            80,
                            Set.of()));
        }
        return stars;
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
