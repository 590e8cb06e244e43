package parfocal.stars;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;

/// Measures FITS files from the command line and writes one star list beside each: for scoring against a truth.
final class MeasureFrames {
    private MeasureFrames() {}

    public static void main(String[] files) throws IOException, FitsException {
        for (String file : files) {
            Path path = Path.of(file);
            Frame frame = Fits.read(path);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            StarField field = StarField.detect(frame);
            long millis =
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                            / 1_000_000;
            IO.println(
                    "%-40s %5d stars %4d sized hfr %.3f ± %.3f fwhm %.2f ecc %.2f sky %.1f ± %.2f %s %d ms of processor"
                            .formatted(
                                    path.getFileName(),
                                    field.stars().size(),
                                    field.measurable().size(),
                                    field.medianHfrPixels().orElse(0),
                                    field.hfrSigmaPixels().orElse(0),
                                    field.medianFwhmPixels().orElse(0),
                                    field.medianEccentricity().orElse(0),
                                    field.backgroundAdu(),
                                    field.noiseAdu(),
                                    field.rejected(),
                                    millis));
            Files.writeString(Path.of(file + ".stars.csv"), csv(field), StandardCharsets.UTF_8);
        }
    }

    private static String csv(StarField field) {
        return field.stars().stream()
                .map(MeasureFrames::line)
                .collect(
                        Collectors.joining(
                                "\n", "x,y,flux,hfr,fwhm,peak,eccentricity,snr,flags\n", "\n"));
    }

    private static String line(Star star) {
        return String.format(
                Locale.ROOT,
                "%.3f,%.3f,%.1f,%.4f,%.3f,%.1f,%.3f,%.2f,%s",
                star.x(),
                star.y(),
                star.fluxAdu(),
                star.hfrPixels(),
                star.fwhmPixels(),
                star.peakAdu(),
                star.eccentricity(),
                star.snr(),
                star.flags().stream().map(Enum::name).sorted().collect(Collectors.joining("|")));
    }
}
