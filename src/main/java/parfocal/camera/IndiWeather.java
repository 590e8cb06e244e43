package parfocal.camera;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.WeatherStation;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.Mirror;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// What a device of an INDI server feels: a weather station, or the thermometer of a focuser.
///
/// Drivers name the elements of `WEATHER_PARAMETERS` each in its own way; what they are is told by how the names end, as KStars reads them.
public final class IndiWeather implements WeatherStation {
    private static final String WHAT = "a device with a thermometer";
    private static final String PARAMETERS = "WEATHER_PARAMETERS";
    private static final String PROBE = "FOCUS_TEMPERATURE";
    // Defined as soon as the driver has connected; a station on the network takes a moment more.
    private static final Duration TO_SHOW = Duration.ofSeconds(3);

    private final IndiDevice device;

    private IndiWeather(IndiDevice device) {
        this.device = device;
    }

    /// Connects to the server, and has the server connect to the device if it is not.
    ///
    /// @param name of the device, as the server calls it: `Weather Simulator`
    /// @throws DeviceException [DeviceFault.NotConnected], or [DeviceFault.Unsupported] where it has no thermometer, with what to do
    public static IndiWeather connect(String host, int port, String name)
            throws DeviceException, InterruptedException {
        var device = IndiDevice.connect(host, port, name, IndiLimits.ofAClient(), List.of(), WHAT);
        try {
            var weather = new IndiWeather(device);
            weather.awaitThermometer();
            return weather;
        } catch (DeviceException | InterruptedException | RuntimeException failed) {
            device.close();
            throw failed;
        }
    }

    /// As last told; empty too while the driver says that its numbers are no good.
    @Override
    public Optional<Weather> weather() throws DeviceException {
        if (!device.ready()) {
            throw device.notConnected("the INDI server does not answer any more.");
        }
        Property felt =
                device.property(PARAMETERS)
                        .filter(property -> celsius(property).isPresent())
                        .or(() -> device.property(PROBE))
                        .orElseThrow(() ->
                                device.notConnected(
                                        "the INDI server shows no temperature of it any more. Is it connected there?"));
        OptionalDouble celsius = celsius(felt);
        if (!isGood(felt) || celsius.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Weather(
                        celsius.getAsDouble(),
                        ending(felt, "_HUMIDITY"),
                        ending(felt, "_DEWPOINT")));
    }

    /// Leaves the server; the device stays connected there, for others.
    @Override
    public void close() {
        device.close();
    }

    private void awaitThermometer() throws DeviceException, InterruptedException {
        Optional<Boolean> shown =
                device.client()
                        .await(
                                TO_SHOW,
                                mirror ->
                                        has(mirror)
                                                ? Optional.of(true)
                                                : Optional.<Boolean>empty());
        if (shown.isEmpty()) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(
                            device.name(),
                            "temperature to read, neither %s nor %s. Give the [[sensor]] a weather station, or a focuser with a thermometer"
                                    .formatted(PARAMETERS, PROBE)));
        }
    }

    private boolean has(Mirror mirror) {
        return mirror.property(device.name(), PROBE).isPresent()
                || mirror.property(device.name(), PARAMETERS)
                        .filter(property -> celsius(property).isPresent())
                        .isPresent();
    }

    private static OptionalDouble celsius(Property felt) {
        return felt.name().equals(PROBE)
                ? felt.number("TEMPERATURE")
                : ending(felt, "_TEMPERATURE");
    }

    // A station shows noughts, as Idle, until it was asked for the first time.
    private static boolean isGood(Property felt) {
        return felt.state() != PropertyState.ALERT
                && (felt.name().equals(PROBE) || felt.state() != PropertyState.IDLE);
    }

    private static OptionalDouble ending(Property felt, String last) {
        return felt.members().stream()
                .filter(member -> member.name().endsWith(last))
                .map(Member::name)
                .findFirst()
                .map(felt::number)
                .orElse(OptionalDouble.empty());
    }
}
