package parfocal.history;

import java.time.Instant;

/// The notes of a focuser as they were from `at` on.
public record Note(Instant at, String focuserId, String text) implements FocuserFact {}
