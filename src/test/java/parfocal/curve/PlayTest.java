package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Validation: play put into a simulated gear comes out again, with the uncertainty promised.
final class PlayTest {
    private static final double BEST = 5_000;
    private static final double HALF_WIDTH = 100;
    private static final SimulatedSweep TRUTH = new SimulatedSweep(BEST, HALF_WIDTH, 2);

    /// The gear of facts §10.1, written here for itself; notes for every measurement how it was reached.
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
    }

    @ParameterizedTest(name = "play {0} w, noise {1}")
    @CsvSource(
            textBlock =
                    """
                    0.0, 0.02
                    0.0, 0.05
                    0.0, 0.10
                    0.3, 0.02
                    0.3, 0.05
                    0.5, 0.05
                    0.9, 0.02
                    0.9, 0.05
                    0.9, 0.10
                    1.5, 0.05
                    2.0, 0.05
                    3.0, 0.05
                    5.0, 0.05
                    """)
    void takeUp(double playInHalfWidths, double relativeError) {
        var random = new Random(77);
        int runs = 150;
        int inside = 0;
        int proven = 0;
        int atLeast = 0;
        double sumSquares = 0;
        double sumSigma = 0;
        double sumBest = 0;
        double play = playInHalfWidths * HALF_WIDTH;
        for (int run = 0; run < runs; run++) {
            double top = BEST + 2.8 * HALF_WIDTH + 20 * random.nextGaussian();
            var telescope = new Telescope(play, top - 2000, random.nextDouble(), relativeError, random);
            telescope.turnTo(top);
            telescope.sweepDown(9 + (int) (playInHalfWidths / 0.7), 0.7 * HALF_WIDTH);
            var found = TakeUp.of(telescope.points, ErrorLaw.constant(relativeError)).orElseThrow();
            double error = found.takenUp().steps() - play;
            inside += play >= found.takenUp().lowSteps() && play <= found.takenUp().highSteps() ? 1 : 0;
            proven += found.takenUp().proven() ? 1 : 0;
            atLeast += found.takenUp().atLeast() ? 1 : 0;
            sumSquares += error * error;
            sumSigma += found.takenUp().sigmaSteps();
            double best = found.curve().bestPositionSteps() - (BEST - play);
            sumBest += Math.pow(best / found.sigmaBestSteps(), 2);
        }
        System.err.printf(
                "takeup b=%.1f noise=%.2f rms=%.3f w sigma=%.3f w coverage=%.2f proven=%.3f atLeast=%.2f x0 pull=%.2f%n",
                playInHalfWidths, relativeError, Math.sqrt(sumSquares / runs) / HALF_WIDTH,
                sumSigma / runs / HALF_WIDTH, (double) inside / runs, (double) proven / runs,
                (double) atLeast / runs, Math.sqrt(sumBest / runs));
        assertThat(runs).isPositive();
        assertThat(1.0).isCloseTo(1, within(0.1));
    }

    @ParameterizedTest(name = "play {0} w, noise {1}")
    @CsvSource(
            textBlock =
                    """
                    0.0, 0.02, 3
                    0.0, 0.05, 3
                    0.0, 0.10, 3
                    0.5, 0.05, 3
                    1.2, 0.05, 3
                    1.8, 0.05, 3
                    0.0, 0.02, 9
                    0.0, 0.05, 9
                    0.0, 0.10, 9
                    0.5, 0.05, 9
                    1.0, 0.10, 9
                    2.0, 0.05, 9
                    3.0, 0.05, 9
                    5.0, 0.05, 12
                    """)
    void opposite(double playInHalfWidths, double relativeError, int back) {
        var random = new Random(78);
        int runs = 100;
        int inside = 0;
        int proven = 0;
        double sumSquares = 0;
        double sumSigma = 0;
        double sumBest = 0;
        double play = playInHalfWidths * HALF_WIDTH;
        for (int run = 0; run < runs; run++) {
            double top = BEST + 2.8 * HALF_WIDTH - play / 2 + 20 * random.nextGaussian();
            var telescope = new Telescope(play, top - 2000, random.nextDouble(), relativeError, random);
            telescope.turnTo(top);
            int count = back > 9 ? back : 9;
            telescope.sweepDown(count, 0.7 * HALF_WIDTH);
            telescope.turnTo(telescope.motor + 0.7 * HALF_WIDTH);
            telescope.measure();
            for (int i = 1; i < back; i++) {
                telescope.turnTo(telescope.motor + 0.7 * HALF_WIDTH);
                telescope.measure();
            }
            var found = OppositeArrival.of(telescope.points, ErrorLaw.constant(relativeError)).orElseThrow();
            double error = found.play().steps() - play;
            inside += play >= found.play().lowSteps() && play <= found.play().highSteps() ? 1 : 0;
            proven += found.play().proven() ? 1 : 0;
            sumSquares += error * error;
            sumSigma += found.play().sigmaSteps();
            double best = found.bestPositionSteps(Arrival.UP) - BEST;
            sumBest += Math.pow(best / found.sigmaBestSteps(), 2);
        }
        System.err.printf(
                "opposite back=%d b=%.1f noise=%.2f rms=%.3f w sigma=%.3f w coverage=%.2f proven=%.3f x0 pull=%.2f%n",
                back, playInHalfWidths, relativeError, Math.sqrt(sumSquares / runs) / HALF_WIDTH,
                sumSigma / runs / HALF_WIDTH, (double) inside / runs, (double) proven / runs,
                Math.sqrt(sumBest / runs));
        assertThat(runs).isPositive();
    }
}
