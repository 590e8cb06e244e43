package parfocal.driver.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// The focuser's probe, asked now and then: air does not hurry.
final class AlpacaThermometer {
    private static final Duration FRESH = Duration.ofSeconds(2);

    /// Outside of it a probe is broken or missing: −127 and 85 °C are what they say then.
    private static final double COLDEST_CELSIUS = -60;

    private static final double WARMEST_CELSIUS = 70;

    private final AlpacaClient client;
    private final Pace pace;
    private final boolean present;
    private OptionalDouble last = OptionalDouble.empty();
    private Instant readAt = Instant.MIN;

    AlpacaThermometer(AlpacaClient client, Pace pace) throws DeviceException {
        this.client = client;
        this.pace = pace;
        this.present = read().isPresent();
    }

    /// @throws DeviceException when the server cannot be reached; that it cannot read its probe is no reason
    OptionalDouble celsius() throws DeviceException {
        if (present && readAt.plus(FRESH).isBefore(pace.now())) {
            Optional<Double> celsius = read();
            last =
                    celsius.isPresent() && plausible(celsius.get())
                            ? OptionalDouble.of(celsius.get())
                            : OptionalDouble.empty();
            readAt = pace.now();
        }
        return last;
    }

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

    private static boolean plausible(double celsius) {
        return celsius > COLDEST_CELSIUS && celsius < WARMEST_CELSIUS;
    }
}
