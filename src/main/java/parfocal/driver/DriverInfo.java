package parfocal.driver;

import java.util.List;

/// What the program and its user need to know of a driver before anything is connected.
///
/// @param id          as typed in commands and configuration, such as `usb-focus`
/// @param displayName maker and model
/// @param covers      one line: models and clones it is known to drive
/// @param baud        of the serial line, 8N1; 0 for a focuser of another server, which is never on one
/// @param usbIds      `vendor:product` in hexadecimal, of devices that are probably this one
/// @param abilities   what the device itself can do, as short words for lists
public record DriverInfo(
        String id,
        String displayName,
        String covers,
        int baud,
        List<String> usbIds,
        List<String> abilities) {
    /// Whether it is no device of its own but brings in another server's.
    public boolean isBridge() {
        return baud == 0;
    }

    public DriverInfo {
        usbIds = List.copyOf(usbIds);
        abilities = List.copyOf(abilities);
    }
}
