package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.StarCamera;
import parfocal.device.Camera;
import parfocal.hub.SensorFiles;
import parfocal.image.FitsException;
import picocli.CommandLine.Option;

/// What is known of the camera's sensor: the options of every command that measures stars.
final class SensorOptions {
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
            names = "--learn-pixels",
            description =
                    "Pixels that were hot in two frames are bad in those that follow. Seldom needed: each frame finds its hot pixels by itself.")
    private boolean learning;

    boolean learning() {
        return learning;
    }

    SensorFiles files() {
        return new SensorFiles(Optional.ofNullable(dark), Optional.ofNullable(badPixels));
    }

    /// @throws Refusal when a file cannot be used
    SensorFiles.Known read() throws Refusal {
        try {
            return files().read();
        } catch (FitsException | IllegalArgumentException unfit) {
            throw new Refusal(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /// For files that are measured here.
    KnownSensor sensor() throws Refusal {
        return new KnownSensor(read().sensor(), learning);
    }

    /// A camera of this process whose frames are all exposed alike.
    ///
    /// @param err is told what is doubtful about the dark
    StarCamera stars(Camera camera, Duration exposure, PrintWriter err) throws Refusal {
        SensorFiles.Known known = read();
        known.doubt(exposure).ifPresent(err::println);
        return StarCamera.of(camera, known.sensor(), learning);
    }

    /// @throws Misuse where one is given and cannot be used, for that reason
    void requireNone(String reason) throws Misuse {
        if (files().given() || learning) {
            throw new Misuse(
                    reason + ". --dark, --bad-pixels and --learn-pixels do not go with it.");
        }
    }
}
