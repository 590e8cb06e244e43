package parfocal.autofocus;

import java.time.Duration;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.image.Frame;
import parfocal.shape.ProfileStack;
import parfocal.stars.StarField;

/// What a run sees with: one look is one exposure, measured.
@FunctionalInterface
public interface Eye {

    /// Exposes and measures, blocking for the exposure and the download.
    ///
    /// @throws DeviceException when no frame came
    /// @throws InterruptedException when the run was cancelled
    Seen look(Duration exposure) throws DeviceException, InterruptedException;

    /// Frames of a camera, measured by [StarField].
    static Eye through(Camera camera) {
        return exposure -> {
            Frame frame = camera.expose(exposure);
            StarField field = StarField.detect(frame);
            return Seen.in(field, ProfileStack.of(frame, field));
        };
    }
}
