package parfocal.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;

/// One autofocus run on the hub, as far as it has come.
///
/// @param cameraId  whose frames it uses
/// @param orderedBy who started it
/// @param story     everything it told so far
/// @param result    how it ended; empty while it goes on, or when it ended by trouble or was cancelled
/// @param trouble   why it ended without a result
public record RunState(
        String focuserId,
        String cameraId,
        FocusPlan plan,
        Client orderedBy,
        Instant beganAt,
        Optional<Instant> endedAt,
        List<AutofocusEvent> story,
        Optional<FocusResult> result,
        Optional<String> trouble) {
    public RunState {
        story = List.copyOf(story);
    }

    public boolean isRunning() {
        return endedAt.isEmpty();
    }
}
