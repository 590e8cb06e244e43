package parfocal.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parfocal.time.Pace;

/// A driver of INDI run as it is, without its server: it takes XML on its standard input and gives XML on its output.
///
/// Reads just as much of that XML as libindi is seen to write: one vector after another, each with its elements.
public final class IndiDriverProcess implements AutoCloseable {
    private static final Pattern VECTOR =
            Pattern.compile(
                    "<(?:def|set)(\\w+)Vector\\b([^>]*)>(.*?)</(?:def|set)\\1Vector>",
                    Pattern.DOTALL);
    private static final Pattern ELEMENT =
            Pattern.compile("<(?:def|one)\\w+\\b([^>]*)>([^<]*)</(?:def|one)\\w+>");
    private static final String POSITION = "ABS_FOCUS_POSITION";
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(10);

    /// A property as it was told once.
    public record Property(String name, String state, Map<String, String> values) {
        public double number(String element) {
            return Double.parseDouble(values.get(element));
        }
    }

    private final String device;
    private final Process process;
    private final Map<String, Property> properties = new ConcurrentHashMap<>();
    private final Queue<Property> sinceTheLastOrder = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /// @param home where it finds and keeps its configuration
    public IndiDriverProcess(Path executable, String device, Path home) throws IOException {
        this.device = device;
        var start = new ProcessBuilder(executable.toString());
        start.environment().put("HOME", home.toString());
        start.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = start.start();
        Thread.ofVirtual().start(this::read);
        send("<getProperties version='1.7'/>");
    }

    public void number(String property, String element, double value) throws IOException {
        send(request("Number", property, element, Double.toString(value)));
    }

    public void text(String property, String element, String value) throws IOException {
        send(request("Text", property, element, value));
    }

    public void press(String property, String element) throws IOException {
        send(request("Switch", property, element, "On"));
    }

    /// Has it connect to a port and waits until it says that it has.
    public void connect(Path port) throws IOException, InterruptedException {
        await("DEVICE_PORT", _ -> true);
        text("DEVICE_PORT", "PORT", port.toString());
        number("POLLING_PERIOD", "PERIOD_MS", 100);
        press("CONNECTION", "CONNECT");
        await("CONNECTION", in("Ok"));
    }

    /// Gives the order to move; that it has been carried out, [#await] tells.
    public void moveTo(int positionSteps) throws IOException {
        number(POSITION, "FOCUS_ABSOLUTE_POSITION", positionSteps);
    }

    public void awaitPosition(Predicate<Property> wanted) throws InterruptedException {
        await(POSITION, wanted);
    }

    /// Of the position, whatever its state.
    public static Predicate<Property> at(int positionSteps) {
        return property -> property.number("FOCUS_ABSOLUTE_POSITION") == positionSteps;
    }

    /// Of the position, as near as a driver tells that keeps small changes to itself.
    public static Predicate<Property> near(int positionSteps, int withinSteps) {
        return property ->
                Math.abs(property.number("FOCUS_ABSOLUTE_POSITION") - positionSteps) <= withinSteps;
    }

    /// Of the position, while it grows.
    public static Predicate<Property> beyond(int positionSteps) {
        return property -> property.number("FOCUS_ABSOLUTE_POSITION") > positionSteps;
    }

    /// @param state `Ok`, `Busy`, `Idle` or `Alert`
    public static Predicate<Property> in(String state) {
        return property -> property.state().equals(state);
    }

    /// Waits until a property is as it should be, or was for however short a while since the last order.
    ///
    /// @throws AssertionError after eight seconds, with everything the driver has told
    public void await(String name, Predicate<Property> wanted) throws InterruptedException {
        await(
                name,
                () ->
                        Stream.concat(
                                        Stream.ofNullable(properties.get(name)),
                                        sinceTheLastOrder.stream())
                                .filter(property -> property.name().equals(name))
                                .anyMatch(wanted));
    }

    /// Waits until something has come about.
    ///
    /// @throws AssertionError after eight seconds, with everything the driver has told
    public void await(String what, BooleanSupplier come) throws InterruptedException {
        Instant end = Pace.wall().now().plus(DEADLINE);
        while (!come.getAsBoolean()) {
            if (Pace.wall().now().isAfter(end)) {
                throw new AssertionError(
                        "waited in vain for %s, last told %s; the driver told:%n%s"
                                .formatted(what, properties.get(what), String.join("", told)));
            }
            Pace.wall().pause(LOOK);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String request(String kind, String property, String element, String value) {
        return "<new%1$sVector device='%2$s' name='%3$s'><one%1$s name='%4$s'>%5$s</one%1$s></new%1$sVector>"
                .formatted(kind, device, property, element, value);
    }

    private void send(String xml) throws IOException {
        sinceTheLastOrder.clear();
        process.getOutputStream().write(xml.getBytes(ISO_8859_1));
        process.getOutputStream().flush();
    }

    private void read() {
        var pending = new StringBuilder();
        byte[] portion = new byte[4_096];
        try {
            for (int count = 0; count >= 0; count = process.getInputStream().read(portion)) {
                String text = new String(portion, 0, count, ISO_8859_1);
                told.add(text);
                pending.append(text);
                Matcher vector = VECTOR.matcher(pending);
                int done = 0;
                while (vector.find()) {
                    learn(vector.group(2), vector.group(3));
                    done = vector.end();
                }
                pending.delete(0, done);
            }
        } catch (IOException end) {
            throw new UncheckedIOException(end);
        }
    }

    private void learn(String attributes, String content) {
        var values = new ConcurrentHashMap<String, String>();
        String name = attribute(attributes, "name");
        Property before = properties.get(name);
        if (before != null) {
            values.putAll(before.values());
        }
        Matcher element = ELEMENT.matcher(content);
        while (element.find()) {
            values.put(attribute(element.group(1), "name"), element.group(2).strip());
        }
        var property = new Property(name, attribute(attributes, "state"), values);
        properties.put(name, property);
        sinceTheLastOrder.add(property);
    }

    private static String attribute(String attributes, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=['\"]([^'\"]*)['\"]").matcher(attributes);
        return found.find() ? found.group(1) : "";
    }
}
