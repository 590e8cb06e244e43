package parfocal.driver.celestron;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.time.Pace;

/// A driver of INDI run as it is, without its server: XML goes in on its standard input, and what it says is awaited in order.
final class IndiConversation implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final String device;
    private final Process process;
    private volatile String told = "";
    private int heard;

    /// @param home where it finds and keeps its configuration
    IndiConversation(Path executable, String device, Path home) throws IOException {
        this.device = device;
        var start = new ProcessBuilder(executable.toString());
        start.environment().put("HOME", home.toString());
        start.redirectError(ProcessBuilder.Redirect.DISCARD);
        this.process = start.start();
        Thread.ofVirtual().start(this::listen);
        say("<getProperties version='1.7'/>");
    }

    /// @param kind `Number`, `Text` or `Switch`
    void set(String kind, String property, String element, String value) throws IOException {
        say(
                "<new%1$sVector device='%2$s' name='%3$s'><one%1$s name='%4$s'>%5$s</one%1$s></new%1$sVector>"
                        .formatted(kind, device, property, element, value));
    }

    /// Waits until a property is told with this state and, for the element, this value; what was told before does not count.
    ///
    /// @param value a regular expression
    /// @return what the value was
    String await(String property, String state, String element, String value)
            throws InterruptedException {
        Pattern wanted =
                Pattern.compile(
                        "name=.%s.[^>]*state=.%s.(?:(?!Vector>).)*?<\\w+\\s+name=.%s.[^>]*>\\s*(%s)\\s*<"
                                .formatted(property, state, element, value),
                        Pattern.DOTALL);
        Instant end = Pace.wall().now().plus(DEADLINE);
        while (true) {
            Matcher found = wanted.matcher(told);
            if (found.find(heard)) {
                heard = found.end();
                return found.group(1);
            }
            if (Pace.wall().now().isAfter(end)) {
                throw new AssertionError(
                        "never told: %s, after%n%s".formatted(wanted, told.substring(heard)));
            }
            Pace.wall().pause(LOOK);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void say(String xml) throws IOException {
        process.getOutputStream().write(xml.getBytes(ISO_8859_1));
        process.getOutputStream().flush();
    }

    private void listen() {
        byte[] portion = new byte[4_096];
        var all = new StringBuilder();
        try {
            for (int count = 0; count >= 0; count = process.getInputStream().read(portion)) {
                told = all.append(new String(portion, 0, count, ISO_8859_1)).toString();
            }
        } catch (IOException end) {
            throw new UncheckedIOException(end);
        }
    }
}
