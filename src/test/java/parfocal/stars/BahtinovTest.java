package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.image.Frame;

/// Frames are made photon by photon: each falls somewhere along a spike whose place is chosen here, so the truth is known without any
/// formula of the measuring.
final class BahtinovTest {
    private static final int SIDE = 180;
    private static final double BLUR = 1.3;

    @ParameterizedTest(name = "{0} px beside, middle spike at {1}°, slits {2}°")
    @CsvSource(
            textBlock =
                    """
                     0.0,  33, 20
                     1.7,  33, 20
                    -2.4, 120, 20
                     6.0,  75, 17
                    -0.4,   4, 22
                    """)
    void tellsHowFarTheMiddleSpikePassesBesideTheCrossing(
            double offset, double middleDegrees, double halfAngle) {
        Bahtinov seen = Bahtinov.in(frame(offset, middleDegrees, halfAngle, 60_000, 1));

        assertThat(seen).isInstanceOf(Bahtinov.Spikes.class);
        var spikes = (Bahtinov.Spikes) seen;
        assertThat(spikes.offsetPixels()).isCloseTo(offset, within(5 * spikes.sigmaPixels()));
        assertThat(spikes.sigmaPixels()).isBetween(0.005, 0.3);
        assertThat(spikes.middleDegrees()).isCloseTo(middleDegrees, within(1.0));
        assertThat(spikes.halfAngleDegrees()).isCloseTo(halfAngle, within(1.0));
    }

    @Test
    void itsUncertaintyIsOfTheSizeOfItsErrors() {
        double squares = 0;
        int nights = 6;
        for (int seed = 1; seed <= nights; seed++) {
            var spikes = (Bahtinov.Spikes) Bahtinov.in(frame(1.2, 40, 20, 30_000, seed));
            double error = (spikes.offsetPixels() - 1.2) / spikes.sigmaPixels();
            squares += error * error;
        }

        assertThat(Math.sqrt(squares / nights)).isBetween(0.3, 2.0);
    }

    @Test
    void pullProbe() {
        for (int photons : new int[] {8_000, 30_000, 120_000}) {
            for (double offset : new double[] {0.2, 3}) {
                double squares = 0;
                double mean = 0;
                double sigma = 0;
                int n = 0;
                for (int seed = 1; seed <= 24; seed++) {
                    if (Bahtinov.in(frame(offset, 40, 20, photons, seed))
                            instanceof Bahtinov.Spikes spikes) {
                        double error = spikes.offsetPixels() - offset;
                        mean += error;
                        sigma += spikes.sigmaPixels();
                        squares += Math.pow(error / spikes.sigmaPixels(), 2);
                        n++;
                    }
                }
                System.out.printf(
                        "PULL %d %.1f n %d pull %.2f mean error %.4f sigma %.4f%n",
                        photons, offset, n, Math.sqrt(squares / n), mean / n, sigma / n);
            }
        }
    }

    @Test
    void aStarWithoutAMaskHasNoThreeSpikes() {
        Bahtinov seen = Bahtinov.in(round(200_000));

        assertThat(seen).isInstanceOf(Bahtinov.None.class);
        assertThat(((Bahtinov.None) seen).reason()).contains("Is the mask on");
    }

    @Test
    void anEmptySkyHasNoBrightStar() {
        Bahtinov seen = Bahtinov.in(round(0));

        assertThat(seen).isInstanceOf(Bahtinov.None.class);
        assertThat(((Bahtinov.None) seen).reason()).contains("bright star");
    }

    private static Frame round(int photons) {
        RandomGenerator random = random(5);
        float[] adu = sky(random);
        for (int i = 0; i < photons; i++) {
            fall(adu, 90.3 + 2 * random.nextGaussian(), 89.6 + 2 * random.nextGaussian());
        }
        return new Frame(SIDE, SIDE, adu);
    }

    /// The outer two cross at a place of the star; the middle one passes `offset` to the side of growing `(sin θ, −cos θ)`.
    private static Frame frame(
            double offset, double middleDegrees, double halfAngle, int photons, long seed) {
        RandomGenerator random = random(seed);
        float[] adu = sky(random);
        double crossX = 90.4;
        double crossY = 88.7;
        double theta = Math.toRadians(middleDegrees);
        double[] turns = {0, Math.toRadians(halfAngle), -Math.toRadians(halfAngle)};
        for (int spike = 0; spike < 3; spike++) {
            double along = theta + turns[spike];
            double x = crossX + (spike == 0 ? offset * Math.sin(theta) : 0);
            double y = crossY - (spike == 0 ? offset * Math.cos(theta) : 0);
            for (int i = 0; i < photons; i++) {
                double far = -18 * Math.log(random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
                fall(
                        adu,
                        x + far * Math.cos(along) + BLUR * random.nextGaussian(),
                        y + far * Math.sin(along) + BLUR * random.nextGaussian());
            }
        }
        return new Frame(SIDE, SIDE, adu);
    }

    private static float[] sky(RandomGenerator random) {
        float[] adu = new float[SIDE * SIDE];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) Math.rint(1000 + 9 * random.nextGaussian());
        }
        return adu;
    }

    private static void fall(float[] adu, double x, double y) {
        int column = (int) Math.rint(x);
        int row = (int) Math.rint(y);
        if (column >= 0 && row >= 0 && column < SIDE && row < SIDE) {
            adu[row * SIDE + column] += 4;
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
