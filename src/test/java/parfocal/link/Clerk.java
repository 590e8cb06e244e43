package parfocal.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import parfocal.time.Pace;

/// A device of the simplest kind: answers `?` lines with `<line>!` after 20 ms and says nothing to anything else. `#` ends a line.
final class Clerk implements WireDevice {
    private record Sentence(Instant due, String text) {}

    private final Pace pace;
    private final StringBuilder heard = new StringBuilder();
    private final List<Sentence> mind = new ArrayList<>();

    Clerk(Pace pace) {
        this.pace = pace;
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
        int end;
        while ((end = heard.indexOf("#")) >= 0) {
            String line = heard.substring(0, end);
            heard.delete(0, end + 1);
            if (line.startsWith("?")) {
                sayAfter(Duration.ofMillis(20), line.substring(1) + "!\n\r");
            }
        }
    }

    @Override
    public synchronized byte[] say() {
        var due = new ByteArrayOutputStream();
        mind.removeIf(sentence -> {
            boolean now = !sentence.due().isAfter(pace.now());
            if (now) {
                due.writeBytes(sentence.text().getBytes(StandardCharsets.ISO_8859_1));
            }
            return now;
        });
        return due.toByteArray();
    }

    synchronized void sayAfter(Duration delay, String text) {
        mind.add(new Sentence(pace.now().plus(delay), text));
        mind.sort(Comparator.comparing(Sentence::due));
    }
}
