package parfocal.cli;

import java.nio.file.Path;
import java.util.Optional;
import parfocal.autofocus.BadPixels;
import parfocal.image.Frame;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// Measures files of one camera, one after another, with what is known of its sensor.
final class KnownSensor {
    private final Sensor given;
    private final BadPixels pixels;

    KnownSensor(Sensor given, boolean learning) {
        this.given = given;
        this.pixels = new BadPixels(given, learning);
    }

    /// @throws Refusal when the frame is of another camera or binning than the dark or the map
    StarField stars(Path file, Frame frame) throws Refusal {
        Optional<String> unfit = given.unfit(frame);
        if (unfit.isPresent()) {
            throw new Refusal(
                    "%s cannot be measured with this dark or map of bad pixels. %s"
                            .formatted(file.getFileName(), unfit.get()));
        }
        StarField stars = StarField.detect(frame, pixels.known());
        pixels.see(frame, stars);
        return stars;
    }
}
