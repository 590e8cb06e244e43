package parfocal.history;

import java.time.Instant;

/// Something that happened, to be kept.
public sealed interface Fact permits FocuserFact, AirReading {

    /// When it happened, or began. Kept to the millisecond.
    Instant at();
}
