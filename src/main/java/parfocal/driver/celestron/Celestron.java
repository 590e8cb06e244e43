package parfocal.driver.celestron;

import com.google.auto.service.AutoService;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Line;
import parfocal.time.Pace;

/// The Celestron focus motor for Schmidt-Cassegrain, EdgeHD and RASA telescopes, on its own USB port or an AUX adapter.
@AutoService(FocuserDriver.class)
public final class Celestron implements FocuserDriver {

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "celestron",
                CelestronFocuser.NAME,
                "Celestron motorised focuser for SCT, EdgeHD and RASA, on its own USB port or an AUX adapter",
                // On USB the number is a formality, but 19200 and more has hung a host controller.
                9600,
                // The vendor is a chip maker: the version question confirms who it is.
                List.of("15a2:a50f"),
                List.of("limits", "calibration"));
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new CelestronFocuser(line, pace);
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new CelestronEmulator(settings, pace);
    }
}
