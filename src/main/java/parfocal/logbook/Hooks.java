package parfocal.logbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent.Gravity;

/// Programs of the observer, run when something happens: each executable file in the hooks folder that is called like the occasion, with
/// any ending (`autofocus-done`, `autofocus-done.sh`, `autofocus-done-2.py`). Nobody waits for them; what they print goes into the log.
public final class Hooks implements AutoCloseable {
    static final String ABOUT = "hook ";

    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 50;
    private static final int LONGEST_OUTPUT_BYTES = 4_096;

    private final Path folder;
    private final Duration limit;
    private final Hub hub;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    Hooks(Path folder, Duration limit, Hub hub) {
        this.folder = folder;
        this.limit = limit;
        this.hub = hub;
    }

    /// Runs what is there for an occasion, and returns at once.
    public void run(Occasion occasion) {
        for (Path program : programs(occasion.name())) {
            if (closed) {
                return;
            }
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                say(
                        program,
                        Gravity.WARNING,
                        "was left out: %d hooks wait already.".formatted(MOST_WAITING));
                continue;
            }
            var _ =
                    Thread.ofVirtual()
                            .name("hook-" + program.getFileName())
                            .start(() -> takeTurn(program, occasion));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    List<Path> programs(String occasion) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileName().toString().matches(occasion + "(-\\d+)?([.].*)?"))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void takeTurn(Path program, Occasion occasion) {
        try {
            places.acquire();
            try {
                carryOut(program, occasion);
            } finally {
                places.release();
            }
        } catch (IOException trouble) {
            say(program, Gravity.TROUBLE, "cannot be run: %s".formatted(trouble.getMessage()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void carryOut(Path program, Occasion occasion)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(program.toAbsolutePath().toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(occasion.environment());
        Process process = builder.start();
        // A program that does not read must not keep us from watching the time.
        Thread feeding = Thread.ofVirtual().start(() -> feed(process, occasion.json()));
        var output = new StringBuilder();
        Thread listening = Thread.ofVirtual().start(() -> listen(process, output));
        boolean ended = process.waitFor(limit);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            say(
                    program,
                    Gravity.TROUBLE,
                    "was ended: it ran longer than %d s.".formatted(limit.toSeconds()));
        }
        // A child in the background may hold the pipe open for ever.
        boolean heard = listening.join(Duration.ofSeconds(1));
        if (!heard) {
            listening.interrupt();
        }
        feeding.interrupt();
        synchronized (output) {
            output.toString()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> say(program, Gravity.NOTE, line));
        }
        if (ended && process.exitValue() != 0) {
            say(
                    program,
                    Gravity.WARNING,
                    "ended with exit status %d.".formatted(process.exitValue()));
        }
    }

    private static void feed(Process process, String json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
            in.write('\n');
        } catch (IOException _) {
            // It does not want to know.
        }
    }

    private static void listen(Process process, StringBuilder output) {
        var buffer = new byte[LONGEST_OUTPUT_BYTES];
        int total = 0;
        try (InputStream out = process.getInputStream()) {
            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                int kept = Math.min(count, LONGEST_OUTPUT_BYTES - total);
                synchronized (output) {
                    output.append(new String(buffer, 0, kept, StandardCharsets.UTF_8));
                }
                total += kept;
            }
        } catch (IOException _) {
            // It was ended.
        }
    }

    private void say(Path program, Gravity gravity, String sentence) {
        hub.say(gravity, ABOUT + program.getFileName(), sentence);
    }
}
