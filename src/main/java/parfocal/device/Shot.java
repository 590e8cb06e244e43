package parfocal.device;

import java.time.Duration;
import java.util.Optional;

/// One exposure as it is ordered.
///
/// @param exposure how long the shutter is open
/// @param binning  1, 2, … in both directions
/// @param window   the part of the sensor that is read out, or empty for all of it
public record Shot(Duration exposure, int binning, Optional<Window> window) {
    public Shot {
        if (exposure.isNegative() || binning < 1) {
            throw new IllegalArgumentException(
                    "nobody can expose for %s at binning %d".formatted(exposure, binning));
        }
    }

    /// The whole sensor, every pixel by itself.
    public static Shot whole(Duration exposure) {
        return new Shot(exposure, 1, Optional.empty());
    }

    /// A part of the sensor, in **binned** pixels from the first pixel of the first row.
    public record Window(int left, int top, int widthPixels, int heightPixels) {
        public Window {
            if (left < 0 || top < 0 || widthPixels < 1 || heightPixels < 1) {
                throw new IllegalArgumentException(
                        "a window of %d × %d pixels at (%d, %d) is no part of a sensor"
                                .formatted(widthPixels, heightPixels, left, top));
            }
        }
    }
}
