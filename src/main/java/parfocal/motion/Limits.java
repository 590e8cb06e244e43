package parfocal.motion;

import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;

/// Refuses every target beyond the limits, whoever asks: a client, a compensation, an overshoot, a bug. The check is here and
/// nowhere else, next to the driver.
public final class Limits implements Focuser {
    private final Focuser inner;
    private final Travel allowed;

    /// @param allowed narrower than the driver's own travel, or wider, where the driver's own still holds
    /// @throws IllegalArgumentException when the two have no position in common
    public Limits(Focuser inner, Travel allowed) {
        this.inner = inner;
        this.allowed = allowed;
        Travel device = inner.travel();
        if (device.maximumSteps() < allowed.minimumSteps()
                || device.minimumSteps() > allowed.maximumSteps()) {
            throw new IllegalArgumentException(
                    "%s travels from %d to %d, and its limits, %d to %d, leave nothing of that"
                            .formatted(
                                    inner.name(),
                                    device.minimumSteps(),
                                    device.maximumSteps(),
                                    allowed.minimumSteps(),
                                    allowed.maximumSteps()));
        }
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        return inner.status();
    }

    /// What both allow, now: a device's own maximum can be a setting.
    @Override
    public Travel travel() {
        Travel device = inner.travel();
        return new Travel(
                device.nearest(allowed.minimumSteps()), device.nearest(allowed.maximumSteps()));
    }

    /// @throws DeviceException [DeviceFault.OutOfRange] beyond either limit; nothing moves
    @Override
    public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        travel().require(name(), positionSteps);
        // Should a setting have moved the device's travel away from the limits, what is left of
        // both is one position outside them.
        allowed.require(name(), positionSteps);
        inner.moveTo(positionSteps);
    }

    @Override
    public void halt() throws DeviceException {
        inner.halt();
    }

    @Override
    public void sync(int positionSteps) throws DeviceException {
        inner.sync(positionSteps);
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
}
