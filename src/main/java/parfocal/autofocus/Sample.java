package parfocal.autofocus;

import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Arrival;
import parfocal.curve.ArrivedPoint;
import parfocal.curve.CurvePoint;
import parfocal.device.Approach;

/// One measured position of a run.
///
/// @param positionSteps            where the focuser said it stood
/// @param arrival                  the direction of the last part of the move there; for the very first sample, taken where
///                                 the focuser happened to stand, the direction of the sweep
/// @param travelSinceReversalSteps how far it had come in that direction since it last turned round; 0 for the first
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

    boolean hasStars() {
        return size.hfrPixels().isPresent();
    }

    /// The sample as the curve's mathematics sees it.
    public ArrivedPoint arrived() {
        Arrival side =
                switch (arrival) {
                    case UP -> Arrival.UP;
                    case DOWN -> Arrival.DOWN;
                };
        return new ArrivedPoint(point(), side, travelSinceReversalSteps);
    }

    CurvePoint point() {
        return new CurvePoint(
                positionSteps, size.hfrPixels().orElse(Double.NaN), size.sigmaPixels());
    }
}
