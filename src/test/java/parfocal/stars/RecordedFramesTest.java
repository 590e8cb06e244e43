package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parfocal.image.Fits;
import parfocal.image.FitsException;

/// Frames from real telescopes, which belong to others and lie beside the project, not in it.
final class RecordedFramesTest {
    private static final Path DATA = Path.of("../shared/data");

    /// Nucleus of NGC 4535, zero-based.
    private static final double GALAXY_X = 76;

    private static final double GALAXY_Y = 786;

    private static Path recorded(String name) {
        Path path = DATA.resolve(name);
        assumeThat(path).as("recorded frames are not beside the project").exists();
        return path;
    }

    private static StarField measured(Path frame) throws IOException, FitsException {
        return StarField.detect(Fits.read(frame));
    }

    @Test
    void aFrameOfHotPixelsHasNoStars() throws IOException, FitsException {
        assertThat(measured(recorded("ekos-frames/hotpixels.fits")).stars()).isEmpty();
    }

    @Test
    void theGalaxyOfADefocusedFieldIsNotCounted() throws IOException, FitsException {
        StarField field = measured(recorded("ekos-frames/ngc4535-autofocus1.fits"));
        assertThat(field.measurable()).hasSizeGreaterThan(4);
        assertThat(field.medianHfrPixels().orElseThrow()).isBetween(5.3, 6.0);
        assertThat(field.stars())
                .noneMatch(star -> Math.hypot(star.x() - GALAXY_X, star.y() - GALAXY_Y) < 25);
    }

    /// Columns of the catalogue: 2 and 3 place (first pixel 1), 16 and 17 light and its error.
    @Test
    void findsNineTenthsOfAPublishedCatalogue() throws IOException, FitsException {
        List<Star> stars = measured(recorded("star-field/image.fits")).stars();
        List<double[]> clear;
        try (Stream<String> lines = Files.lines(recorded("star-field/image.cat"))) {
            clear =
                    lines.filter(line -> !line.startsWith("#"))
                            .map(line -> line.strip().split("\\s+"))
                            .map(c ->
                                    new double[] {
                                        Double.parseDouble(c[1]) - 1,
                                        Double.parseDouble(c[2]) - 1,
                                        Double.parseDouble(c[15]) / Double.parseDouble(c[16])
                                    })
                            .filter(row -> row[2] > 10)
                            .toList();
        }
        long found =
                clear.stream()
                        .filter(row ->
                                stars.stream()
                                        .anyMatch(star ->
                                                Math.hypot(star.x() - row[0], star.y() - row[1])
                                                        < 2.5))
                        .count();
        assertThat((double) found / clear.size()).isGreaterThan(0.9);
    }

    /// The only clear entry of that catalogue that is neither found nor a lone pixel has half of its light within 3.9 px,
    /// where the field's stars have it within 1.2 px.
    @Test
    void theBrightGalaxyOfThatCatalogueIsRefusedByItsSize() throws IOException, FitsException {
        StarField field = measured(recorded("star-field/image.fits"));
        assertThat(field.rejectedObjects())
                .anySatisfy(object -> {
                    assertThat(Math.hypot(object.x() - 217.6, object.y() - 129.0)).isLessThan(1);
                    assertThat(object.cause()).isEqualTo(Rejection.NEBULOSITY);
                });
    }

    @Test
    void oneStarThroughASweepFollowsStraightFlanks() throws IOException, FitsException {
        SortedMap<Integer, Double> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(recorded("c8-sweep"))) {
            for (Path file : files.sorted().toList()) {
                int position = Integer.parseInt(file.getFileName().toString().substring(13, 17));
                Star brightest = measured(file).stars().getFirst();
                sizes.put(position, brightest.hfrPixels());
            }
        }
        double[] left = line(sizes.headMap(7800));
        double[] right = line(sizes.tailMap(8150));
        assertThat(-left[1]).isBetween(0.035, 0.039);
        assertThat(right[1]).isBetween(0.035, 0.039);
        double crossing = (right[0] - left[0]) / (left[1] - right[1]);
        assertThat(crossing).isBetween(7980.0, 7996.0);
    }

    /// Least squares: size at position 0, and slope per step.
    private static double[] line(SortedMap<Integer, Double> points) {
        double n = points.size();
        double meanX = points.keySet().stream().mapToInt(Integer::intValue).sum() / n;
        double meanY = points.values().stream().mapToDouble(Double::doubleValue).sum() / n;
        double xy = 0;
        double xx = 0;
        for (var point : points.entrySet()) {
            xy += (point.getKey() - meanX) * (point.getValue() - meanY);
            xx += (point.getKey() - meanX) * (point.getKey() - meanX);
        }
        double slope = xy / xx;
        return new double[] {meanY - slope * meanX, slope};
    }
}
