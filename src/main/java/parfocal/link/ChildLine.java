package parfocal.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import parfocal.time.Pace;

/// Lines to programs that this one starts: what the program reads and what it writes, errors included.
///
/// No program is left behind: closing says its farewell, waits three seconds and ends it; so does our own end. A program that dies
/// under us is a line that is gone.
public final class ChildLine {
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int LAST_WORDS = 600;

    /// What to start.
    ///
    /// @param command     program and arguments
    /// @param environment what it sees besides our own environment
    /// @param folder      where it is started
    /// @param farewell    what it is told so that it ends
    public record Program(
            List<String> command, Map<String, String> environment, Path folder, String farewell) {
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    private ChildLine() {}

    /// Starts the program.
    ///
    /// @param device what people call the device behind it; used in faults and in the log
    /// @throws IOException when there is no such program, or it cannot be started
    public static Line start(String device, Program program, WireLog log) throws IOException {
        var builder = new ProcessBuilder(program.command());
        builder.directory(program.folder().toFile()).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        var child = new Child(program, builder.start());
        return new StreamLine(device, new PumpedStream(device, child).start(), Pace.wall(), log);
    }

    private static final class Child implements PumpedStream.Port {
        private final Program program;
        private final Process process;
        private final Thread atOurEnd;
        private final byte[] buffer = new byte[4096];
        private String lastWords = "";

        Child(Program program, Process process) {
            this.program = program;
            this.process = process;
            this.atOurEnd = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(atOurEnd);
        }

        @Override
        public byte[] take() throws IOException {
            int count;
            try {
                count = process.getInputStream().read(buffer);
            } catch (IOException broken) {
                throw new IOException(ended(), broken);
            }
            if (count < 0) {
                throw new IOException(ended());
            }
            remember(new String(buffer, 0, count, UTF_8));
            return Arrays.copyOf(buffer, count);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            try {
                process.getOutputStream().write(bytes);
                process.getOutputStream().flush();
            } catch (IOException broken) {
                throw new IOException(ended(), broken);
            }
        }

        @Override
        public void close() {
            try {
                write((program.farewell() + "\n").getBytes(UTF_8));
                process.getOutputStream().close();
            } catch (IOException _) {
                // It has ended before it was told to.
            }
            try {
                var _ = process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
            try {
                Runtime.getRuntime().removeShutdownHook(atOurEnd);
            } catch (IllegalStateException _) {
                // We are ending ourselves; the hook is running.
            }
        }

        private synchronized void remember(String words) {
            String all = lastWords + words;
            lastWords = all.substring(Math.max(0, all.length() - LAST_WORDS));
        }

        private synchronized String ended() {
            String name = program.command().getFirst();
            return lastWords.isBlank()
                    ? "%s ended without a word.".formatted(name)
                    : "%s ended by itself. Its last words: %s".formatted(name, lastWords.strip());
        }
    }
}
