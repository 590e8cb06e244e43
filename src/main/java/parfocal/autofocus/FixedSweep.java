package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// A sweep as somebody wants it: so many samples, so many steps apart, around where the focuser stands. It is swept in the direction of
/// approach with a run-up, judged, arrived at and proven as any other.
///
/// @param samples   at least 5, for the checks want two on each side
/// @param stepSteps distance between neighbours, at least 1
public record FixedSweep(int samples, int stepSteps) {
    public static final int FEWEST = 5;
    public static final int MOST = 99;

    public FixedSweep {
        if (samples < FEWEST || samples > MOST || stepSteps < 1) {
            throw new IllegalArgumentException(
                    "a sweep has %d to %d samples, at least 1 step apart; %d samples %d steps apart were asked."
                            .formatted(FEWEST, MOST, samples, stepSteps));
        }
    }

    /// How far it reaches, in all.
    int lengthSteps() {
        return (samples - 1) * stepSteps;
    }

    /// The first sample of a sweep around a place, moved so that it fits the travel as far as it can.
    MeasureAt first(
            double centreSteps, Travel travel, Approach approach, Purpose purpose, String why) {
        int half = lengthSteps() / 2;
        int lowest = travel.nearest((int) Math.round(centreSteps) - half);
        int highest = travel.nearest(lowest + lengthSteps());
        lowest = travel.nearest(highest - lengthSteps());
        int begin = approach == Approach.UP ? lowest : highest;
        int back =
                travel.nearest(
                        (int)
                                Math.round(
                                        begin
                                                - approach.sign()
                                                        * RunUp.steps(
                                                                travel, lengthSteps() / 4.0)));
        return new MeasureAt(begin, List.of(back), purpose, why);
    }

    /// The next sample of the sweep.
    ///
    /// @param sweep what it has so far, at least its first sample
    /// @return empty when it is complete, or the travel ends
    Optional<FocusStep> next(List<Sample> sweep, Travel travel, Approach approach) {
        int place = sweep.getFirst().positionSteps() + approach.sign() * sweep.size() * stepSteps;
        if (sweep.size() >= samples || !travel.allows(place)) {
            return Optional.empty();
        }
        return Optional.of(
                new MeasureAt(
                        place,
                        List.of(),
                        Purpose.SAMPLE,
                        "sample %d of %d of the fixed sweep".formatted(sweep.size() + 1, samples)));
    }
}
