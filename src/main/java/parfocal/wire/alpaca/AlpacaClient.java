package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
    private static final Duration STANDARD = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PER_MEGABYTE = Duration.ofSeconds(1);
    private static final String JSON = "application/json";
    private static final int LARGEST_ID = 65_535;
    private static final long LARGEST_TRANSACTION = 0xFFFF_FFFFL;

    private final String device;
    private final AlpacaAddress address;
    private final AlpacaTransport transport;
    private final Pace pace;
    private final WireLog log;
    // What servers tell their clients apart by.
    private final int clientId = ThreadLocalRandom.current().nextInt(1, LARGEST_ID + 1);
    private final AtomicLong transactions = new AtomicLong();
    private boolean connectedByUs;
    private boolean asynchronous;

    private AlpacaClient(
            String device,
            AlpacaAddress address,
            AlpacaTransport transport,
            Pace pace,
            WireLog log) {
        this.device = device;
        this.address = address;
        this.transport = transport;
        this.pace = pace;
        this.log = log;
    }

    /// A client over HTTP. Nothing is asked yet.
    ///
    /// @param device what people call the device; used in faults and in the log
    public static AlpacaClient at(String device, AlpacaAddress address, WireLog log) {
        return new AlpacaClient(
                device, address, new JdkTransport(device, address), Pace.wall(), log);
    }

    /// A client over a line that leads to a server's socket, or to an emulator. The line keeps its own log.
    ///
    /// @param type the device asked for is the first of its kind
    public static AlpacaClient over(String device, AlpacaType type, Line line, Pace pace) {
        return new AlpacaClient(
                device,
                AlpacaAddress.of("localhost", 80, type, 0),
                new LineTransport(device, line, pace),
                pace,
                WireLog.none());
    }

    /// How a value is read, such as `AlpacaValue::asWhole`.
    public interface Reading<T> {
        T of(AlpacaValue value) throws AlpacaFormatException;
    }

    /// What people call the device.
    public String device() {
        return device;
    }

    public AlpacaAddress address() {
        return address;
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
            return value(getOnce(member, parameters), "GET " + member, reading);
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
        return value(getOnce(member, parameters), "GET " + member, reading);
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
        return put(member, parameters, STANDARD);
    }

    private AlpacaReply put(String member, Map<String, String> parameters, Duration limit)
            throws DeviceException {
        long transaction = nextTransaction();
        var ask =
                new HttpAsk(
                        address.path(member),
                        JSON,
                        Optional.of(query(parameters, transaction)),
                        limit,
                        HttpAsk.Interrupt.WAITS);
        return exchange(ask, "PUT " + member, parameters, transaction);
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
                        >= address.type().firstAsynchronousVersion();
        connectedByUs = true;
        if (!asynchronous || !connectAsynchronously()) {
            asynchronous = false;
            put("connected", Map.of("Connected", "True"), LONG);
        }
        if (!get("connected", AlpacaValue::asTruth)) {
            throw notConnected("its server was told to connect, and did not say why it has not.");
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
                    throw notConnected(
                            "its server has been connecting for %d s. Is the device switched on?"
                                    .formatted(LONG.toSeconds()));
                }
                pace.pause(LOOK_AGAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw notConnected("the wait for its server was given up.");
        }
        return true;
    }

    private DeviceException notConnected(String reason) {
        return new DeviceException(new DeviceFault.NotConnected(device, reason));
    }

    /// Fetches the camera's picture, as ImageBytes where the server can, else as JSON.
    ///
    /// @param largestPixels a larger picture is refused before anything is allocated for it
    /// @throws DeviceException as [#get]
    public Frame image(long largestPixels) throws DeviceException, InterruptedException {
        try {
            return imageOnce(largestPixels);
        } catch (DeviceException first) {
            if (first.fault() instanceof DeviceFault.NotConnected && first.getCause() != null) {
                return imageOnce(largestPixels);
            }
            throw first;
        }
    }

    private Frame imageOnce(long largestPixels) throws DeviceException, InterruptedException {
        long transaction = nextTransaction();
        String request = "GET imagearray";
        Duration limit = LONG.plus(PER_MEGABYTE.multipliedBy(4 * largestPixels / 1_000_000));
        var ask =
                new HttpAsk(
                        address.path("imagearray") + "?" + query(Map.of(), transaction),
                        ImageBytes.CONTENT_TYPE + ", " + JSON + ";q=0.5",
                        Optional.empty(),
                        limit,
                        HttpAsk.Interrupt.ENDS);
        log.sent(device, request.getBytes(UTF_8));
        try {
            Frame frame =
                    transport
                            .fetch(ask, head -> sink(head, largestPixels))
                            .frame(this, request, transaction);
            log.received(
                    device,
                    "%d × %d pixels"
                            .formatted(frame.widthPixels(), frame.heightPixels())
                            .getBytes(UTF_8),
                    "");
            return frame;
        } catch (AlpacaFormatException unreadable) {
            throw garbled(request, unreadable);
        }
    }

    /// A picture, or whatever came in its place.
    private interface Fetched {
        Frame frame(AlpacaClient client, String request, long transaction) throws DeviceException;
    }

    private ReplySink<Fetched> sink(HttpHead head, long largestPixels) {
        if (head.status() != 200) {
            return then(
                    new ReplyText(head),
                    text ->
                            (client, request, transaction) -> {
                                throw client.httpFault(text, request, Map.of());
                            });
        }
        ReplySink<ImageReply> picture =
                head.isType(ImageBytes.CONTENT_TYPE)
                        ? new ImageBytesReader(largestPixels)
                        : new JsonImageReader(largestPixels);
        return then(
                picture,
                reply ->
                        (client, request, transaction) ->
                                client.picture(reply, request, transaction));
    }

    private static <A, B> ReplySink<B> then(ReplySink<A> sink, Function<A, B> after) {
        return new ReplySink<>() {
            @Override
            public void take(java.nio.ByteBuffer bytes) throws AlpacaFormatException {
                sink.take(bytes);
            }

            @Override
            public B end() throws AlpacaFormatException {
                return after.apply(sink.end());
            }
        };
    }

    private Frame picture(ImageReply reply, String request, long transaction)
            throws DeviceException {
        return switch (reply) {
            case ImageReply.Failure(int number, String message, _) ->
                    throw new DeviceException(AlpacaError.fault(device, request, number, message));
            case ImageReply.Picture(Frame frame, long answered) -> {
                requireOurs(answered, transaction, request);
                yield frame;
            }
        };
    }

    /// What the server offers besides.
    public List<ConfiguredDevice> configuredDevices() throws DeviceException {
        long transaction = nextTransaction();
        String path = "/management/v1/configureddevices";
        var ask =
                new HttpAsk(
                        path + "?" + query(Map.of(), transaction),
                        JSON,
                        Optional.empty(),
                        STANDARD,
                        HttpAsk.Interrupt.WAITS);
        return value(
                exchange(ask, "GET configureddevices", Map.of(), transaction),
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
                    put("disconnect", Map.of(), LOOK_AGAIN.multipliedBy(20));
                } else {
                    put("connected", Map.of("Connected", "False"), LOOK_AGAIN.multipliedBy(20));
                }
            } catch (DeviceException _) {
                // A server that cannot be told any more notices by itself.
            }
        }
        transport.close();
    }

    private AlpacaReply getOnce(String member, Map<String, String> parameters)
            throws DeviceException {
        long transaction = nextTransaction();
        var ask =
                new HttpAsk(
                        address.path(member) + "?" + query(parameters, transaction),
                        JSON,
                        Optional.empty(),
                        STANDARD,
                        HttpAsk.Interrupt.WAITS);
        return exchange(ask, "GET " + member, parameters, transaction);
    }

    private long nextTransaction() {
        return Math.floorMod(transactions.getAndIncrement(), LARGEST_TRANSACTION) + 1;
    }

    private String query(Map<String, String> parameters, long transaction) {
        var all = new StringJoiner("&");
        new TreeMap<>(parameters)
                .forEach((name, value) -> all.add(name + "=" + URLEncoder.encode(value, UTF_8)));
        all.add("ClientID=" + clientId);
        all.add("ClientTransactionID=" + transaction);
        return all.toString();
    }

    private AlpacaReply exchange(
            HttpAsk ask, String request, Map<String, String> parameters, long transaction)
            throws DeviceException {
        String shown = parameters.isEmpty() ? request : request + " " + new TreeMap<>(parameters);
        log.sent(device, shown.getBytes(UTF_8));
        try {
            ReplyText text = transport.exchange(ask, ReplyText::new);
            log.received(device, text.bytes(), "");
            if (text.head().status() != 200) {
                throw httpFault(text, request, parameters);
            }
            return reply(text, request, transaction);
        } catch (AlpacaFormatException unreadable) {
            throw garbled(request, unreadable);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw notConnected("%s was interrupted.".formatted(request));
        }
    }

    private AlpacaReply reply(ReplyText text, String request, long transaction)
            throws DeviceException {
        AlpacaReply reply;
        try {
            reply = AlpacaReply.fromJson(text.bytes());
        } catch (AlpacaFormatException unreadable) {
            throw new DeviceException(
                    new DeviceFault.Garbled(
                            device,
                            request,
                            "\"%s\" (%s)".formatted(text.shown(), unreadable.getMessage())),
                    unreadable);
        }
        requireOurs(reply.clientTransaction(), transaction, request);
        if (reply.isError()) {
            throw new DeviceException(
                    AlpacaError.fault(device, request, reply.errorNumber(), reply.errorMessage()));
        }
        return reply;
    }

    // Servers that give no number back are many; one that gives back another answers somebody else.
    private void requireOurs(long answered, long transaction, String request)
            throws DeviceException {
        if (answered != 0 && answered != transaction) {
            throw new DeviceException(
                    new DeviceFault.Garbled(
                            device,
                            request,
                            "the answer to request %d instead of %d"
                                    .formatted(answered, transaction)));
        }
    }

    private DeviceException httpFault(
            ReplyText text, String request, Map<String, String> parameters) {
        int status = text.head().status();
        String said = text.shown().isEmpty() ? "" : ": \"%s\"".formatted(text.shown());
        if (status == 401 || status == 403) {
            return new DeviceException(
                    new DeviceFault.Refused(
                            device,
                            request,
                            ("%s wants to know who asks (HTTP %d%s). Write user and password into the address:"
                                            + " http://USER:PASSWORD@HOST:PORT/….")
                                    .formatted(address.server(), status, said)));
        }
        String answer = "%s answered HTTP %d%s.".formatted(address.server(), status, said);
        boolean unknown = status == 400 || status == 404 || status == 405;
        return new DeviceException(
                unknown && parameters.isEmpty()
                        ? new DeviceFault.Unsupported(
                                device,
                                "%s: %s Check type and number in the address %s."
                                        .formatted(
                                                request, answer.replaceFirst("\\.$", ""), address))
                        : new DeviceFault.Refused(device, request, answer));
    }

    private DeviceException garbled(String request, AlpacaFormatException unreadable) {
        return new DeviceException(
                new DeviceFault.Garbled(device, request, unreadable.getMessage()), unreadable);
    }

    private <T> T value(AlpacaReply reply, String request, Reading<T> reading)
            throws DeviceException {
        try {
            return reading.of(reply.value().orElse(new AlpacaValue.Nothing()));
        } catch (AlpacaFormatException unreadable) {
            throw garbled(request, unreadable);
        }
    }
}
