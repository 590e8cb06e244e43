package parfocal.link;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Small files of `/sys`, `/proc`, `/dev` and `/etc`. They come and go and may be hidden: what cannot be read is not there.
record SystemFiles(Path root) {

    Path at(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    /// A whole file, without the blank at its ends.
    Optional<String> text(Path file) {
        try {
            // Bytes of other people's devices are not always UTF-8.
            String text =
                    new String(
                                    Files.readAllBytes(file),
                                    java.nio.charset.StandardCharsets.ISO_8859_1)
                            .strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException _) {
            // Gone since it was listed, or not for this user.
            return Optional.empty();
        }
    }

    List<String> lines(String path) {
        return text(at(path)).map(String::lines).map(lines -> lines.toList()).orElse(List.of());
    }

    /// What is in a folder, by name.
    List<Path> entries(Path folder) {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException _) {
            // No such folder, or not for this user.
            return List.of();
        }
        entries.sort(null);
        return entries;
    }

    /// Where a link finally leads, as the system would name it: without our root before it.
    Optional<String> realName(Path file) {
        try {
            Path real = file.toRealPath();
            Path top = root.toRealPath();
            return Optional.of(real.startsWith(top) ? "/" + top.relativize(real) : real.toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    Optional<String> linkText(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
