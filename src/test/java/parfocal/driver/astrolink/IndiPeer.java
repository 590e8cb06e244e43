package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.time.Pace;

/// An INDI driver, run without a server and spoken to through its standard streams, one attribute and one value to a line, as libindi
/// writes.
final class IndiPeer implements AutoCloseable {
    private static final Pattern VECTOR = Pattern.compile("<(?:def|set)\\w+Vector\\b");
    private static final Pattern ELEMENT = Pattern.compile("<(?:def|one)(?:Number|Switch|Text)\\b");
    private static final Pattern NAME = Pattern.compile("\\bname='([^']*)'");
    private static final Pattern STATE = Pattern.compile("\\bstate='([^']*)'");

    private enum Tag {
        NONE,
        VECTOR,
        ELEMENT
    }

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final String device;
    private final Process process;
    private final Writer orders;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Queue<String> everything = new ConcurrentLinkedQueue<>();

    /// @param home where the driver keeps its configuration
    IndiPeer(Path executable, String device, Path home) throws IOException {
        this.device = device;
        var builder = new ProcessBuilder(executable.toString());
        builder.environment().put("HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
        orders = process.outputWriter(ISO_8859_1);
        Thread.ofPlatform().daemon().name("indi-peer").start(this::listen);
        send("<getProperties version=\"1.7\"/>");
    }

    void set(String kind, String property, String element, String value) throws IOException {
        send(
                "<new%1$sVector device=\"%2$s\" name=\"%3$s\"><one%1$s name=\"%4$s\">%5$s</one%1$s></new%1$sVector>"
                        .formatted(kind, device, property, element, value));
    }

    void press(String property, String element) throws IOException {
        set("Switch", property, element, "On");
    }

    /// The last value told, or an empty text.
    String value(String property, String element) {
        return values.getOrDefault(property + "." + element, "");
    }

    double number(String property, String element) {
        String text = value(property, element);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    String state(String property) {
        return states.getOrDefault(property, "");
    }

    /// Waits until something has come about, for at most eight seconds.
    void await(String what, BooleanSupplier come) throws InterruptedException {
        Instant end = Pace.wall().now().plus(PATIENCE);
        while (!come.getAsBoolean()) {
            if (Pace.wall().now().isAfter(end)) {
                throw new AssertionError(
                        "waited in vain for %s; heard:%n%s"
                                .formatted(what, String.join("\n", everything)));
            }
            Pace.wall().pause(LOOK_AGAIN);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void send(String xml) throws IOException {
        orders.write(xml + "\n");
        orders.flush();
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(ISO_8859_1)) {
            String property = "";
            String element = "";
            Tag open = Tag.NONE;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                everything.add(line);
                boolean content = open == Tag.NONE && !line.contains("<");
                open =
                        VECTOR.matcher(line).find()
                                ? Tag.VECTOR
                                : ELEMENT.matcher(line).find() ? Tag.ELEMENT : open;
                switch (open) {
                    case VECTOR -> {
                        property = found(NAME, line, property);
                        String state = found(STATE, line, "");
                        if (!state.isEmpty()) {
                            states.put(property, state);
                        }
                    }
                    case ELEMENT -> element = found(NAME, line, element);
                    case NONE -> {
                        if (content && !line.isBlank()) {
                            values.put(property + "." + element, line.strip());
                        }
                    }
                }
                if (line.contains(">")) {
                    open = Tag.NONE;
                }
            }
        } catch (IOException hungUp) {
            everything.add("the driver hung up: " + hungUp);
        }
    }

    private static String found(Pattern pattern, String line, String otherwise) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
