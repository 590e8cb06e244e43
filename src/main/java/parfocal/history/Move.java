package parfocal.history;

import java.time.Instant;
import java.util.Optional;

/// A move that is over, however it ended.
///
/// @param endedAt     when the focuser stood still, or was given another order
/// @param fromSteps   where it stood when the order was accepted
/// @param targetSteps what was ordered
/// @param standsSteps where it was seen at the end
/// @param orderedBy   who, in words: `Alpaca 7`, `panel`, `autofocus`
/// @param trouble     why it did not arrive; empty when it did
public record Move(
        Instant at,
        Instant endedAt,
        String focuserId,
        int fromSteps,
        int targetSteps,
        int standsSteps,
        String orderedBy,
        Optional<String> trouble)
        implements FocuserFact {}
