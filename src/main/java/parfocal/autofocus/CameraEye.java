package parfocal.autofocus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.shape.ProfileStack;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// Frames of a camera, each measured with what the ones before have shown of its sensor.
///
/// @param also   who else gets each frame
/// @param sensor what is known of it so far, the same for all binnings: of frames of another size nothing is
record CameraEye(
        Camera camera, Consumer<Frame> also, int binning, AtomicReference<Sensor> sensor)
        implements Eye {
    @Override
    public Seen look(Duration exposure) throws DeviceException, InterruptedException {
        Frame frame = camera.expose(new Shot(exposure, binning, Optional.empty()));
        also.accept(frame);
        Sensor known = sensor.get();
        StarField field = StarField.detectClearest(frame, known);
        sensor.set(known.after(frame, field));
        // Pixels that are known to be bad are not found hot again.
        int hotBefore = known.fits(frame) ? known.badPixelCount() : 0;
        Seen seen = Seen.in(field, ProfileStack.of(frame, field));
        return seen.withHotPixels(seen.hotPixels() + hotBefore);
    }

    @Override
    public Eye binned(int newBinning) {
        return new CameraEye(camera, also, newBinning, sensor);
    }
}
