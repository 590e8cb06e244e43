package parfocal.autofocus;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.shape.ProfileStack;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// Frames of a camera, measured.
///
/// @param also   who else gets each frame
/// @param sensor what is known of it from the start. It is not learned on the way: a tracked star that is sharper than its pixel
///               would be taken for a bad one
record CameraEye(Camera camera, Consumer<Frame> also, int binning, Sensor sensor) implements Eye {
    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(new Shot(exposure, binning, Optional.empty()));
        also.accept(frame);
        StarField field = StarField.detectClearest(frame, sensor);
        return Seen.in(field, ProfileStack.of(frame, field), arcsecPerPixel(frame));
    }

    /// Pixel and focal length as the headers of FITS name them, binning included.
    private static OptionalDouble arcsecPerPixel(Frame frame) {
        double microns = frame.number("XPIXSZ").orElse(0);
        double millimetres = frame.number("FOCALLEN").orElse(0);
        return microns > 0 && millimetres > 0
                ? OptionalDouble.of(206.265 * microns / millimetres)
                : OptionalDouble.empty();
    }

    @Override
    public int largestBinning() {
        CameraInfo info = camera.info();
        return info.colourPattern().isPresent() ? 1 : info.maximumBinning();
    }

    @Override
    public Eye binned(int newBinning) {
        return new CameraEye(camera, also, newBinning, sensor);
    }
}
