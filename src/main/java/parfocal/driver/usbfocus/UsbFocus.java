package parfocal.driver.usbfocus;

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

/// The USB_Focus v3 ("UFO") controller.
@AutoService(FocuserDriver.class)
public final class UsbFocus implements FocuserDriver {

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "usb-focus",
                UsbFocusFocuser.NAME,
                "USB_Focus v3 (UFO) on its own USB port, any motor; firmware 1505 and its neighbours",
                9600,
                // Stock descriptors of a microcontroller maker's
                // example: other hobby devices carry the same.
                List.of("0461:0033"),
                List.of(
                        "maximum",
                        "speed",
                        "half steps",
                        "reverse",
                        "temperature",
                        "compensation",
                        "handpad"));
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new UsbFocusFocuser(line, pace);
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new UsbFocusEmulator(settings, pace);
    }
}
