package parfocal.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps a second hub out of a data directory: two would own one focuser and write over each other's memory. The system lets go of the
/// lock when the program ends, however it ends.
final class HubLock {
    // Held until the program ends.
    private static Optional<FileLock> held = Optional.empty();

    private HubLock() {}

    /// @return what is lost on a disk that takes nothing, where no other hub could write either; empty where all is well
    /// @throws Refusal when another hub has the directory, or may not be kept out of it
    static synchronized Optional<String> take(Path directory) throws Refusal {
        if (held.isPresent() && held.get().isValid()) {
            return Optional.empty();
        }
        Path file = directory.resolve("hub.lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = Optional.ofNullable(lock(channel));
        } catch (IOException trouble) {
            if (isReadOnly(directory)) {
                return Optional.of(
                        "%s is on a disk that can only be read. What was remembered earlier counts; what happens from now on is forgotten when the program ends."
                                .formatted(directory));
            }
            throw new Refusal(
                    "The data directory %s cannot be used: %s. Choose another with --data."
                            .formatted(directory, trouble.getMessage()),
                    trouble);
        }
        if (held.isEmpty()) {
            throw new Refusal(
                    "Another Parfocal hub works with %s. Use that one (`parfocal status`), end it, or choose another directory with --data."
                            .formatted(directory));
        }
        return Optional.empty();
    }

    private static boolean isReadOnly(Path directory) {
        try {
            return Files.isDirectory(directory) && Files.getFileStore(directory).isReadOnly();
        } catch (IOException _) {
            // Nobody can say; then it is no place to work in.
            return false;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
