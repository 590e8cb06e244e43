package parfocal.autofocus;

import java.util.Optional;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// A camera and what is known of its sensor.
///
/// @param given  from the start, for frames of its size
/// @param pixels the same, and what is learned on the way
public record StarCamera(Camera camera, Sensor given, BadPixels pixels) {

    /// @param known    a master dark or a map of bad pixels
    /// @param learning whether pixels that were hot in two frames of wide stars are bad in those that follow
    public static StarCamera of(Camera camera, Sensor known, boolean learning) {
        return new StarCamera(camera, known, new BadPixels(known, learning));
    }

    /// All stars of one exposure.
    ///
    /// @throws DeviceException when no frame came, or one of another size than what is known of the sensor
    public StarField stars(Shot shot) throws DeviceException, InterruptedException {
        Frame frame = frame(shot);
        StarField field = StarField.detect(frame, pixels.known());
        pixels.see(frame, field);
        return field;
    }

    /// @throws DeviceException as [#stars]
    Frame frame(Shot shot) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(shot);
        Optional<String> unfit = given.unfit(frame);
        if (unfit.isPresent()) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(
                            camera.name(),
                            "none that fits its dark or map of bad pixels. " + unfit.get()));
        }
        return frame;
    }
}
