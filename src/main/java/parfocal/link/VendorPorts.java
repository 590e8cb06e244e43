package parfocal.link;

import com.fazecast.jSerialComm.SerialPort;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Serial ports as jSerialComm lists them, for Windows and macOS, where it asks the system and opens none.
///
/// @param listed what the library lists
record VendorPorts(Supplier<List<PortInfo>> listed) implements SerialPorts.Source {

    static VendorPorts ofThisSystem() {
        return new VendorPorts(() ->
                Arrays.stream(SerialPort.getCommPorts())
                        // macOS shows each port twice; its `tty.` twin waits for a carrier that no
                        // focuser gives.
                        .filter(port -> !port.getSystemPortPath().startsWith("/dev/tty."))
                        .map(VendorPorts::describe)
                        .toList());
    }

    @Override
    public List<PortInfo> all() {
        return listed.get();
    }

    @Override
    public PortTrouble whyClosed(String port) {
        boolean file = port.startsWith(File.separator);
        if (file ? !Files.exists(Path.of(port)) : !isListed(port)) {
            return new PortTrouble.Missing(port);
        }
        // Everybody may open a port on both systems; so somebody has it, and they do not tell who.
        return new PortTrouble.HeldUnseen(port, false);
    }

    private boolean isListed(String port) {
        return all().stream().anyMatch(info -> info.name().equalsIgnoreCase(port));
    }

    private static PortInfo describe(SerialPort port) {
        // Windows' own path of COM3 is \\.\COM3.
        String path = port.getSystemPortPath();
        return new PortInfo(
                path.startsWith("\\\\.\\") ? path.substring(4) : path,
                List.of(),
                identity(port),
                told(port.getPortLocation()),
                Optional.empty(),
                List.of(),
                ModemProbe.ABSENT,
                Optional.empty());
    }

    private static Optional<UsbIdentity> identity(SerialPort port) {
        if (port.getVendorID() < 0 || port.getProductID() < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new UsbIdentity(
                        String.format(
                                Locale.ROOT, "%04x:%04x", port.getVendorID(), port.getProductID()),
                        told(port.getManufacturer()),
                        told(port.getPortDescription()),
                        told(port.getSerialNumber())));
    }

    private static Optional<String> told(String text) {
        return Optional.of(text.strip())
                .filter(words ->
                        !words.isEmpty() && !words.equals("Unknown") && !words.equals("0-0"));
    }
}
