package parfocal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.image.Frame;
import parfocal.stars.StarField;

/// The parts that a profile is gathered with.
final class StarRingsTest {

    @ParameterizedTest(name = "stars of {0} px")
    @ValueSource(doubles = {0.7, 1.3, 2.9, 8.1, 31.7})
    void everyDistanceLiesInItsRing(double hfr) {
        var edges = new RingEdges(hfr);
        var random = new Random(5);

        assertThat(edges.inner(0)).isZero();
        assertThat(edges.end()).isGreaterThanOrEqualTo(Math.max(5, 3.6 * hfr));
        for (int i = 0; i < 1_000; i++) {
            double distance = random.nextDouble() * edges.end();
            int ring = edges.ringOf(distance);
            assertThat(distance).isBetween(edges.inner(ring) - 1e-9, edges.inner(ring + 1) + 1e-9);
        }
    }

    @Test
    void aStraightProfileIsStraightBetweenItsRings() {
        var edges = new RingEdges(4);
        double[] mean = new double[edges.count()];
        for (int ring = 0; ring < mean.length; ring++) {
            mean[ring] = 100 - 3 * (edges.inner(ring) + edges.inner(ring + 1)) / 2;
        }

        var profile = new MeanProfile(edges, mean);

        assertThat(profile.at(7.3)).isCloseTo(100 - 3 * 7.3, within(0.1));
        assertThat(profile.slopeAt(7.3)).isCloseTo(-3, within(0.01));
    }

    @Test
    void theSkyIsWhatMostPixelsSayAndNotTheNeighbourAmongThem() {
        var random = new Random(6);
        var sky = new SkyRing(5_000);
        for (int i = 0; i < 5_000; i++) {
            sky.add(i % 20 == 0 ? 4_000 : (float) (1_000 + 10 * random.nextGaussian()));
        }

        assertThat(sky.level()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void aSkyWithoutNoiseHasALevelToo() {
        var sky = new SkyRing(100);
        for (int i = 0; i < 100; i++) {
            sky.add(i == 7 ? 900 : 500);
        }

        assertThat(sky.level()).isEqualTo(500);
    }

    @ParameterizedTest(name = "Gaussians of {0} px")
    @ValueSource(doubles = {0.75, 0.9, 1.5})
    void theSmallestStarsHaveProfilesToo(double sigma) {
        Frame frame = ofNineStars(sigma);

        RadialProfile profile = ProfileStack.of(frame, StarField.detect(frame)).orElseThrow();

        double peak = 1 / (2 * Math.PI * (sigma * sigma + 1 / 12.0));
        assertThat(profile.starCount()).isGreaterThanOrEqualTo(7);
        assertThat(profile.rings().get(1).brightness()).isBetween(0.6 * peak, peak);
    }

    @Test
    void ofAStarBetweenPixelsNoRingIsForgotten() {
        double sigma = 0.75;
        var phases = new Random(8);
        Frame frame = ofStars(sigma, () -> 0.45 + 0.1 * phases.nextDouble());

        RadialProfile profile = ProfileStack.of(frame, StarField.detect(frame)).orElseThrow();

        // Between the centre and half a pixel from it lies no pixel; the rings beyond know the
        // whole
        // of its light all the same.
        double width = 2 * (sigma * sigma + 1 / 12.0);
        RadialProfile.Ring ring = profile.rings().getFirst();
        double square = (Math.pow(ring.innerPixels(), 2) + Math.pow(ring.outerPixels(), 2)) / 2;
        assertThat(ring.innerPixels()).isEqualTo(0.5);
        assertThat(ring.brightness())
                .isCloseTo(Math.exp(-square / width) / (Math.PI * width), withinPercentage(3));
    }

    private static Frame ofNineStars(double sigma) {
        return ofStars(sigma, new Random(7)::nextDouble);
    }

    private static Frame ofStars(double sigma, DoubleSupplier phase) {
        var random = new Random(7);
        float[] adu = new float[200 * 200];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) Math.rint(1_000 + 10 * random.nextGaussian());
        }
        for (int star = 0; star < 9; star++) {
            double x = 40 + 60 * (star % 3) + phase.getAsDouble();
            int row = star / 3;
            double y = 40 + 60 * row + phase.getAsDouble();
            for (int i = 0; i < adu.length; i++) {
                int line = i / 200;
                double square = Math.pow(i % 200 - x, 2) + Math.pow(line - y, 2);
                double width = 2 * (sigma * sigma + 1 / 12.0);
                adu[i] += (float) (40_000 * Math.exp(-square / width) / (Math.PI * width));
            }
        }
        return new Frame(200, 200, adu, Map.of());
    }
}
