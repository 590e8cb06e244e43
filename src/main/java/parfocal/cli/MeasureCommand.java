package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.report.AnnotatedFrame;
import parfocal.report.Json;
import parfocal.stars.RejectedObject;
import parfocal.stars.Rejection;
import parfocal.stars.Sensor;
import parfocal.stars.Star;
import parfocal.stars.StarField;
import parfocal.stars.StarFlag;
import parfocal.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Finds and measures the stars of FITS frames.",
        footer = {
            "",
            "Example: parfocal measure light.fits --csv stars.csv --annotate stars.png",
            "         parfocal measure light.fits --dark master-dark.fits --bad-pixels map.fits",
            "",
            "         parfocal measure --bahtinov star-4120.fits star-4160.fits --focal-ratio 4 --step-um 4.06",
            "",
            "HFR is the true half-flux radius, in pixels.",
            "With several frames --json prints one object with the list \"frames\"."
        })
final class MeasureCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FRAME",
            description = "FITS files, gzipped or tile-compressed too.")
    private List<Path> files = List.of();

    @Option(names = "--csv", paramLabel = "F", description = "Writes one row for each star.")
    private @Nullable Path csv;

    @Option(
            names = "--annotate",
            paramLabel = "F.png",
            description = "Draws the stretched frame with a box and the HFR at each star.")
    private @Nullable Path annotate;

    @Option(
            names = "--dark",
            paramLabel = "F",
            description = "A master dark of the same camera, binning and exposure.")
    private @Nullable Path dark;

    @Option(
            names = "--bad-pixels",
            paramLabel = "F",
            description = "A map of the sensor: 0 where a pixel is good, anything else where not.")
    private @Nullable Path badPixels;

    @Option(
            names = "--bahtinov",
            description =
                    "The frames were taken through a Bahtinov mask: how far its middle spike passes beside the crossing of the outer two.")
    private boolean bahtinov;

    @Mixin private MaskOptions mask = new MaskOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private record Measured(Path file, Frame frame, StarField stars, Duration elapsed) {}

    @Override
    public Integer call() throws Refusal, Misuse {
        if (files.size() > 1 && (csv != null || annotate != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--csv and --annotate take one frame at a time.");
        }
        if (bahtinov) {
            return throughMask();
        }
        if (mask.given()) {
            throw new Misuse("--focal-ratio, --step-um and --pixel-um belong to --bahtinov.");
        }
        if (csv != null) {
            Output.requireWritable(csv);
        }
        if (annotate != null) {
            Output.requireWritable(annotate, ".png");
        }
        Sensor sensor = sensor();
        PrintWriter out = spec.commandLine().getOut();
        var objects = new ArrayList<Json>();
        int unreadable = 0;
        for (Path file : files) {
            Measured measured;
            try {
                measured = measure(file, sensor);
            } catch (Refusal refusal) {
                // One bad frame must not cost the others.
                spec.commandLine().getErr().println(refusal.getMessage());
                unreadable++;
                continue;
            }
            if (json) {
                objects.add(describe(measured));
            } else {
                print(measured, out);
            }
            if (csv != null) {
                write(csv, table(measured.stars));
            }
            if (annotate != null) {
                draw(annotate, measured);
            }
        }
        if (json && files.size() > 1) {
            out.println(new Json().putObjects("frames", objects));
        } else if (json && !objects.isEmpty()) {
            out.println(objects.getFirst());
        }
        return unreadable == 0 ? Parfocal.DONE : Parfocal.FAILED;
    }

    private int throughMask() throws Refusal, Misuse {
        if (csv != null || annotate != null) {
            throw new Misuse("--csv and --annotate do not go with --bahtinov.");
        }
        var readings = new SpikeReadings();
        for (Path file : files) {
            readings.read(file, mask);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(readings.published());
        } else {
            readings.print(out);
        }
        return readings.complete() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private Sensor sensor() throws Refusal {
        Sensor sensor = Sensor.UNKNOWN;
        try {
            if (dark != null) {
                sensor = sensor.withDark(Fits.read(dark));
            }
            if (badPixels != null) {
                sensor = sensor.withBadPixels(Fits.read(badPixels));
            }
            return sensor;
        } catch (FitsException unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (IllegalArgumentException ofAnotherCamera) {
            throw new Refusal(String.valueOf(ofAnotherCamera.getMessage()), ofAnotherCamera);
        }
    }

    private Measured measure(Path file, Sensor sensor) throws Refusal {
        Instant began = Pace.wall().now();
        try {
            Frame frame = Fits.read(file);
            requirePicture(file, frame);
            if ((dark != null || badPixels != null) && !sensor.fits(frame)) {
                throw new Refusal(
                        "%s is %d × %d pixels, the dark or the map of bad pixels is not: use those of its camera and binning."
                                .formatted(
                                        file.getFileName(),
                                        frame.widthPixels(),
                                        frame.heightPixels()));
            }
            StarField stars = StarField.detect(frame, sensor);
            return new Measured(file, frame, stars, Duration.between(began, Pace.wall().now()));
        } catch (FitsException unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static void requirePicture(Path file, Frame frame) throws Refusal {
        float first = frame.adu(0, 0);
        for (int y = 0; y < frame.heightPixels(); y++) {
            for (int x = 0; x < frame.widthPixels(); x++) {
                if (frame.adu(x, y) != first) {
                    return;
                }
            }
        }
        throw new Refusal(
                "%s has no picture in it: every pixel is %.0f. The shutter, the cable or the download failed; take it again."
                        .formatted(file.getFileName(), first));
    }

    private static Json describe(Measured measured) {
        StarField stars = measured.stars;
        var rejected = new Json();
        for (Map.Entry<Rejection, Integer> entry : stars.rejected().entrySet()) {
            rejected.put(word(entry.getKey()), entry.getValue());
        }
        return new Json()
                .put("file", measured.file.toString())
                .put("widthPixels", measured.frame.widthPixels())
                .put("heightPixels", measured.frame.heightPixels())
                .put("starCount", stars.stars().size())
                .put("hfrPixels", stars.medianHfrPixels())
                .put("hfrSigmaPixels", stars.hfrSigmaPixels())
                .put("fwhmPixels", stars.medianFwhmPixels())
                .put("eccentricity", stars.medianEccentricity())
                .put("backgroundAdu", stars.backgroundAdu())
                .put("noiseAdu", stars.noiseAdu())
                .put("rejected", rejected)
                .put("elapsedMillis", measured.elapsed.toMillis());
    }

    private static void print(Measured measured, PrintWriter out) {
        StarField stars = measured.stars;
        if (stars.medianHfrPixels().isEmpty()) {
            out.printf(
                    "%s: no star; background %.0f ± %.1f ADU%s%n",
                    measured.file.getFileName(),
                    stars.backgroundAdu(),
                    stars.noiseAdu(),
                    rejections(stars));
            return;
        }
        out.printf(
                "%s: HFR %.2f ± %.2f px from %d of %d stars, FWHM %.2f px, background %.0f ± %.1f ADU%s%n",
                measured.file.getFileName(),
                stars.medianHfrPixels().getAsDouble(),
                stars.hfrSigmaPixels().orElse(0),
                stars.measurable().size(),
                stars.stars().size(),
                stars.medianFwhmPixels().orElse(Double.NaN),
                stars.backgroundAdu(),
                stars.noiseAdu(),
                rejections(stars));
    }

    private static String rejections(StarField stars) {
        if (stars.rejected().isEmpty()) {
            return "";
        }
        var words = new ArrayList<String>();
        stars.rejected().forEach((cause, count) -> words.add(count + " " + word(cause)));
        return "; not stars: " + String.join(", ", words);
    }

    private static String table(StarField stars) {
        var rows = new StringBuilder("x,y,flux,hfr,fwhm,peak,eccentricity,snr,flags\n");
        for (Star star : stars.stars()) {
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "%.3f,%.3f,%.1f,%.4f,%.3f,%.1f,%.3f,%.1f,%s%n",
                            star.x(),
                            star.y(),
                            star.fluxAdu(),
                            star.hfrPixels(),
                            star.fwhmPixels(),
                            star.peakAdu(),
                            star.eccentricity(),
                            star.snr(),
                            String.join(
                                    " ",
                                    star.flags().stream().map(MeasureCommand::word).toList())));
        }
        return rows.toString();
    }

    private void draw(Path file, Measured measured) throws Refusal {
        var boxes = new ArrayList<AnnotatedFrame.Box>();
        for (Star star : measured.stars.stars()) {
            boxes.add(
                    new AnnotatedFrame.Box(
                            star.x(),
                            star.y(),
                            3 * star.hfrPixels(),
                            "%.2f".formatted(star.hfrPixels()),
                            star.flags().contains(StarFlag.SATURATED)
                                    ? AnnotatedFrame.Kind.SATURATED
                                    : AnnotatedFrame.Kind.STAR,
                            star.fluxAdu()));
        }
        for (RejectedObject object : measured.stars.rejectedObjects()) {
            boxes.add(
                    new AnnotatedFrame.Box(
                            object.x(), object.y(), 6, "", AnnotatedFrame.Kind.REJECTED, 0));
        }
        String caption =
                "%s: %d stars, HFR %s px"
                        .formatted(
                                measured.file.getFileName(),
                                measured.stars.stars().size(),
                                measured.stars.medianHfrPixels().isPresent()
                                        ? "%.2f"
                                                .formatted(
                                                        measured.stars
                                                                .medianHfrPixels()
                                                                .getAsDouble())
                                        : "–");
        try {
            CurveFile.write(
                    file,
                    AnnotatedFrame.of(measured.frame, boxes, caption),
                    spec.commandLine().getErr());
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }

    private static void write(Path file, String text) throws Refusal {
        try {
            Files.writeString(file, text);
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
