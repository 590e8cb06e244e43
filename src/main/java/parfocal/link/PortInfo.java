package parfocal.link;

import java.util.List;
import java.util.Optional;

/// A serial port that is there, as the system tells it; nobody opened it to find out.
///
/// @param name         the system's, such as `/dev/ttyUSB0` or `COM3`; another one after the next plugging-in
/// @param stableNames  links that find the same device again, by its serial number (`by-id`) or by its place (`by-path`)
/// @param usb          what the device behind it says of itself, or empty for a port that is not on USB
/// @param place        where it is plugged in, such as `1-1.2:1.0`: bus, sockets down to it, function
/// @param rights       who may open it, where the system tells
/// @param holders      who has it open, as far as this user may see
/// @param modemProbe   what ModemManager may do to this port
/// @param trouble      what would keep it from being opened now, as far as that can be seen without trying
public record PortInfo(
        String name,
        List<String> stableNames,
        Optional<UsbIdentity> usb,
        Optional<String> place,
        Optional<PortRights> rights,
        List<Holder> holders,
        ModemProbe modemProbe,
        Optional<PortTrouble> trouble) {
    public PortInfo {
        stableNames = List.copyOf(stableNames);
        holders = List.copyOf(holders);
    }

    /// What a lasting name hangs on.
    public enum KnownBy {
        SERIAL_NUMBER,
        PLACE,
        NOTHING
    }

    /// The name to write into a configuration.
    ///
    /// @param by what has to stay the same for it to mean the same device
    public record LastingName(String name, KnownBy by) {}

    /// By the serial number where no other device here carries the same, else by the place, else the system's name.
    ///
    /// @param all the ports that are there, with or without this one
    public LastingName lastingName(List<PortInfo> all) {
        if (isAloneWithItsSerialNumber(all)) {
            Optional<String> byId = stable("/by-id/");
            if (byId.isPresent()) {
                return new LastingName(byId.get(), KnownBy.SERIAL_NUMBER);
            }
        }
        return stable("/by-path/")
                .map(path -> new LastingName(path, KnownBy.PLACE))
                .orElseGet(() -> new LastingName(name, KnownBy.NOTHING));
    }

    /// Other ports here whose devices say the same of themselves, but for the serial number.
    public List<PortInfo> alike(List<PortInfo> all) {
        return all.stream()
                .filter(other -> !other.name.equals(name))
                .filter(other -> usb.isPresent() && other.usb.isPresent())
                .filter(other -> other.usb.get().id().equals(usb.get().id()))
                .toList();
    }

    private boolean isAloneWithItsSerialNumber(List<PortInfo> all) {
        Optional<String> serial = usb.flatMap(UsbIdentity::serialNumber);
        return serial.isPresent()
                && alike(all).stream()
                        .filter(other -> !isSameDevice(other))
                        .noneMatch(other ->
                                other.usb.flatMap(UsbIdentity::serialNumber).equals(serial));
    }

    /// Two functions of one device share its serial number, and their links differ all the same.
    private boolean isSameDevice(PortInfo other) {
        return place.isPresent()
                && other.place.isPresent()
                && device(place.get()).equals(device(other.place.get()));
    }

    private static String device(String place) {
        int colon = place.indexOf(':');
        return colon < 0 ? place : place.substring(0, colon);
    }

    private Optional<String> stable(String folder) {
        return stableNames.stream().filter(link -> link.contains(folder)).findFirst();
    }
}
