package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.WireLog;

/// Single exchanges with one device of an Alpaca server: numbered, logged, and either a reply that is ours or a fault. Nothing is
/// asked twice here.
final class AlpacaTalk {
    static final String JSON = "application/json";
    private static final Duration STANDARD = Duration.ofSeconds(10);
    private static final int LARGEST_ID = 65_535;
    private static final long LARGEST_TRANSACTION = 0xFFFF_FFFFL;

    private final String device;
    private final AlpacaAddress address;
    private final AlpacaTransport transport;
    private final WireLog log;
    // What servers tell their clients apart by.
    private final int clientId = ThreadLocalRandom.current().nextInt(1, LARGEST_ID + 1);
    private final AtomicLong transactions = new AtomicLong();

    AlpacaTalk(String device, AlpacaAddress address, AlpacaTransport transport, WireLog log) {
        this.device = device;
        this.address = address;
        this.transport = transport;
        this.log = log;
    }

    String device() {
        return device;
    }

    AlpacaAddress address() {
        return address;
    }

    AlpacaTransport transport() {
        return transport;
    }

    WireLog log() {
        return log;
    }

    AlpacaReply put(String member, Map<String, String> parameters) throws DeviceException {
        return put(member, parameters, STANDARD);
    }

    /// Asks once.
    AlpacaReply get(String member, Map<String, String> parameters) throws DeviceException {
        return get(address.path(member), member, parameters);
    }

    /// Asks once for something that is not the device's.
    AlpacaReply ofTheServer(String path, String member) throws DeviceException {
        return get(path, member, Map.of());
    }

    private AlpacaReply get(String path, String member, Map<String, String> parameters)
            throws DeviceException {
        long transaction = nextTransaction();
        var ask =
                new HttpAsk(
                        path + "?" + query(parameters, transaction),
                        JSON,
                        Optional.empty(),
                        STANDARD,
                        HttpAsk.Interrupt.WAITS);
        return exchange(ask, "GET " + member, parameters, transaction);
    }

    /// Orders once.
    ///
    /// @param limit for the answer
    AlpacaReply put(String member, Map<String, String> parameters, Duration limit)
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

    long nextTransaction() {
        return Math.floorMod(transactions.getAndIncrement(), LARGEST_TRANSACTION) + 1;
    }

    String query(Map<String, String> parameters, long transaction) {
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
    void requireOurs(long answered, long transaction, String request) throws DeviceException {
        if (answered != 0 && answered != transaction) {
            throw new DeviceException(
                    new DeviceFault.Garbled(
                            device,
                            request,
                            "the answer to request %d instead of %d"
                                    .formatted(answered, transaction)));
        }
    }

    DeviceException httpFault(ReplyText text, String request, Map<String, String> parameters) {
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

    DeviceException garbled(String request, AlpacaFormatException unreadable) {
        return new DeviceException(
                new DeviceFault.Garbled(device, request, unreadable.getMessage()), unreadable);
    }

    <T> T value(AlpacaReply reply, String request, AlpacaClient.Reading<T> reading)
            throws DeviceException {
        try {
            return reading.of(reply.value().orElse(new AlpacaValue.Nothing()));
        } catch (AlpacaFormatException unreadable) {
            throw garbled(request, unreadable);
        }
    }

    DeviceException notConnected(String reason) {
        return new DeviceException(new DeviceFault.NotConnected(device, reason));
    }
}
