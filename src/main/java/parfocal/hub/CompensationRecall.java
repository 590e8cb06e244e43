package parfocal.hub;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/// What is remembered of one compensation over restarts, on the disk when it has changed. A disk that takes nothing stops no compensation.
final class CompensationRecall {
    private final String focuserId;
    private final Memory memory;
    private final Consumer<String> trouble;
    private CompensationMemory kept;
    private Optional<String> told = Optional.empty();

    /// @param trouble told once while the disk takes nothing
    CompensationRecall(
            String focuserId, Memory memory, CompensationMemory kept, Consumer<String> trouble) {
        this.focuserId = focuserId;
        this.memory = memory;
        this.kept = kept;
        this.trouble = trouble;
    }

    void keep(CompensationMemory fresh) {
        if (fresh.equals(kept)) {
            return;
        }
        try {
            memory.keep(focuserId, fresh);
            kept = fresh;
            told = Optional.empty();
        } catch (UncheckedIOException full) {
            Optional<String> words = Optional.of(String.valueOf(full.getMessage()));
            if (!words.equals(told)) {
                told = words;
                trouble.accept(words.get());
            }
        }
    }
}
