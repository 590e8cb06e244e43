package parfocal.filters;

import parfocal.device.DeviceException;
import parfocal.device.Focuser;

/// Where a focuser stood when something began, to come back to when it fails.
record StartPlace(Focuser focuser, int steps) {

    static StartPlace of(Focuser focuser) throws DeviceException {
        return new StartPlace(focuser, focuser.status().positionSteps());
    }

    /// As far as that can be: a focuser that was taken away stays where it is.
    void comeBack() {
        try {
            if (focuser.status().positionSteps() != steps) {
                focuser.moveTo(steps);
            }
        } catch (DeviceException _) {
            // What failed before is what the caller hears.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
