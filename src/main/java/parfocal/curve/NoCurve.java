package parfocal.curve;

import java.util.Optional;

/// No minimum can be had from these points.
///
/// @param cause  what is missing
/// @param reason one sentence with its numbers, for the observer
/// @param guess  where the flank points to, when it points anywhere; good for choosing the next sample, never for an answer
public record NoCurve(Cause cause, String reason, Optional<Hyperbola> guess)
        implements CurveOutcome {

    public enum Cause {
        TOO_FEW_POINTS,
        /// All sizes equal within their errors.
        FLAT,
        /// Sizes are largest in the middle, or go up and down.
        NO_VALLEY,
        /// The minimum lies at smaller numbers than were sampled.
        MINIMUM_BELOW,
        /// The minimum lies at larger numbers than were sampled.
        MINIMUM_ABOVE
    }
}
