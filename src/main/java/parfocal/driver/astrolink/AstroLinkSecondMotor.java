package parfocal.driver.astrolink;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Line;
import parfocal.time.Pace;

/// The second motor of an AstroLink 4 mini II or MAX. Both may be opened on the same line.
@AutoService(FocuserDriver.class)
public final class AstroLinkSecondMotor implements FocuserDriver {

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "astrolink-2",
                AstroLink.NAME + ", motor 2",
                "ASTROJOLO AstroLink 4 mini II and MAX, motor 2",
                AstroLink.BAUD,
                // The first motor's driver is the one to propose for a port.
                List.of(),
                AstroLink.ABILITIES);
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new AstroLinkFocuser(line, pace, 1);
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        Map<String, String> quirks = new HashMap<>(Map.of("model", "mini-ii", "motor", "2"));
        quirks.putAll(settings.quirks());
        return new AstroLinkEmulator(
                new EmulatorSettings(
                        settings.positionSteps(),
                        settings.maximumSteps(),
                        settings.stepsPerSecond(),
                        settings.backlashSteps(),
                        settings.temperatureCelsius(),
                        quirks),
                pace);
    }
}
