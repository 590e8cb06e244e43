package parfocal.device;

import java.util.Optional;

/// What a camera says of itself once it is connected.
///
/// @param widthPixels    of the whole sensor, unbinned
/// @param heightPixels   of the whole sensor, unbinned
/// @param pixelMicrons   edge of one unbinned pixel, or 0 where the camera does not tell
/// @param maximumBinning 1 where it cannot bin
/// @param maximumAdu     the largest value a pixel can have, or 0 where the camera does not tell
/// @param colourPattern  of the Bayer matrix from the first pixel of the first row, such as `RGGB`; empty for a monochrome sensor
public record CameraInfo(
        int widthPixels,
        int heightPixels,
        double pixelMicrons,
        int maximumBinning,
        int maximumAdu,
        Optional<String> colourPattern) {}
