package parfocal.hub;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// Small files that outlive the program.
///
/// A file is replaced as a whole, after the new one is safely on the disk, so that a crash at any moment leaves the old or the new.
/// A file that cannot be read is set aside, never overwritten.
///
/// @param directory where they are, or empty: nothing is kept
record KeptFiles(Optional<Path> directory) {

    /// What a file says; empty where there is none, and after it was set aside.
    ///
    /// @param name    of the file, as of the directory
    /// @param reading throws when the text is not what it should be
    <T> Optional<T> read(String name, Function<String, T> reading) {
        try {
            return readOrThrow(name, reading);
        } catch (IOException unreadable) {
            directory.map(d -> d.resolve(name)).ifPresent(KeptFiles::setAside);
            return Optional.empty();
        }
    }

    /// As [#read], of a file without which nothing should begin.
    ///
    /// @throws IOException when it is there, and the disk does not give it
    <T> Optional<T> readOrThrow(String name, Function<String, T> reading) throws IOException {
        Optional<Path> file = directory.map(d -> d.resolve(name)).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String text = Files.readString(file.get());
        try {
            return Optional.of(reading.apply(text));
        } catch (JacksonException
                | IllegalArgumentException
                | DateTimeException
                | NullPointerException unreadable) {
            setAside(file.get());
            return Optional.empty();
        }
    }

    /// Returns when it is on the disk.
    ///
    /// @throws UncheckedIOException when the disk does not take it
    void replace(String name, String text) {
        directory.ifPresent(d -> replace(d.resolve(name), text));
    }

    private static void setAside(Path file) {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".unreadable"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException stays) {
            throw new UncheckedIOException(
                    "%s cannot be read, nor set aside. Move it away.".formatted(file), stays);
        }
    }

    private static void replace(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            // Not a channel: the thread that looks after a line may be interrupted meanwhile.
            try (var stream = new FileOutputStream(fresh.toFile())) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                stream.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            deleteQuietly(fresh);
            throw new UncheckedIOException(
                    "%s cannot be written: %s. Is the disk full?"
                            .formatted(file, full.getMessage()),
                    full);
        }
    }

    private static void deleteQuietly(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException _) {
            // It would only have been tidy; the next writing takes its place.
        }
    }
}
