package parfocal.driver.usbfocus;

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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.time.Pace;

/// A driver of INDI run as it is, without its server: it takes XML on its standard input and gives XML on its output.
///
/// Reads just as much of that XML as libindi is seen to write: one vector after another, each with its elements.
final class IndiDriverProcess implements AutoCloseable {
    private static final Pattern VECTOR =
            Pattern.compile(
                    "<(?:def|set)(\\w+)Vector\\b([^>]*)>(.*?)</(?:def|set)\\1Vector>",
                    Pattern.DOTALL);
    private static final Pattern ELEMENT =
            Pattern.compile("<(?:def|one)\\w+\\b([^>]*)>([^<]*)</(?:def|one)\\w+>");
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(10);

    /// A property as it was told last.
    record Property(String state, Map<String, String> values) {
        double number(String element) {
            return Double.parseDouble(values.get(element));
        }
    }

    private final String device;
    private final Process process;
    private final Map<String, Property> properties = new ConcurrentHashMap<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /// @param home where it finds and keeps its configuration
    IndiDriverProcess(Path executable, String device, Path home) throws IOException {
        this.device = device;
        var start = new ProcessBuilder(executable.toString());
        start.environment().put("HOME", home.toString());
        start.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = start.start();
        Thread.ofVirtual().start(this::read);
        send("<getProperties version='1.7'/>");
    }

    void number(String property, String element, double value) throws IOException {
        send(request("Number", property, element, Double.toString(value)));
    }

    void text(String property, String element, String value) throws IOException {
        send(request("Text", property, element, value));
    }

    void press(String property, String element) throws IOException {
        send(request("Switch", property, element, "On"));
    }

    /// Waits until a property is as it should be.
    ///
    /// @throws AssertionError after eight seconds, with everything the driver has told
    Property await(String name, Predicate<Property> wanted) throws InterruptedException {
        Instant end = Pace.wall().now().plus(DEADLINE);
        while (true) {
            Property property = properties.get(name);
            if (property != null && wanted.test(property)) {
                return property;
            }
            if (Pace.wall().now().isAfter(end)) {
                throw new AssertionError(
                        "%s stayed %s; the driver told:%n%s"
                                .formatted(name, property, String.join("", told)));
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
        Property before = properties.get(attribute(attributes, "name"));
        if (before != null) {
            values.putAll(before.values());
        }
        Matcher element = ELEMENT.matcher(content);
        while (element.find()) {
            values.put(attribute(element.group(1), "name"), element.group(2).strip());
        }
        properties.put(
                attribute(attributes, "name"),
                new Property(attribute(attributes, "state"), values));
    }

    private static String attribute(String attributes, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=['\"]([^'\"]*)['\"]").matcher(attributes);
        return found.find() ? found.group(1) : "";
    }
}
