package parfocal.autofocus;

import java.time.Duration;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.stars.Sensor;

/// What a run sees with: one look is one exposure, measured.
@FunctionalInterface
public interface Eye {

    /// Exposes and measures, blocking for the exposure and the download.
    ///
    /// @throws DeviceException when no frame came
    /// @throws InterruptedException when the run was cancelled
    Seen look(Duration exposure) throws DeviceException, InterruptedException;

    /// Frames of a camera, their clearest stars measured by [parfocal.stars.StarField]; pixels that are hot in two of them are
    /// bad from then on.
    static Eye through(Camera camera) {
        return through(camera, Sensor.UNKNOWN);
    }

    /// The same, knowing a master dark or a map of bad pixels from the start.
    static Eye through(Camera camera, Sensor known) {
        return new CameraEye(camera, known);
    }
}
