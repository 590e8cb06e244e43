package parfocal.driver;

import java.time.Instant;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Homing;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// Tells drivers whose device knows its place from those that count presses from a stop and are as sure as their sigma says. What
/// troubles do to the latter is tested beside them.
public final class Counting {
    private Counting() {}

    public static boolean fromAStop(FocuserDriver driver) {
        var pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
        var device = driver.emulator(EmulatorSettings.at(5_000, 10_000), pace);
        var line = new MemoryLine(driver.info().id(), device, pace, WireLog.none());
        try (Focuser focuser = driver.open(line, pace)) {
            return focuser instanceof Homing;
        } catch (DeviceException unhealthy) {
            return false;
        }
    }
}
