package parfocal.curve;

import java.util.Comparator;

/// A point with the history that play cares about.
///
/// @param point       as measured
/// @param arrival     the direction of the last move
/// @param travelSteps how far the focuser has gone in this direction since it last turned round, or since nothing is known
///                    of its play; at least 0, infinite where the play is taken up for certain
public record ArrivedPoint(CurvePoint point, Arrival arrival, double travelSteps) {
    static final Comparator<ArrivedPoint> BY_POSITION =
            Comparator.comparing(ArrivedPoint::point, CurvePoint.BY_POSITION)
                    .thenComparing(ArrivedPoint::arrival)
                    .thenComparingDouble(ArrivedPoint::travelSteps);

    public ArrivedPoint {
        if (!(travelSteps >= 0)) {
            throw new IllegalArgumentException(
                    "travel since a turn is at least 0, not " + travelSteps);
        }
    }
}
