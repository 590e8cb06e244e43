package parfocal.device;

import java.time.Duration;
import parfocal.image.Frame;

/// A camera that gives one frame per order.
public interface Camera extends AutoCloseable {

    /// What people call this device; used in messages.
    String name();

    /// Exposes and returns the raw frame, blocking for the exposure and the download.
    ///
    /// @throws DeviceException [DeviceFault.CameraFailed] when no frame came
    /// @throws InterruptedException when the run was cancelled; the exposure is aborted
    Frame expose(Duration exposure) throws DeviceException, InterruptedException;

    @Override
    void close();
}
