package parfocal.filters;

import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.device.DeviceException;

/// An autofocus run through whatever filter is in the light.
public interface Focusing {
    FocusResult run(FocusPlan plan) throws DeviceException, InterruptedException;
}
