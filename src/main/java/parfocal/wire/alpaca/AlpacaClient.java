package parfocal.wire.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.image.Frame;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// One device of an Alpaca server, as its client sees it. May be used from several threads; nothing waits for ever.
///
/// A GET that fails on the way is asked once more on a fresh connection. A PUT never is: nobody knows whether it was heard.
///
/// Short requests are finished when the thread is interrupted, and the interrupt is kept; fetching a picture is given up.
public final class AlpacaClient implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final AlpacaTalk talk;
    private final Pace pace;
    private boolean connectedByUs;
    private boolean asynchronous;

    private AlpacaClient(AlpacaTalk talk, Pace pace) {
        this.talk = talk;
        this.pace = pace;
    }

    /// A client over HTTP. Nothing is asked yet.
    ///
    /// @param device what people call the device; used in faults and in the log
    public static AlpacaClient at(String device, AlpacaAddress address, WireLog log) {
        return new AlpacaClient(
                new AlpacaTalk(device, address, new JdkTransport(device, address), log),
                Pace.wall());
    }

    /// A client over a line that leads to a server's socket, or to an emulator. The line keeps its own log.
    ///
    /// @param type the device asked for is the first of its kind
    public static AlpacaClient over(String device, AlpacaType type, Line line, Pace pace) {
        return new AlpacaClient(
                new AlpacaTalk(
                        device,
                        AlpacaAddress.of("localhost", 80, type, 0),
                        new LineTransport(device, line, pace),
                        WireLog.none()),
                pace);
    }

    /// How a value is read, such as `AlpacaValue::asWhole`.
    public interface Reading<T> {
        T of(AlpacaValue value) throws AlpacaFormatException;
    }

    /// What people call the device.
    public String device() {
        return talk.device();
    }

    public AlpacaAddress address() {
        return talk.address();
    }

    /// Reads a property.
    ///
    /// @param member lower case, such as `position`
    /// @throws DeviceException `Unsupported` where the device has none; `Silent`, `Garbled` or `NotConnected` for trouble on the way;
    ///     otherwise what its server answers
    public <T> T get(String member, Reading<T> reading) throws DeviceException {
        return get(member, Map.of(), reading);
    }

    public <T> T get(String member, Map<String, String> parameters, Reading<T> reading)
            throws DeviceException {
        try {
            return talk.value(talk.get(member, parameters), "GET " + member, reading);
        } catch (DeviceException first) {
            return switch (first.fault()) {
                case DeviceFault.Silent _, DeviceFault.Garbled _ ->
                        again(member, parameters, reading);
                case DeviceFault.NotConnected _ when first.getCause() != null ->
                        again(member, parameters, reading);
                default -> throw first;
            };
        }
    }

    private <T> T again(String member, Map<String, String> parameters, Reading<T> reading)
            throws DeviceException {
        return talk.value(talk.get(member, parameters), "GET " + member, reading);
    }

    /// Reads a property that not every device has; empty where this one has none.
    public <T> Optional<T> find(String member, Reading<T> reading) throws DeviceException {
        try {
            return Optional.of(get(member, reading));
        } catch (DeviceException refused) {
            if (refused.fault() instanceof DeviceFault.Unsupported) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// Sets a property or gives an order, once.
    ///
    /// @param parameters by their names in exactly the casing of the sheet
    /// @throws DeviceException as [#get]; after `Silent`, `Garbled` or `NotConnected` nobody knows whether it was carried out
    public AlpacaReply put(String member, Map<String, String> parameters) throws DeviceException {
        return talk.put(member, parameters);
    }

    /// Makes the server connect to its device, by whatever way its version knows, and waits until it has. A device that is connected
    /// already is left as it is, also at the end: somebody else uses it.
    ///
    /// @throws DeviceException `NotConnected` with the server's reason
    public void connect() throws DeviceException {
        if (get("connected", AlpacaValue::asTruth)) {
            return;
        }
        asynchronous =
                find("interfaceversion", AlpacaValue::asWhole).orElse(1)
                        >= talk.address().type().firstAsynchronousVersion();
        connectedByUs = true;
        if (!asynchronous || !connectAsynchronously()) {
            asynchronous = false;
            var _ = talk.put("connected", Map.of("Connected", "True"), LONG);
        }
        if (!get("connected", AlpacaValue::asTruth)) {
            throw talk.notConnected(
                    "its server was told to connect, and did not say why it has not.");
        }
    }

    private boolean connectAsynchronously() throws DeviceException {
        try {
            put("connect", Map.of());
        } catch (DeviceException refused) {
            if (refused.fault() instanceof DeviceFault.Unsupported) {
                return false;
            }
            throw refused;
        }
        Instant end = pace.now().plus(LONG);
        try {
            while (get("connecting", AlpacaValue::asTruth)) {
                if (pace.now().isAfter(end)) {
                    throw talk.notConnected(
                            "its server has been connecting for %d s. Is the device switched on?"
                                    .formatted(LONG.toSeconds()));
                }
                pace.pause(LOOK_AGAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw talk.notConnected("the wait for its server was given up.");
        }
        return true;
    }

    /// Fetches the camera's picture, as ImageBytes where the server can, else as JSON.
    ///
    /// @param largestPixels a larger picture is refused before anything is allocated for it
    /// @throws DeviceException as [#get]
    public Frame image(long largestPixels) throws DeviceException, InterruptedException {
        try {
            return new PictureFetch(talk).fetch(largestPixels);
        } catch (DeviceException first) {
            if (first.fault() instanceof DeviceFault.NotConnected && first.getCause() != null) {
                return new PictureFetch(talk).fetch(largestPixels);
            }
            throw first;
        }
    }

    /// What the server offers besides.
    public List<ConfiguredDevice> configuredDevices() throws DeviceException {
        return talk.value(
                talk.ofTheServer("/management/v1/configureddevices", "configureddevices"),
                "GET configureddevices",
                value -> {
                    var devices = new ArrayList<ConfiguredDevice>();
                    for (AlpacaValue each : value.asSequence()) {
                        devices.add(ConfiguredDevice.of(each));
                    }
                    return devices;
                });
    }

    /// Leaves the device, which is disconnected if [#connect] connected it, and closes the way to it.
    @Override
    public void close() {
        if (connectedByUs) {
            try {
                if (asynchronous) {
                    talk.put("disconnect", Map.of(), LOOK_AGAIN.multipliedBy(20));
                } else {
                    talk.put(
                            "connected", Map.of("Connected", "False"), LOOK_AGAIN.multipliedBy(20));
                }
            } catch (DeviceException _) {
                // A server that cannot be told any more notices by itself.
            }
        }
        talk.transport().close();
    }
}
