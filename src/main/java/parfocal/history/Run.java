package parfocal.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// An autofocus run that is over.
///
/// @param verdict            how it ended
/// @param reason             why not accepted
/// @param bestSteps          of the curve, where there was one; `sigmaSteps` is its standard deviation
/// @param hfrPixels          half-flux radius of the proof
/// @param temperatureCelsius at the end
/// @param filter             in the light, by name
/// @param resultJson         the whole published result, as one JSON object
public record Run(
        Instant at,
        Instant endedAt,
        String focuserId,
        String cameraId,
        String orderedBy,
        Verdict verdict,
        Optional<String> reason,
        OptionalDouble bestSteps,
        OptionalDouble sigmaSteps,
        OptionalDouble hfrPixels,
        OptionalDouble temperatureCelsius,
        Optional<String> filter,
        String resultJson)
        implements FocuserFact {

    /// How a run ended: proven, refused for a reason of focus, or cut short by a device or its user.
    public enum Verdict {
        ACCEPTED,
        REFUSED,
        CUT_SHORT
    }
}
