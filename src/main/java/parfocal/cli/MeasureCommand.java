package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.report.Json;
import parfocal.stars.StarField;
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
            "With several frames --json prints one object with the list \"frames\".",
            "A frame without a star to measure says why (in --json: \"reason\"), and makes the exit status 1; the others are measured all the same."
        })
final class MeasureCommand implements Callable<Integer> {
    /// A circle for the light of one star and a ring of sky about it need as much.
    private static final int FEWEST_PIXELS_ACROSS = 16;

    /// The ceiling of 16 bits, as cameras reach it.
    private static final float WHITE = 65_000;

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

    @Mixin private SensorOptions known = new SensorOptions();

    @Option(
            names = "--bahtinov",
            description =
                    "The frames were taken through a Bahtinov mask: how far its middle spike passes beside the crossing of the outer two.")
    private boolean bahtinov;

    @Mixin private MaskOptions mask = new MaskOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

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
        KnownSensor sensor = known.sensor();
        PrintWriter out = spec.commandLine().getOut();
        var objects = new ArrayList<Json>();
        int failed = 0;
        for (Path file : files) {
            MeasuredFrame measured;
            try {
                measured = measure(file, sensor);
            } catch (Refusal refusal) {
                // One bad frame must not cost the others.
                spec.commandLine().getErr().println(refusal.getMessage());
                failed++;
                continue;
            }
            if (measured.withoutSize().isPresent()) {
                failed++;
            }
            if (json) {
                objects.add(measured.describe());
            } else {
                out.println(measured.words());
            }
            if (csv != null) {
                write(csv, measured.table());
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
        return failed == 0 ? Parfocal.DONE : Parfocal.FAILED;
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

    private static MeasuredFrame measure(Path file, KnownSensor sensor) throws Refusal {
        Instant began = Pace.wall().now();
        try {
            Frame frame = Fits.read(file);
            requirePicture(file, frame);
            StarField stars = sensor.stars(file, frame);
            return new MeasuredFrame(
                    file, frame, stars, Duration.between(began, Pace.wall().now()));
        } catch (FitsException unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static void requirePicture(Path file, Frame frame) throws Refusal {
        if (Math.min(frame.widthPixels(), frame.heightPixels()) < FEWEST_PIXELS_ACROSS) {
            throw new Refusal(
                    "%s has %d × %d pixels, and stars cannot be measured on fewer than %d × %d. Give a larger part of the sensor."
                            .formatted(
                                    file.getFileName(),
                                    frame.widthPixels(),
                                    frame.heightPixels(),
                                    FEWEST_PIXELS_ACROSS,
                                    FEWEST_PIXELS_ACROSS));
        }
        float first = frame.adu(0, 0);
        for (int y = 0; y < frame.heightPixels(); y++) {
            for (int x = 0; x < frame.widthPixels(); x++) {
                if (frame.adu(x, y) != first) {
                    return;
                }
            }
        }
        throw new Refusal(
                "%s has no picture in it: every pixel is %.0f. %s"
                        .formatted(
                                file.getFileName(),
                                first,
                                first >= WHITE
                                        ? "It is overexposed all over: expose for less, and see that no light falls in."
                                        : "The shutter, the cable or the download failed; take it again."));
    }

    private void draw(Path file, MeasuredFrame measured) throws Refusal {
        try {
            CurveFile.write(file, measured.drawn(), spec.commandLine().getErr());
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
}
