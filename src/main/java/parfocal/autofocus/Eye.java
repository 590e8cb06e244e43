package parfocal.autofocus;

import java.time.Duration;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.image.Frame;
import parfocal.stars.Sensor;

/// What a run sees with: one look is one exposure, measured.
@FunctionalInterface
public interface Eye {

    /// Exposes and measures, blocking for the exposure and the download.
    ///
    /// @throws DeviceException when no frame came
    /// @throws InterruptedException when the run was cancelled
    Seen look(Duration exposure) throws DeviceException, InterruptedException;

    /// The same eye with so many pixels read as one, in both directions; an eye that has no pixels stays as it is.
    default Eye binned(int binning) {
        return this;
    }

    /// How many pixels may be read as one, in both directions, without mixing colours; 1 for an eye that cannot.
    default int largestBinning() {
        return 1;
    }

    /// Frames of a camera, their clearest stars measured by [StarField].
    static Eye through(Camera camera) {
        return through(camera, _ -> {});
    }

    /// @param also who else gets each frame, before it is measured
    static Eye through(Camera camera, Consumer<Frame> also) {
        return through(camera, also, Sensor.UNKNOWN);
    }

    /// @param known a master dark or a map of bad pixels, for frames of their size
    static Eye through(Camera camera, Consumer<Frame> also, Sensor known) {
        return new CameraEye(StarCamera.of(camera, known, false), also, 1);
    }

    /// As [#through(Camera, Consumer, Sensor)]; pixels that were hot in two frames of wide stars are bad in those that follow.
    static Eye learning(Camera camera, Consumer<Frame> also, Sensor known) {
        return new CameraEye(StarCamera.of(camera, known, true), also, 1);
    }
}
