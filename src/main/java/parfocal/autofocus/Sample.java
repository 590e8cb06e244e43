package parfocal.autofocus;

import java.util.Optional;
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
/// @param moment                   when
/// @param cutOff                   whether its size is known to be less than that of its stars: see [DetectionCliff]
/// @param wanderedSteps            how far up best focus has moved between this frame and the last of the run; 0 where it is believed to stay
public record Sample(
        int positionSteps,
        Approach arrival,
        int travelSinceReversalSteps,
        Purpose purpose,
        String why,
        FrameSize size,
        Optional<Moment> moment,
        boolean cutOff,
        double wanderedSteps) {

    /// One of which nobody knows when it was taken.
    public Sample(
            int positionSteps,
            Approach arrival,
            int travelSinceReversalSteps,
            Purpose purpose,
            String why,
            FrameSize size) {
        this(
                positionSteps,
                arrival,
                travelSinceReversalSteps,
                purpose,
                why,
                size,
                Optional.empty(),
                false,
                0);
    }

    Sample wandered(double steps) {
        return with(cutOff, steps);
    }

    Sample beyondTheCliff() {
        return with(true, wanderedSteps);
    }

    private Sample with(boolean newCutOff, double newWanderedSteps) {
        return new Sample(
                positionSteps,
                arrival,
                travelSinceReversalSteps,
                purpose,
                why,
                size,
                moment,
                newCutOff,
                newWanderedSteps);
    }

    public boolean proof() {
        return purpose == Purpose.PROOF;
    }

    boolean sweeping() {
        return purpose.sweeping();
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

    /// On the curve as it lies at the time of the last frame.
    CurvePoint point() {
        return new CurvePoint(
                positionSteps + wanderedSteps,
                size.hfrPixels().orElse(Double.NaN),
                size.sigmaPixels());
    }
}
