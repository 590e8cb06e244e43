package parfocal.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// Files that commands write: looked at before the work is done, and said in words when they fail.
final class Output {
    private Output() {}

    /// @throws Misuse when the file could never be written there: no such folder, or an ending that means something else
    static void requireWritable(Path file, String... endings) throws Misuse {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (endings.length > 0 && java.util.stream.Stream.of(endings).noneMatch(name::endsWith)) {
            throw new Misuse(
                    "%s cannot be written: the name must end in %s."
                            .formatted(file.getFileName(), String.join(" or ", endings)));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Misuse(
                    "%s cannot be written: there is no folder %s."
                            .formatted(file.getFileName(), folder));
        }
        if (!Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new Misuse(
                    "%s cannot be written there: no right to write, or a folder of that name."
                            .formatted(file));
        }
    }

    /// Makes it where it is not there: whether that can be done is known by doing it alone.
    ///
    /// @throws Misuse when nothing could ever be written into it
    static void requireFolder(Path folder) throws Misuse {
        try {
            Files.createDirectories(folder);
        } catch (IOException trouble) {
            throw new Misuse("%s cannot be made: %s.".formatted(folder, why(trouble)), trouble);
        }
        if (!Files.isWritable(folder)) {
            throw new Misuse(
                    "Nothing can be written into %s: no right to write.".formatted(folder));
        }
    }

    static Refusal failed(Path file, IOException trouble) {
        return new Refusal("%s could not be written: %s.".formatted(file, why(trouble)), trouble);
    }

    private static String why(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "no right to write there";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(trouble.getMessage());
        };
    }
}
