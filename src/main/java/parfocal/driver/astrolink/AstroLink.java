package parfocal.driver.astrolink;

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

/// FocuserLink and AstroLink 4, the first or only motor.
@AutoService(FocuserDriver.class)
public final class AstroLink implements FocuserDriver {
    static final String NAME = "FocuserLink / AstroLink 4";
    static final int BAUD = 38_400;

    // The bridge is FTDI's; which of the two chips was never confirmed, and thousands of other
    // devices carry them.
    private static final List<String> USB_IDS = List.of("0403:6001", "0403:6015");

    static final List<String> ABILITIES =
            List.of(
                    "sync",
                    "maximum",
                    "reverse",
                    "step size",
                    "temperature",
                    "humidity",
                    "dew point",
                    "compensation",
                    "buttons");

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "astrolink",
                NAME,
                "ASTROJOLO FocuserLink, AstroLink 4 mini II, micro, USB, MAX and the first mini, motor 1;"
                        + " the first mini only at 115200 baud: try that when 38400 stays silent",
                BAUD,
                USB_IDS,
                ABILITIES);
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new AstroLinkFocuser(line, pace, 0);
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new AstroLinkEmulator(settings, pace);
    }
}
