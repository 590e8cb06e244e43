package parfocal.driver.alpaca;

import com.google.auto.service.AutoService;
import java.net.URI;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaType;

/// A focuser of another ASCOM Alpaca server.
@AutoService(FocuserDriver.class)
public final class Alpaca implements FocuserDriver {

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "alpaca",
                AlpacaFocuser.NAME,
                "any focuser that an ASCOM Alpaca server offers, such as ASCOM Remote's; at"
                        + " http://HOST:PORT/api/v1/focuser/0",
                // Never on a serial port.
                0,
                List.of(),
                List.of("network", "temperature", "compensation"));
    }

    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        return new AlpacaFocuser(
                AlpacaClient.over(AlpacaFocuser.NAME, AlpacaType.FOCUSER, line, pace), pace);
    }

    @Override
    public Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
        AlpacaAddress focuser =
                switch (address) {
                    case Address.Serial(String port) ->
                            throw unreachable(
                                    "it is reached over http://HOST:PORT/api/v1/focuser/0; %s is a serial port."
                                            .formatted(port));
                    case Address.Tcp(String host, int port) ->
                            AlpacaAddress.of(host, port, AlpacaType.FOCUSER, 0);
                    case Address.Url(URI uri) -> parse(uri);
                };
        AlpacaClient client = AlpacaClient.at(AlpacaFocuser.NAME, focuser, log);
        try {
            return new AlpacaFocuser(client, pace);
        } catch (DeviceException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    private static AlpacaAddress parse(URI uri) throws DeviceException {
        try {
            return AlpacaAddress.parse(uri, AlpacaType.FOCUSER);
        } catch (IllegalArgumentException unreadable) {
            throw unreachable(unreadable.getMessage() + "");
        }
    }

    private static DeviceException unreachable(String reason) {
        return new DeviceException(new DeviceFault.NotConnected(AlpacaFocuser.NAME, reason));
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new AlpacaEmulator(settings, pace);
    }
}
