package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Validation: play put into a simulated gear comes out again, with the uncertainty promised.
final class PlayTest {
    private static final double BEST = 5_000;
    private static final double HALF_WIDTH = 100;
    private static final SimulatedSweep TRUTH = new SimulatedSweep(BEST, HALF_WIDTH, 2);

    /// The gear, written here for itself; notes for every measurement how it was reached.
    private static final class Telescope {
        private final double play;
        private final double relativeError;
        private final Random random;
        private double motor;
        private double tube;
        private double travel;
        private Arrival direction = Arrival.UP;
        final List<ArrivedPoint> points = new ArrayList<>();

        Telescope(double play, double motor, double takenUp, double relativeError, Random random) {
            this.play = play;
            this.motor = motor;
            this.tube = motor + play * takenUp;
            this.relativeError = relativeError;
            this.random = random;
        }

        void turnTo(double position) {
            Arrival way = position >= motor ? Arrival.UP : Arrival.DOWN;
            travel = (way == direction ? travel : 0) + Math.abs(position - motor);
            direction = way;
            motor = position;
            tube = Math.clamp(tube, motor, motor + play);
        }

        void measure() {
            double size = TRUTH.sizeAt(tube) * Math.exp(relativeError * random.nextGaussian());
            points.add(new ArrivedPoint(new CurvePoint(motor, size, 0), direction, travel));
        }

        /// Measures down from the present place, which was reached from below.
        void sweepDown(int count, double step) {
            direction = Arrival.DOWN;
            travel = 0;
            measure();
            for (int i = 1; i < count; i++) {
                turnTo(motor - step);
                measure();
            }
        }

        void climb(int count, double step) {
            for (int i = 0; i < count; i++) {
                turnTo(motor + step);
                measure();
            }
        }
    }

    /// Counts over many nights.
    private static final class Tally {
        private int runs;
        private int inside;
        private int proven;
        private double squares;
        private double sigmas;
        private double bestSquares;

        void add(Play play, double truth, double bestErrorInSigmas) {
            runs++;
            inside += truth >= play.lowSteps() && truth <= play.highSteps() ? 1 : 0;
            proven += play.proven() ? 1 : 0;
            squares += Math.pow(play.steps() - truth, 2);
            sigmas += play.sigmaSteps();
            bestSquares += bestErrorInSigmas * bestErrorInSigmas;
        }

        void check(String what, double leastProven, double mostProven) {
            double error = Math.sqrt(squares / runs) / HALF_WIDTH;
            double sigma = sigmas / runs / HALF_WIDTH;
            double best = Math.sqrt(bestSquares / runs);
            System.out.printf(
                    Locale.ROOT,
                    "%s: error %.3f w, promised %.3f w, 68 %% interval holds %.0f %%, proven %.0f %%, best focus off by"
                            + " %.2f of its sigmas%n",
                    what,
                    error,
                    sigma,
                    100.0 * inside / runs,
                    100.0 * proven / runs,
                    best);
            // 160 nights: the share of intervals that hold is known to 4 %.
            assertThat((double) inside / runs).isBetween(0.55, 0.97);
            assertThat(sigma / error).isBetween(0.75, 1.5);
            assertThat((double) proven / runs).isBetween(leastProven, mostProven);
            assertThat(best).isBetween(0.7, 1.35);
        }
    }

    @ParameterizedTest(name = "play {0} w, noise {1}")
    @CsvSource(
            textBlock =
                    """
                    0.0, 0.02, 0,   0.02
                    0.0, 0.10, 0,   0.02
                    0.5, 0.05, 0.1, 0.9
                    0.9, 0.05, 0.6, 1
                    1.5, 0.05, 0.9, 1
                    3.0, 0.05, 0.9, 1
                    5.0, 0.05, 0.9, 1
                    """)
    void aSweepAfterATurnBetraysThePlay(
            double playInHalfWidths, double noise, double leastProven, double mostProven) {
        var random = new Random(77);
        double play = playInHalfWidths * HALF_WIDTH;
        var tally = new Tally();
        for (int night = 0; night < 160; night++) {
            double top = BEST + 2.8 * HALF_WIDTH + 20 * random.nextGaussian();
            var telescope = new Telescope(play, top - 2_000, random.nextDouble(), noise, random);
            telescope.turnTo(top);
            telescope.sweepDown(9 + (int) (playInHalfWidths / 0.7), 0.7 * HALF_WIDTH);

            var found = TakeUp.of(telescope.points, ErrorLaw.constant(noise)).orElseThrow();

            double bestError = found.curve().bestPositionSteps() - (BEST - play);
            tally.add(found.takenUp(), play, bestError / found.sigmaBestSteps());
        }
        tally.check(
                "start of a sweep, play %.1f w, noise %.2f".formatted(playInHalfWidths, noise),
                leastProven,
                mostProven);
    }

    @ParameterizedTest(name = "play {0} w")
    @CsvSource({"1.0", "2.0", "4.0"})
    void fromAnUnknownStartWhatWasLeftOfThePlayIsFound(double playInHalfWidths) {
        var random = new Random(79);
        double play = playInHalfWidths * HALF_WIDTH;
        var tally = new Tally();
        for (int night = 0; night < 160; night++) {
            double takenUp = random.nextDouble();
            double left = play * (1 - takenUp);
            double top = BEST + 2.8 * HALF_WIDTH;
            var telescope = new Telescope(play, top, takenUp, 0.05, random);
            telescope.sweepDown(9 + (int) (playInHalfWidths / 0.7), 0.7 * HALF_WIDTH);

            var found = TakeUp.of(telescope.points, ErrorLaw.constant(0.05)).orElseThrow();

            double bestError = found.curve().bestPositionSteps() - (BEST - play);
            tally.add(found.takenUp(), left, bestError / found.sigmaBestSteps());
        }
        tally.check("unknown start, play %.1f w".formatted(playInHalfWidths), 0, 1);
    }

    @ParameterizedTest(name = "play {0} w, noise {1}, {2} points back up")
    @CsvSource(
            textBlock =
                    """
                    0.0, 0.10,  3, 0,   0.04
                    0.0, 0.05,  9, 0,   0.04
                    0.5, 0.05,  3, 0.9, 1
                    1.8, 0.05,  3, 0.9, 1
                    1.0, 0.10,  9, 0.9, 1
                    3.0, 0.05,  9, 0.9, 1
                    5.0, 0.05, 12, 0.9, 1
                    """)
    void oppositeArrivalsShowThePlay(
            double playInHalfWidths,
            double noise,
            int back,
            double leastProven,
            double mostProven) {
        var random = new Random(78);
        double play = playInHalfWidths * HALF_WIDTH;
        var tally = new Tally();
        for (int night = 0; night < 160; night++) {
            double top = BEST + 2.8 * HALF_WIDTH - play / 2 + 20 * random.nextGaussian();
            var telescope = new Telescope(play, top - 2_000, random.nextDouble(), noise, random);
            telescope.turnTo(top);
            telescope.sweepDown(Math.max(9, back), 0.7 * HALF_WIDTH);
            telescope.climb(back, 0.7 * HALF_WIDTH);

            var found =
                    OppositeArrival.of(telescope.points, ErrorLaw.constant(noise)).orElseThrow();

            double bestError = found.bestPositionSteps(Arrival.UP) - BEST;
            tally.add(found.play(), play, bestError / found.sigmaBestSteps());
        }
        tally.check(
                "9 down, %d up, play %.1f w, noise %.2f".formatted(back, playInHalfWidths, noise),
                leastProven,
                mostProven);
    }

    @Test
    void compensationThatIsTooLargeIsCalledSo() {
        List<ArrivedPoint> points = new ArrayList<>();
        for (double x : TRUTH.positions(9, 3)) {
            points.add(arrived(x, x, Arrival.UP));
            points.add(arrived(x + 60, x, Arrival.DOWN));
        }

        var found = OppositeArrival.of(points, ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(found.play().steps()).isCloseTo(-60, within(0.5));
        assertThat(found.play().proven()).isTrue();
        assertThat(found.bestPositionSteps(Arrival.DOWN) - found.bestPositionSteps(Arrival.UP))
                .isCloseTo(60, within(0.5));
        assertThat(found.sentence())
                .startsWith("Best focus lies 60 ±")
                .endsWith("compensates for backlash that is not there.");
    }

    private static ArrivedPoint arrived(double reportedSteps, double tubeSteps, Arrival arrival) {
        return new ArrivedPoint(
                new CurvePoint(reportedSteps, TRUTH.sizeAt(tubeSteps), 0),
                arrival,
                Double.POSITIVE_INFINITY);
    }

    @Test
    void playThatOutlastsTheSweepIsALowerBound() {
        var telescope = new Telescope(600, BEST + 80 - 2_000, 0, 0.03, new Random(3));
        telescope.turnTo(BEST + 80);
        telescope.sweepDown(9, 60);
        telescope.turnTo(BEST - 620);
        telescope.measure();

        var found = TakeUp.of(telescope.points, ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(found.takenUp().atLeast()).isTrue();
    }

    @Test
    void pointsThatAreAllEngagedSayNothing() {
        var points = new ArrayList<ArrivedPoint>();
        for (double x : TRUTH.positions(9, 3)) {
            points.add(arrived(x, x, Arrival.DOWN));
        }

        assertThat(TakeUp.of(points, ErrorLaw.ORDINARY_NIGHT)).isEmpty();
        assertThat(OppositeArrival.of(points, ErrorLaw.ORDINARY_NIGHT)).isEmpty();
    }

    @Test
    void theForumNightIsRecognised() {
        // 3 µm a step, best focus at 614 going up, 90 steps of play, sweep of 50 steps from above.
        var truth = new SimulatedSweep(614, 55, 1.9);
        List<ArrivedPoint> points = new ArrayList<>();
        double tube = 774;
        for (int i = 0; i < 11; i++) {
            double motor = 774 - 50.0 * i;
            tube = Math.min(tube, motor + 90);
            points.add(
                    new ArrivedPoint(
                            new CurvePoint(motor, truth.sizeAt(tube), 0), Arrival.DOWN, 50.0 * i));
        }

        var found = TakeUp.of(points, ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(found.takenUp().steps()).isCloseTo(90, within(0.5));
        assertThat(found.takenUp().proven()).isTrue();
        assertThat(found.curve().bestPositionSteps()).isCloseTo(524, within(0.5));
    }
}
