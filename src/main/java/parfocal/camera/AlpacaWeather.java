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

/// Temperature, humidity and dew point of an Alpaca server's weather station (`ObservingConditions`).
public final class AlpacaWeather implements WeatherStation {
    private static final String NAME = "Alpaca weather station";
    private static final double ABSOLUTE_ZERO_CELSIUS = -273.15;
    private static final double WARMEST_CELSIUS = 100;

    private final AlpacaClient client;

    private AlpacaWeather(AlpacaClient client) {
        this.client = client;
    }

    /// Connects.
    ///
    /// @throws DeviceException when no weather station answers there; nothing is left open
    public static AlpacaWeather connect(AlpacaAddress address, WireLog log) throws DeviceException {
        AlpacaClient client = AlpacaClient.at(NAME, address, log);
        try {
            client.connect();
            return new AlpacaWeather(client);
        } catch (DeviceException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    /// As [WeatherStation#weather()]; empty too while a sensor warms up.
    @Override
    public Optional<Weather> weather() throws DeviceException {
        OptionalDouble temperature = read("temperature", ABSOLUTE_ZERO_CELSIUS, WARMEST_CELSIUS);
        if (temperature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Weather(
                        temperature.getAsDouble(),
                        read("humidity", 0, 100),
                        read("dewpoint", ABSOLUTE_ZERO_CELSIUS, WARMEST_CELSIUS)));
    }

    private OptionalDouble read(String member, double least, double most) throws DeviceException {
        try {
            double value =
                    client.find(member, AlpacaValue::asDecimal).orElse(Double.NEGATIVE_INFINITY);
            return value >= least && value <= most
                    ? OptionalDouble.of(value)
                    : OptionalDouble.empty();
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                return OptionalDouble.empty();
            }
            throw trouble;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
