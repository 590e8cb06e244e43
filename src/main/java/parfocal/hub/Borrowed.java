package parfocal.hub;

import parfocal.device.Camera;
import parfocal.device.DeviceException;

/// Focuser and camera in the hands of one run, until it is closed.
record Borrowed(Lease lease, Camera camera) implements AutoCloseable {

    /// @param purpose what others are told
    /// @param onHalt  called when somebody halts the focuser meanwhile
    /// @throws DeviceException when one of them is away, or somebody else has it; nothing is kept
    static Borrowed of(
            HubFocuser focuser, HubCamera camera, String purpose, Client who, Runnable onHalt)
            throws DeviceException, InterruptedException {
        Lease lease = focuser.lend(purpose, who, onHalt);
        try {
            return new Borrowed(lease, camera.lend(purpose));
        } catch (DeviceException | InterruptedException away) {
            lease.close();
            throw away;
        }
    }

    @Override
    public void close() {
        camera.close();
        lease.close();
    }
}
