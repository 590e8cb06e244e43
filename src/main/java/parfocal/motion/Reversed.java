package parfocal.motion;

import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;

/// Counts from the other end, for a motor that was mounted the other way round and cannot be told so: the travel stays, and what was
/// its inner end is its outer.
public final class Reversed implements Focuser {
    private final Focuser inner;

    public Reversed(Focuser inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        FocuserStatus status = inner.status();
        return status.at(mirrored(status.positionSteps()));
    }

    @Override
    public Travel travel() {
        return inner.travel();
    }

    /// @throws DeviceException [DeviceFault.OutOfRange] in the numbers that were asked; nothing moves
    @Override
    public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        travel().require(name(), positionSteps);
        inner.moveTo(mirrored(positionSteps));
    }

    @Override
    public void halt() throws DeviceException {
        inner.halt();
    }

    @Override
    public void sync(int positionSteps) throws DeviceException {
        travel().require(name(), positionSteps);
        inner.sync(mirrored(positionSteps));
    }

    @Override
    public List<Setting> settings() throws DeviceException {
        return inner.settings();
    }

    @Override
    public void change(String setting, String value) throws DeviceException {
        inner.change(setting, value);
    }

    @Override
    public void close() {
        inner.close();
    }

    private int mirrored(int positionSteps) {
        Travel travel = travel();
        return travel.minimumSteps() + travel.maximumSteps() - positionSteps;
    }
}
