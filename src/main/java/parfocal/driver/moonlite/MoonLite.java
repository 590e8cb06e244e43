package parfocal.driver.moonlite;

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

/// MoonLite's serial protocol, spoken by its own controllers and by most home-made focusers.
@AutoService(FocuserDriver.class)
public final class MoonLite implements FocuserDriver {

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "moonlite",
                MoonLiteFocuser.NAME,
                "MoonLite single-port and DRO (first motor); Ardufocus, arduino-motorfocus, Hansastro and other"
                        + " home-made focusers",
                9600,
                // Behind an FT232R or a CH340, as half of all hobby electronics: no id tells.
                List.of(),
                List.of("sync", "speed", "half steps", "temperature", "compensation"));
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new MoonLiteFocuser(line, pace);
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new MoonLiteEmulator(settings, pace);
    }
}
