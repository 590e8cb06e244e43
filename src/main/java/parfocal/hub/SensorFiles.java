package parfocal.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import parfocal.autofocus.FocusPlan;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.stars.Sensor;

/// FITS files that tell what a camera's sensor shows without light.
///
/// @param dark      mean or median of frames in the dark, of the binning and exposure that is focused with
/// @param badPixels 0 where a pixel is good, anything else where it is not
public record SensorFiles(Optional<Path> dark, Optional<Path> badPixels) {
    public static final SensorFiles NONE = new SensorFiles(Optional.empty(), Optional.empty());

    /// Less than this beside its exposure takes hot pixels off well enough: what is left is a fifth of them.
    private static final double LARGEST_RATIO = 1.25;

    /// What stood in the files.
    ///
    /// @param darkSeconds exposure of the dark; empty without one, or where its header does not tell
    public record Known(Sensor sensor, OptionalDouble darkSeconds) {

        /// What is to be said of frames so exposed; empty where the dark was exposed like them.
        public Optional<String> doubt(Duration exposure) {
            double seconds = exposure.toNanos() / 1e9;
            double dark = darkSeconds.orElse(seconds);
            double ratio = Math.max(dark / seconds, seconds / dark);
            return ratio <= LARGEST_RATIO
                    ? Optional.empty()
                    : Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "The dark was exposed for %s s and the frames are for %s s: of the hot pixels it takes off %.1f times what is there. Expose both alike.",
                                    plain(dark),
                                    plain(seconds),
                                    dark / seconds));
        }

        private static String plain(double seconds) {
            return seconds == Math.rint(seconds)
                    ? Long.toString(Math.round(seconds))
                    : Double.toString(seconds);
        }
    }

    public boolean given() {
        return dark.isPresent() || badPixels.isPresent();
    }

    /// As the log tells them behind what is done; nothing where there are none.
    String words() {
        return Stream.of(
                        dark.map(file -> "the dark " + file),
                        badPixels.map(file -> "the map " + file))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " and " + other)
                .map(", with "::concat)
                .orElse("");
    }

    /// Each time anew: a file may have been replaced by a better one.
    ///
    /// @throws FitsException            when a file is none, with its name
    /// @throws IllegalArgumentException when they are not of one camera and binning, or what is called a map is none
    public Known read() throws FitsException {
        Sensor sensor = Sensor.UNKNOWN;
        OptionalDouble darkSeconds = OptionalDouble.empty();
        if (dark.isPresent()) {
            Frame master = Fits.read(dark.get());
            sensor = sensor.withDark(master);
            darkSeconds = master.number("EXPTIME");
        }
        if (badPixels.isPresent()) {
            sensor = sensor.withBadPixels(Fits.read(badPixels.get()));
        }
        return new Known(sensor, darkSeconds);
    }

    /// A dark is of one exposure: with one, it stays as it was ordered. Binning stays wherever anything is known.
    public FocusPlan restrain(FocusPlan plan) {
        return plan.looks()
                .filter(_ -> dark.isPresent())
                .map(looks -> plan.advised(false, looks.binningFree()))
                .orElse(plan);
    }
}
