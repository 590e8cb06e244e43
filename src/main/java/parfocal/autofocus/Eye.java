package parfocal.autofocus;

import java.time.Duration;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
<<<<<<< HEAD
import parfocal.stars.Sensor;
=======
import parfocal.image.Frame;
import parfocal.stars.StarField;
>>>>>>> main

/// What a run sees with: one look is one exposure, measured.
@FunctionalInterface
public interface Eye {

    /// Exposes and measures, blocking for the exposure and the download.
    ///
    /// @throws DeviceException when no frame came
    /// @throws InterruptedException when the run was cancelled
    Seen look(Duration exposure) throws DeviceException, InterruptedException;

<<<<<<< HEAD
    /// Frames of a camera, their clearest stars measured by [parfocal.stars.StarField]; pixels that are hot in two of them are
    /// bad from then on.
    static Eye through(Camera camera) {
        return through(camera, Sensor.UNKNOWN);
    }

    /// The same, knowing a master dark or a map of bad pixels from the start.
    static Eye through(Camera camera, Sensor known) {
        return new CameraEye(camera, known);
=======
    /// The same eye with so many pixels read as one, in both directions; an eye that has no pixels stays as it is.
    default Eye binned(int binning) {
        return this;
    }

    /// Frames of a camera, measured by [StarField].
    static Eye through(Camera camera) {
        return through(camera, _ -> {});
    }

    /// @param also who else gets each frame, before it is measured
    static Eye through(Camera camera, Consumer<Frame> also) {
        return new CameraEye(camera, also, 1);
>>>>>>> main
    }
}
