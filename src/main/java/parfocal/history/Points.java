package parfocal.history;

import java.time.Instant;
import java.util.List;

/// All points of a focuser's calculator, as they are from `at` on; they take the place of those that were kept before.
public record Points(Instant at, String focuserId, List<CompensationPoint> points)
        implements FocuserFact {
    public Points {
        points = List.copyOf(points);
    }
}
