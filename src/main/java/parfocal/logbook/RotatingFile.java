package parfocal.logbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A text file that grows line by line, and is renamed to `….1` when it has grown too long; the `….1` before it is given up.
///
/// @param longestBytes of the file; with the one before it, twice as much is on the disk
public record RotatingFile(Path file, long longestBytes) {

    /// Adds text; it is with the system when this returns.
    public void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.size(file) + bytes.length > longestBytes) {
            Files.move(file, before(), StandardCopyOption.REPLACE_EXISTING);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Where what was in it before is.
    Path before() {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
