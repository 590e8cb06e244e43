package parfocal.autofocus;

import java.time.Duration;
<<<<<<< HEAD
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.image.Frame;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// Frames of a camera, each measured with what the ones before have shown of its sensor.
final class CameraEye implements Eye {
    private final Camera camera;
    private Sensor sensor;
    private int mostHot;

    CameraEye(Camera camera, Sensor known) {
        this.camera = camera;
        sensor = known;
    }

    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(exposure);
        StarField field = StarField.detectClearest(frame, sensor);
        sensor = sensor.after(frame, field);
        // Pixels that are known to be bad are not found hot again.
        Seen seen = Seen.in(field);
        mostHot = Math.max(mostHot, seen.hotPixels());
        return seen.withHotPixels(mostHot);
=======
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.stars.StarField;

/// Frames of a camera, measured.
///
/// @param also who else gets each frame
record CameraEye(Camera camera, Consumer<Frame> also, int binning) implements Eye {
    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(new Shot(exposure, binning, Optional.empty()));
        also.accept(frame);
        return Seen.in(StarField.detect(frame));
    }

    @Override
    public Eye binned(int newBinning) {
        return new CameraEye(camera, also, newBinning);
>>>>>>> main
    }
}
