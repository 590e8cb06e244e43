package parfocal.logbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of files whose names begin with the date of their night.
record NightFiles(Path folder) {
    private static final int DATE_LENGTH = "2026-11-21".length();

    /// Gives up the oldest nights until no more than `most` are left.
    void keepNewest(int most) throws IOException {
        List<LocalDate> nights = nights();
        for (LocalDate night : nights.subList(0, Math.max(0, nights.size() - most))) {
            for (Path file : files()) {
                if (night(file).equals(Optional.of(night))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Oldest first.
    List<LocalDate> nights() throws IOException {
        return files().stream().flatMap(file -> night(file).stream()).distinct().sorted().toList();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return new ArrayList<>(entries.toList());
        }
    }

    private static Optional<LocalDate> night(Path file) {
        String name = file.getFileName().toString();
        if (name.length() < DATE_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(0, DATE_LENGTH)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
