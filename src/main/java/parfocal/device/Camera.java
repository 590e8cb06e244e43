package parfocal.device;

import java.time.Duration;
import parfocal.image.Frame;

/// A camera that gives one frame per order.
public interface Camera extends AutoCloseable {

    /// What people call this device; used in messages.
    String name();

    /// Asked when the camera was connected; does not talk to it again.
    CameraInfo info();

    /// Exposes and returns the raw frame, blocking for the exposure and the download.
    ///
    /// @throws DeviceException [DeviceFault.CameraFailed] when no frame came, or when the shot is impossible
    /// @throws InterruptedException when the run was cancelled; the exposure is aborted
    Frame expose(Shot shot) throws DeviceException, InterruptedException;

    /// The whole sensor, unbinned.
    default Frame expose(Duration exposure) throws DeviceException, InterruptedException {
        return expose(Shot.whole(exposure));
    }

    @Override
    void close();
}
