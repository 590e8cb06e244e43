package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Learned;
import parfocal.report.LearnedJson;
import parfocal.report.UnreadableInput;

/// A file with what runs have taught about one telescope.
final class LearnedFile {
    private LearnedFile() {}

    /// Empty where no file was named, or it is not there yet.
    static Optional<Learned> read(@Nullable Path file) throws Refusal {
        if (file == null || Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LearnedJson.parse(file.toString(), Files.readString(file)));
        } catch (UnreadableInput unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (IOException broken) {
            throw new Refusal("%s cannot be read: %s".formatted(file, broken.getMessage()), broken);
        }
    }

    /// With what the run taught; a refused one teaches nothing.
    static void write(@Nullable Path file, Optional<Learned> known, FocusResult result)
            throws Refusal {
        Optional<Learned> taught = Learned.from(result);
        if (file == null || taught.isEmpty()) {
            return;
        }
        Learned all = known.map(before -> before.and(taught.get())).orElse(taught.get());
        try {
            Files.writeString(file, LearnedJson.of(all) + "\n");
        } catch (IOException broken) {
            throw Output.failed(file, broken);
        }
    }
}
