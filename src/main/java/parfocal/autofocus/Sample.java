package parfocal.autofocus;

import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Arrival;
import parfocal.curve.ArrivedPoint;
import parfocal.curve.CurvePoint;
import parfocal.device.Approach;

/// One measured position of a run.
///
/// @param positionSteps            where the focuser said it stood
/// @param arrival                  the direction of the last part of the move there; for a very first sample that no run-up
///                                 preceded, the direction of the sweep
/// @param travelSinceReversalSteps how far it had come in that direction since it last turned round; 0 where that is not known
/// @param purpose                  what it was taken for
/// @param why                      the same in words
/// @param size                     what the stars said
public record Sample(
        int positionSteps,
        Approach arrival,
        int travelSinceReversalSteps,
        Purpose purpose,
        String why,
        FrameSize size) {

    public boolean proof() {
        return purpose == Purpose.PROOF;
    }

    /// Whether it belongs to the curve of a sweep: neither the proof nor the look from the other side.
    boolean sweeping() {
        return switch (purpose) {
            case SAMPLE, RESTART, NEW_SWEEP -> true;
            case OTHER_WAY, PROOF -> false;
        };
    }

    boolean hasStars() {
        return size.hfrPixels().isPresent();
    }

    /// The sample as the curve's mathematics sees it.
    public ArrivedPoint arrived() {
        return new ArrivedPoint(point(), side(arrival), travelSinceReversalSteps);
    }

    /// A direction as the curve's mathematics calls it.
    static Arrival side(Approach approach) {
        return switch (approach) {
            case UP -> Arrival.UP;
            case DOWN -> Arrival.DOWN;
        };
    }

    CurvePoint point() {
        return new CurvePoint(
                positionSteps, size.hfrPixels().orElse(Double.NaN), size.sigmaPixels());
    }
}
