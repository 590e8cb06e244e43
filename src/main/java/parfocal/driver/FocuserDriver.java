package parfocal.driver;

import java.net.URI;
import java.time.Duration;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.SerialLine;
import parfocal.link.TcpLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A kind of focuser that can be driven. Implementations carry `@AutoService(FocuserDriver.class)` and are found, not listed.
public interface FocuserDriver {
    /// How long a network connection may take to come about.
    Duration TCP_PATIENCE = Duration.ofSeconds(5);

    /// Who this is, as data.
    DriverInfo info();

    /// Makes sure that the right device answers, reads its state without changing any, and returns it.
    ///
    /// @throws DeviceException when nothing or something else answers; the line stays open, it is the caller's
    Focuser open(Line line, Pace pace) throws DeviceException;

    /// Connects to the device where it is plugged in. The focuser owns what was opened and closes it.
    ///
    /// @throws DeviceException as [#open], or when nothing can be reached there; nothing is left open
    default Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
        String device = info().displayName();
        Line line =
                switch (address) {
                    case Address.Serial(String port) ->
                            SerialLine.open(device, port, info().baud(), log);
                    case Address.Tcp(String host, int port) ->
                            TcpLine.connect(device, host, port, TCP_PATIENCE, log);
                    case Address.Url(URI uri) ->
                            throw new DeviceException(
                                    new DeviceFault.NotConnected(
                                            device,
                                            "it is plugged into a serial port or reached over tcp://HOST:PORT; %s is neither."
                                                    .formatted(uri)));
                };
        try {
            return open(line, pace);
        } catch (DeviceException | RuntimeException failed) {
            line.close();
            throw failed;
        }
    }

    /// The device's firmware, speaking the same bytes from the other side.
    FocuserEmulator emulator(EmulatorSettings settings, Pace pace);
}
