package parfocal.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.device.Camera;
import parfocal.hub.CameraCare;
import parfocal.hub.SensorFiles;
import parfocal.image.Frame;
import parfocal.report.Json;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How frames are exposed: the options of every command that takes some to focus by.
final class LightOptions {
    private static final int LARGEST_BINNING = 8;

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Exposure of each frame. Default: 4, or what the first frame advises.")
    private @Nullable Double exposureSeconds;

    @Option(
            names = "--binning",
            paramLabel = "N",
            description =
                    "Pixels read as one, in both directions. Default: 1, or what stars this wide advise.")
    private @Nullable Integer binning;

    @Option(
            names = "--no-advice",
            description =
                    "Exposure and binning stay as they are, whatever the first frame advises. What is typed stays in any case.")
    private boolean noAdvice;

    @Mixin private SensorOptions sensor = new SensorOptions();

    /// What looks through a camera of this process.
    ///
    /// @param also who else gets each frame
    /// @param err  is told what is doubtful about the dark
    Eye eye(Camera camera, Consumer<Frame> also, PrintWriter err) throws Refusal, Misuse {
        SensorFiles.Known known = sensor.read();
        known.doubt(plan().exposure()).ifPresent(err::println);
        return new CameraCare(sensor.files(), sensor.learning(), !noAdvice)
                .eye(camera, also, known.sensor());
    }

    /// A plan with nothing else chosen.
    FocusPlan plan() throws Misuse {
        int pixels = binning == null ? 1 : binning;
        if (pixels < 1 || pixels > LARGEST_BINNING) {
            throw new Misuse(
                    "--binning goes from 1 to %d; %d was asked."
                            .formatted(LARGEST_BINNING, pixels));
        }
        FocusPlan usual = FocusPlan.defaults().withBinning(pixels);
        FocusPlan exposed =
                exposureSeconds == null
                        ? usual
                        : usual.withExposure(Exposure.ofSeconds(exposureSeconds));
        return noAdvice
                ? exposed
                : sensor.files()
                        .restrain(exposed.advised(exposureSeconds == null, binning == null));
    }

    /// The same as part of an order to the hub.
    Json into(Json order) throws Misuse {
        sensor.requireNone(
                "The hub keeps darks and maps with its cameras, dark, bad-pixels and learn-pixels under [[camera]] in its configuration");
        var _ = plan();
        if (exposureSeconds != null) {
            order.put("exposureSeconds", exposureSeconds);
        }
        if (binning != null) {
            order.put("binning", binning);
        }
        if (noAdvice) {
            order.put("advice", false);
        }
        return order;
    }
}
