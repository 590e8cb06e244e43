package parfocal.driver.indi;

import com.google.auto.service.AutoService;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.TcpLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// Any focuser of any INDI server.
@AutoService(FocuserDriver.class)
public final class Indi implements FocuserDriver {
    static final String NAME = "INDI focuser";
    private static final int PORT = 7624;

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "indi",
                NAME,
                "every focuser of an INDI server, given as indi://HOST[:7624]/Device%20Name",
                0,
                List.of(),
                List.of("sync", "limits", "reverse", "backlash", "temperature"));
    }

    /// The first focuser the server at the other end names.
    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return open(line, pace, Optional.empty());
    }

    @Override
    public Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
        return switch (address) {
            case Address.Tcp(String host, int port) ->
                    connect(host, port, Optional.empty(), log, pace);
            case Address.Url(URI uri)
                    when uri.getScheme().equalsIgnoreCase("indi") && uri.getHost() != null -> {
                String path = uri.getPath() == null ? "" : uri.getPath();
                String device = path.startsWith("/") ? path.substring(1) : path;
                yield connect(
                        uri.getHost(),
                        uri.getPort() < 0 ? PORT : uri.getPort(),
                        device.isBlank() ? Optional.empty() : Optional.of(device),
                        log,
                        pace);
            }
            default ->
                    throw new DeviceException(
                            new DeviceFault.NotConnected(
                                    NAME,
                                    "it is reached over indi://HOST[:7624]/Device%20Name; "
                                            + address
                                            + " is something else."));
        };
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new IndiEmulator(settings, pace);
    }

    private static Focuser connect(
            String host, int port, Optional<String> device, WireLog log, Pace pace)
            throws DeviceException {
        Line line = TcpLine.connect(device.orElse(NAME), host, port, TCP_PATIENCE, log);
        try {
            return open(line, pace, device);
        } catch (DeviceException | RuntimeException failed) {
            line.close();
            throw failed;
        }
    }

    private static Focuser open(Line line, Pace pace, Optional<String> device)
            throws DeviceException {
        IndiTalk talk = new IndiMeeting(line, pace).with(device);
        return talk.property(Words.ABSOLUTE).isPresent()
                ? new IndiFocuser(talk, pace)
                : new IndiRelativeFocuser(talk, pace);
    }
}
