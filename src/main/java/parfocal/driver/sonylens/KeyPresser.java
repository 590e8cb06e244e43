package parfocal.driver.sonylens;

import java.time.Duration;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.sonylens.CameraLink.Outcome;
import parfocal.time.Pace;

/// Presses keys one after the other and gives the lens its time for each, for lessons: they wait, as nothing else is to be done.
///
/// @param device as it is called in messages
record KeyPresser(String device, CameraLink link, Pace pace) {
    private static final int RETRIES = 10;

    /// @return false when the lens is at its end and this body can tell
    /// @throws DeviceException when the body is lost or does not press it; nothing is pressed twice
    boolean press(int key) throws DeviceException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            switch (link.press(key)) {
                case Outcome.Done() -> {
                    pace.pause(
                            Duration.ofMillis(LensTable.USUAL_PACE_MILLIS.get(Math.abs(key) - 1)));
                    return true;
                }
                case Outcome.Busy(Duration wait) -> {
                    if (attempt == RETRIES) {
                        throw refused(Refusal.BUSY);
                    }
                    pace.pause(wait);
                }
                case Outcome.Refused(String reason) -> throw refused(reason);
                case Outcome.AtStop() -> {
                    return false;
                }
                case Outcome.Unanswered(DeviceException trouble) -> throw trouble;
            }
        }
    }

    DeviceException refused(String reason) {
        return new DeviceException(new DeviceFault.Refused(device, "learning the lens", reason));
    }
}
