package parfocal.autofocus;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.shape.ProfileStack;
import parfocal.stars.StarField;

/// Frames of a camera, measured.
///
/// @param also who else gets each frame
record CameraEye(Camera camera, Consumer<Frame> also, int binning) implements Eye {
    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(new Shot(exposure, binning, Optional.empty()));
        also.accept(frame);
        StarField field = StarField.detect(frame);
        return Seen.in(field, ProfileStack.of(frame, field));
    }

    @Override
    public Eye binned(int newBinning) {
        return new CameraEye(camera, also, newBinning);
    }
}
