package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Notices that a file's content is not what it was; a file that is missing is an empty one.
final class FileWatch {
    private final Path file;
    private byte[] known;

    FileWatch(Path file) {
        this.file = file;
        this.known = read();
    }

    boolean hasChanged() {
        byte[] now = read();
        boolean changed = !Arrays.equals(now, known);
        known = now;
        return changed;
    }

    private byte[] read() {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException _) {
            // Half replaced at this moment: seen the next time.
            return new byte[0];
        }
    }
}
