package parfocal.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiClient;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Mirror;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// One device of an INDI server, with what every device there has in common: it is connected once, its orders are answered, and it
/// may die and come back.
final class IndiDevice implements AutoCloseable {
    /// Long for a server on another continent, short for a person.
    static final Duration ANSWER = Duration.ofSeconds(5);

    private static final String CONNECTION = "CONNECTION";
    // Some cameras cool, home or load firmware first.
    private static final Duration TO_CONNECT = Duration.ofSeconds(30);
    // KStars waits as long after the last definition before it believes to know a device.
    private static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration TO_SETTLE = Duration.ofSeconds(5);

    private final String name;
    private final String host;
    private final int port;
    private final IndiClient client;
    private final List<String> needed;

    private IndiDevice(String name, String host, int port, IndiClient client, List<String> needed) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.client = client;
        this.needed = needed;
    }

    /// @param needed properties without which it is not what was expected
    /// @param what   it was expected to be, such as `a camera`
    /// @throws DeviceException [DeviceFault.NotConnected] or [DeviceFault.WrongDevice], with what to do
    static IndiDevice connect(
            String host, int port, String name, IndiLimits limits, List<String> needed, String what)
            throws DeviceException, InterruptedException {
        var client = IndiClient.connect(name, host, port, Optional.of(name), limits);
        var device = new IndiDevice(name, host, port, client, needed);
        try {
            device.becomeReady(what);
            return device;
        } catch (DeviceException | InterruptedException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    String name() {
        return name;
    }

    IndiClient client() {
        return client;
    }

    Optional<Property> property(String property) {
        return client.property(name, property);
    }

    /// Whether everything is there that was needed when it was connected.
    boolean ready() {
        return client.connected() && needed.stream().allMatch(each -> property(each).isPresent());
    }

    /// Waits until the device can be used: after a restart of its driver, of the server or of the network it is connected again.
    void becomeReady(String what) throws DeviceException, InterruptedException {
        client.awaitConnection(ANSWER);
        Optional<Property> connection =
                client.await(ANSWER, mirror -> mirror.property(name, CONNECTION));
        if (connection.isEmpty()) {
            throw notConnected(
                    "the INDI server %s:%d has no such device%s. Check the name, and that its driver runs."
                            .formatted(host, port, others()));
        }
        if (!isConnected(connection.get())) {
            connectDevice();
        }
        Optional<Boolean> all =
                client.await(
                        ANSWER,
                        mirror ->
                                needed.stream().allMatch(each -> has(mirror, each))
                                        ? Optional.of(true)
                                        : Optional.empty());
        if (all.isEmpty()) {
            throw new DeviceException(
                    new DeviceFault.WrongDevice(
                            name,
                            what,
                            "an INDI device without "
                                    + needed.stream()
                                            .filter(each -> property(each).isEmpty())
                                            .findFirst()
                                            .orElse("its properties")));
        }
        settle();
    }

    /// Gives an order and waits for the answer to it.
    ///
    /// @return the property as it was answered; whether it is `Ok` is for the caller to see
    /// @throws DeviceException when it is refused, or not answered
    Property order(NewVector order, Duration deadline)
            throws DeviceException, InterruptedException {
        var complaint = new Complaint(name);
        Optional<Property> answer =
                client.ask(
                        List.of(order),
                        deadline,
                        (message, mirror) -> {
                            complaint.hear(message);
                            return answers(message, order)
                                    ? mirror.property(name, order.name())
                                            .filter(IndiDevice::answered)
                                    : Optional.empty();
                        });
        if (answer.isEmpty()) {
            // Drivers that never say more than Idle have done it all the same.
            return property(order.name())
                    .filter(there -> shows(there, order))
                    .orElseThrow(() ->
                            new DeviceException(
                                    new DeviceFault.Silent(name, order.name(), deadline)));
        }
        if (answer.get().state() == PropertyState.ALERT) {
            throw new DeviceException(
                    new DeviceFault.Refused(name, order.name(), complaint.text()));
        }
        return answer.get();
    }

    DeviceException notConnected(String reason) {
        return new DeviceException(new DeviceFault.NotConnected(name, reason));
    }

    @Override
    public void close() {
        client.close();
    }

    private static boolean answers(IndiMessage message, NewVector order) {
        return message instanceof IndiMessage.SetVector set
                && set.device().equals(order.device())
                && set.name().equals(order.name());
    }

    // Sometimes the new values come as Idle first; then Ok follows. Idle for good is told by nobody
    // but a refusal, which says so.
    private static boolean answered(Property property) {
        return property.state() == PropertyState.OK || property.state() == PropertyState.ALERT;
    }

    private static boolean shows(Property there, NewVector order) {
        return order.items().stream()
                .allMatch(item ->
                        there.member(item.name())
                                .filter(member -> member.value().equals(item.value()))
                                .isPresent());
    }

    private static boolean isConnected(Property connection) {
        return connection.isOn("CONNECT") && connection.state() != PropertyState.BUSY;
    }

    private boolean has(Mirror mirror, String property) {
        return mirror.property(name, property).isPresent();
    }

    private void connectDevice() throws DeviceException, InterruptedException {
        Property answer;
        try {
            answer = order(NewVector.press(name, CONNECTION, "CONNECT"), TO_CONNECT);
        } catch (DeviceException failed) {
            if (failed.fault() instanceof DeviceFault.Refused(_, _, String reason)) {
                throw new DeviceException(
                        new DeviceFault.NotConnected(
                                name,
                                "its INDI driver cannot reach it: %s Check its power and cable."
                                        .formatted(reason)),
                        failed);
            }
            throw failed;
        }
        if (!answer.isOn("CONNECT")) {
            throw notConnected("its INDI driver did not connect to it. Check its power and cable.");
        }
    }

    // Definitions and their first values come in a burst whose end nobody tells.
    private void settle() throws DeviceException, InterruptedException {
        Instant end = Pace.wall().now().plus(TO_SETTLE);
        while (Pace.wall().now().isBefore(end)) {
            Optional<Boolean> more =
                    client.ask(
                            List.of(),
                            QUIET,
                            (message, _) ->
                                    message instanceof IndiMessage.DefVector
                                            ? Optional.of(true)
                                            : Optional.empty());
            if (more.isEmpty()) {
                return;
            }
        }
    }

    private String others() throws InterruptedException {
        try (var all =
                IndiClient.connect(name, host, port, Optional.empty(), IndiLimits.ofAClient())) {
            var _ = all.await(Duration.ofMillis(500), _ -> Optional.<Boolean>empty());
            List<String> devices = all.devices();
            return devices.isEmpty() ? "" : ", only " + String.join(", ", devices);
        } catch (DeviceException _) {
            // It was only to be helpful.
            return "";
        }
    }

    /// What a device says when it refuses: the line that came with the refusal or last before it.
    static final class Complaint {
        private final String device;
        private @Nullable String text;

        Complaint(String device) {
            this.device = device;
        }

        void hear(IndiMessage message) {
            switch (message) {
                case IndiMessage.Note(Optional<String> of, _, String line)
                        when of.filter(device::equals).isPresent() ->
                        text = line;
                case IndiMessage.SetVector set when set.device().equals(device) ->
                        set.message().ifPresent(line -> text = line);
                case IndiMessage.DelProperty gone when gone.device().equals(device) ->
                        gone.message().ifPresent(line -> text = line);
                default -> {
                    // Nothing is said for people in it.
                }
            }
        }

        /// A sentence.
        String text() {
            if (text == null || text.isBlank()) {
                return "it gave no reason. Look into its panel in the INDI server.";
            }
            String said = text.replaceFirst("^\\[[A-Z]+\\]\\s*", "").strip();
            return said.endsWith(".") || said.endsWith("!") || said.endsWith("?")
                    ? said
                    : said + ".";
        }
    }
}
