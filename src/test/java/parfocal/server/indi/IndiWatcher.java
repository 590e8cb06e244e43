package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.Mirror;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// A client that says exactly what a test wants said, and remembers all it hears.
final class IndiWatcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final Mirror mirror = new Mirror();
    private final List<IndiMessage> heard = new ArrayList<>();
    private boolean over;

    IndiWatcher(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(this::listen);
    }

    void send(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(UTF_8));
    }

    /// Says something that the server need not hear to its end.
    void sayUntilCutOff(String xml) {
        try {
            send(xml);
        } catch (IOException _) {
            // Cut off, as it should be.
        }
    }

    void number(String device, String property, String element, Object value) throws IOException {
        send(
                "<newNumberVector device='%s' name='%s'><oneNumber name='%s'>%s</oneNumber></newNumberVector>"
                        .formatted(device, property, element, value));
    }

    void text(String device, String property, String element, String text) throws IOException {
        send(
                "<newTextVector device='%s' name='%s'><oneText name='%s'>%s</oneText></newTextVector>"
                        .formatted(device, property, element, text));
    }

    void press(String device, String property, String element) throws IOException {
        send(
                "<newSwitchVector device='%s' name='%s'><oneSwitch name='%s'>On</oneSwitch></newSwitchVector>"
                        .formatted(device, property, element));
    }

    void connect(String device) throws IOException, InterruptedException {
        awaitDefined(device, "CONNECTION");
        press(device, "CONNECTION", "CONNECT");
        await(device, "CONNECTION", property -> property.state() == PropertyState.OK);
    }

    Property awaitDefined(String device, String name) throws InterruptedException {
        return await(device, name, _ -> true);
    }

    Property await(String device, String name, Predicate<Property> until)
            throws InterruptedException {
        return await(
                "%s of %s".formatted(name, device),
                () -> mirror.property(device, name).filter(until));
    }

    /// Waits until the property has this state, and begins to remember anew.
    Property awaitState(String device, String name, PropertyState state)
            throws InterruptedException {
        return await(device, name, property -> property.state() == state);
    }

    /// The first update of the property after so many messages.
    SetVector awaitUpdate(int since, String device, String name) throws InterruptedException {
        return await(
                "an update of " + name,
                () ->
                        heard.stream()
                                .skip(since)
                                .filter(SetVector.class::isInstance)
                                .map(SetVector.class::cast)
                                .filter(set ->
                                        set.device().equals(device) && set.name().equals(name))
                                .findFirst());
    }

    IndiMessage.Note awaitNote(int since, String containing) throws InterruptedException {
        return await(
                "a line with " + containing,
                () ->
                        heard.stream()
                                .skip(since)
                                .filter(IndiMessage.Note.class::isInstance)
                                .map(IndiMessage.Note.class::cast)
                                .filter(note -> note.text().contains(containing))
                                .findFirst());
    }

    void awaitEnd() throws InterruptedException {
        var _ = await("the end", () -> over ? Optional.of(over) : Optional.empty());
    }

    synchronized boolean isOver() {
        return over;
    }

    /// Messages so far.
    synchronized int count() {
        return heard.size();
    }

    synchronized List<IndiMessage> heard(int since) {
        return List.copyOf(heard.subList(since, heard.size()));
    }

    synchronized Optional<Property> property(String device, String name) {
        return mirror.property(device, name);
    }

    /// As they are now.
    synchronized List<Property> heardProperties(String device) {
        return mirror.properties(device);
    }

    /// The states that a property went through, each once in a row.
    synchronized List<PropertyState> statesOf(String device, String name) {
        var states = new ArrayList<PropertyState>();
        for (IndiMessage message : heard) {
            if (message instanceof SetVector set
                    && set.device().equals(device)
                    && set.name().equals(name)
                    && set.state().isPresent()
                    && (states.isEmpty() || states.getLast() != set.state().get())) {
                states.add(set.state().get());
            }
        }
        return states;
    }

    /// Waits until it has gone through these states, one after the other.
    void awaitStates(String device, String name, PropertyState... states)
            throws InterruptedException {
        var _ =
                await(
                        "%s to be %s".formatted(name, List.of(states)),
                        () -> {
                            int met = 0;
                            for (PropertyState state : statesOf(device, name)) {
                                met += met < states.length && state == states[met] ? 1 : 0;
                            }
                            return met == states.length ? Optional.of(met) : Optional.empty();
                        });
    }

    /// Everything that is on the way now has arrived.
    void roundTrip() throws IOException, InterruptedException {
        int before = count();
        send("<getProperties version='1.7' device='Main focuser' name='CONNECTION'/>");
        var _ =
                await(
                        "a definition",
                        () ->
                                heard.stream()
                                        .skip(before)
                                        .filter(IndiMessage.DefVector.class::isInstance)
                                        .findFirst());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        Instant end = Pace.wall().now().plus(PATIENCE);
        synchronized (this) {
            while (true) {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = Duration.between(Pace.wall().now(), end).toMillis();
                assertThat(left).as("waiting for %s; heard %s", what, heard).isPositive();
                wait(left);
            }
        }
    }

    private void listen() {
        var parser = new IndiParser(IndiLimits.ofACamera());
        byte[] portion = new byte[1 << 14];
        try {
            for (int count = socket.getInputStream().read(portion);
                    count >= 0;
                    count = socket.getInputStream().read(portion)) {
                synchronized (this) {
                    parser.feed(
                            portion,
                            0,
                            count,
                            message -> {
                                mirror.accept(message);
                                heard.add(message);
                            });
                    notifyAll();
                }
            }
        } catch (IOException | IndiSyntaxException ended) {
            // Told below.
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }
}
