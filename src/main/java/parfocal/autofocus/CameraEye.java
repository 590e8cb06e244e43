package parfocal.autofocus;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.shape.ProfileStack;
import parfocal.stars.StarField;

/// Frames of a camera, measured.
///
/// @param also who else gets each frame
record CameraEye(StarCamera camera, Consumer<Frame> also, int binning) implements Eye {
    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.frame(new Shot(exposure, binning, Optional.empty()));
        also.accept(frame);
        StarField field = StarField.detectClearest(frame, camera.pixels().known());
        camera.pixels().see(frame, field);
        return Seen.in(
                field,
                camera.given().isKnown(),
                ProfileStack.of(frame, field),
                arcsecPerPixel(frame));
    }

    /// Pixel and focal length as the headers of FITS name them, binning included.
    private static OptionalDouble arcsecPerPixel(Frame frame) {
        double microns = frame.number("XPIXSZ").orElse(0);
        double millimetres = frame.number("FOCALLEN").orElse(0);
        return microns > 0 && millimetres > 0
                ? OptionalDouble.of(206.265 * microns / millimetres)
                : OptionalDouble.empty();
    }

    /// What is known of the sensor is known at one binning.
    @Override
    public int largestBinning() {
        if (camera.given().isKnown()) {
            return 1;
        }
        CameraInfo info = camera.camera().info();
        return info.colourPattern().isPresent() ? 1 : info.maximumBinning();
    }

    @Override
    public Eye binned(int newBinning) {
        return new CameraEye(camera, also, newBinning);
    }
}
