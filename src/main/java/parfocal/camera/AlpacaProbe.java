package parfocal.camera;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.WeatherStation;
import parfocal.link.WireLog;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// The thermometer of an Alpaca server's focuser, for those who want nothing else of it.
public final class AlpacaProbe implements WeatherStation {
    private static final String NAME = "Alpaca focuser";

    private final AlpacaClient client;

    private AlpacaProbe(AlpacaClient client) {
        this.client = client;
    }

    /// Connects; nothing moves.
    ///
    /// @throws DeviceException when no focuser answers there, or one without a thermometer; nothing is left open
    public static AlpacaProbe connect(AlpacaAddress address, WireLog log) throws DeviceException {
        AlpacaClient client = AlpacaClient.at(NAME, address, log);
        try {
            client.connect();
            var probe = new AlpacaProbe(client);
            if (probe.read().isEmpty()) {
                throw new DeviceException(
                        new DeviceFault.Unsupported(client.device(), "thermometer"));
            }
            return probe;
        } catch (DeviceException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    /// The number as it comes: what a broken probe says is for others to judge.
    @Override
    public Optional<Weather> weather() throws DeviceException {
        return read().filter(celsius -> !celsius.isNaN())
                .map(celsius ->
                        new Weather(celsius, OptionalDouble.empty(), OptionalDouble.empty()));
    }

    /// Empty where it has none; not a number where it has one that cannot be read now.
    private Optional<Double> read() throws DeviceException {
        try {
            return client.find("temperature", AlpacaValue::asDecimal);
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                return Optional.of(Double.NaN);
            }
            throw trouble;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
