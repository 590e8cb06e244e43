package parfocal.history;

import java.time.Instant;

/// Something that happened to a focuser, to be kept.
public sealed interface Fact permits Reading, Move, Run, Note, Points {

    /// When it happened, or began. Kept to the millisecond.
    Instant at();

    /// The focuser's id in its hub.
    String focuserId();
}
