package parfocal.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a focuser is taught by the stars, as far as it has come.
///
/// @param cameraId  whose frames it uses
/// @param orderedBy who began it
/// @param frames    looked at so far
/// @param progress  the newest sentence; empty before the first frame
/// @param words     what was learned, a sentence each; empty while it goes on, or when nothing was
/// @param trouble   why it ended without having learned anything
public record LessonState(
        String focuserId,
        String cameraId,
        Client orderedBy,
        Instant beganAt,
        Optional<Instant> endedAt,
        int frames,
        String progress,
        List<String> words,
        Optional<String> trouble) {
    public LessonState {
        words = List.copyOf(words);
    }

    public boolean isRunning() {
        return endedAt.isEmpty();
    }

    LessonState told(String sentence, int framesSoFar) {
        return new LessonState(
                focuserId,
                cameraId,
                orderedBy,
                beganAt,
                endedAt,
                framesSoFar,
                sentence,
                words,
                trouble);
    }

    LessonState ended(Instant at, List<String> learned, Optional<String> why) {
        return new LessonState(
                focuserId,
                cameraId,
                orderedBy,
                beganAt,
                Optional.of(at),
                frames,
                progress,
                learned,
                why);
    }
}
