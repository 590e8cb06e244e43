package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.time.Pace;

/// The last wrapper before the driver: notes every reading and every trouble on its way up, and lets moves through only while they are
/// permitted, so that nothing reaches the device after a halt.
final class Watched implements Focuser {
    private final Focuser device;
    private final Pace pace;
    private boolean permitted;
    private volatile Duration exchange = Duration.ZERO;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<DeviceFault> lost = Optional.empty();

    Watched(Focuser device, Pace pace) {
        this.device = device;
        this.pace = pace;
    }

    synchronized void permitMoves() {
        permitted = true;
    }

    /// Returns when no move can be on its way to the device any more.
    synchronized void forbidMoves() {
        permitted = false;
    }

    /// How long the last reading took: a slow line is asked less often.
    Duration exchange() {
        return exchange;
    }

    /// Readings in a row that failed.
    int failures() {
        return failures.get();
    }

    /// Why the line is known to be gone.
    Optional<DeviceFault> lost() {
        return lost;
    }

    Focuser device() {
        return device;
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        Instant asked = pace.now();
        FocuserStatus status = noting(device::status);
        exchange = Duration.between(asked, pace.now());
        failures.set(0);
        return status;
    }

    @Override
    public Travel travel() {
        return device.travel();
    }

    @Override
    public synchronized void moveTo(int positionSteps)
            throws DeviceException, InterruptedException {
        if (!permitted) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            name(), "to move to %d".formatted(positionSteps), "it was halted."));
        }
        try {
            device.moveTo(positionSteps);
        } catch (DeviceException trouble) {
            note(trouble);
            throw trouble;
        }
    }

    @Override
    public void halt() throws DeviceException {
        var _ =
                noting(() -> {
                    device.halt();
                    return Boolean.TRUE;
                });
    }

    @Override
    public void sync(int positionSteps) throws DeviceException {
        device.sync(positionSteps);
    }

    @Override
    public List<Setting> settings() throws DeviceException {
        return device.settings();
    }

    @Override
    public void change(String setting, String value) throws DeviceException {
        device.change(setting, value);
    }

    @Override
    public void close() {
        device.close();
    }

    private interface Question<T> {
        T ask() throws DeviceException;
    }

    private <T> T noting(Question<T> question) throws DeviceException {
        try {
            return question.ask();
        } catch (DeviceException trouble) {
            note(trouble);
            throw trouble;
        }
    }

    private void note(DeviceException trouble) {
        failures.incrementAndGet();
        if (trouble.fault() instanceof DeviceFault.NotConnected gone) {
            lost = Optional.of(gone);
        }
    }
}
