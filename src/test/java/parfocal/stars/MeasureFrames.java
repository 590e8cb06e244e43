package parfocal.stars;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;

/// Measures FITS files from the command line, writes one star list beside each and one line of JSON each to standard output:
/// for scoring against a truth by `benchmarks/stars`.
///
/// Arguments: `[--clearest] [--warm N] FILE…`; with `--clearest` as focusing measures; with `--warm` each file is measured N times before, and the quickest of three counts.
final class MeasureFrames {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private MeasureFrames() {}

    private record Timed(StarField field, double cpuSeconds, double wallSeconds) {}

    public static void main(String[] all) throws IOException, FitsException {
        boolean clearest = all.length > 0 && all[0].equals("--clearest");
        String[] arguments = clearest ? Arrays.copyOfRange(all, 1, all.length) : all;
        boolean warmed = arguments.length > 1 && arguments[0].equals("--warm");
        int warm = warmed ? Integer.parseInt(arguments[1]) : 0;
        List<String> files = Arrays.asList(arguments).subList(warmed ? 2 : 0, arguments.length);
        for (String file : files) {
            Path path = Path.of(file);
            for (int i = 0; i < warm; i++) {
                timed(path, clearest);
            }
            Timed best = timed(path, clearest);
            for (int i = 0; warm > 0 && i < 2; i++) {
                Timed again = timed(path, clearest);
                best = again.cpuSeconds < best.cpuSeconds ? again : best;
            }
            Files.writeString(
                    Path.of(file + ".stars.csv"), csv(best.field), StandardCharsets.UTF_8);
            IO.println(json(file, best));
        }
    }

    private static Timed timed(Path path, boolean clearest) throws FitsException {
        long cpu = MACHINE.getProcessCpuTime();
        long wall = System.nanoTime();
        Frame frame = Fits.read(path);
        StarField field =
                clearest
                        ? StarField.detectClearest(frame, Sensor.UNKNOWN)
                        : StarField.detect(frame);
        return new Timed(
                field, (MACHINE.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
    }

    private static String json(String file, Timed timed) {
        StarField field = timed.field;
        String rejected =
                field.rejected().entrySet().stream()
                        .map(e -> "\"%s\":%d".formatted(e.getKey(), e.getValue()))
                        .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "{\"file\":\"%s\",\"stars\":%d,\"sized\":%d,\"hfrPixels\":%s,\"hfrSigmaPixels\":%s,\"cpuSeconds\":%.4f,\"wallSeconds\":%.4f,\"rejected\":{%s}}",
                file,
                field.stars().size(),
                field.measurable().size(),
                number(field.medianHfrPixels()),
                number(field.hfrSigmaPixels()),
                timed.cpuSeconds,
                timed.wallSeconds,
                rejected);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.5f", value.getAsDouble()) : "null";
    }

    private static String csv(StarField field) {
        return field.stars().stream()
                .map(MeasureFrames::line)
                .collect(
                        Collectors.joining(
                                "\n",
                                "x,y,flux,hfr,hfrsigma,fwhm,peak,eccentricity,snr,flags\n",
                                "\n"));
    }

    private static String line(Star star) {
        return String.format(
                Locale.ROOT,
                "%.3f,%.3f,%.1f,%.4f,%.5f,%.3f,%.1f,%.3f,%.2f,%s",
                star.x(),
                star.y(),
                star.fluxAdu(),
                star.hfrPixels(),
                star.hfrSigmaPixels(),
                star.fwhmPixels(),
                star.peakAdu(),
                star.eccentricity(),
                star.snr(),
                star.flags().stream().map(Enum::name).sorted().collect(Collectors.joining("|")));
    }
}
