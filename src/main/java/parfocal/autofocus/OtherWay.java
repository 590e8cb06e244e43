package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Hyperbola;
import parfocal.curve.PlayOnFlank;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// The look from the other side: when a curve is finished, one frame on its far flank, reached against the direction of the sweep,
/// measures the play of a focuser of which it is not known. All other frames of a run are blind to it, and are meant to be.
///
/// @param play        what the frame says
/// @param travelSteps how far the focuser came the other way before it: more play than that cannot be seen
/// @param sample      its number in the run
record OtherWay(PlayOnFlank play, int travelSteps, int sample) {
    static final String METHOD = "one frame reached from the other side";

    /// Where to look, in half-widths beyond best focus: play leads farther out from there, along a flank that only rises.
    private static final double FIRST_DEFOCUS = 1.9;

    private static final double SECOND_DEFOCUS = 1.2;

    /// With less room than this, in half-widths, it is not worth an exposure.
    private static final double LEAST_ROOM = 1.5;

    /// A tube that did not follow at all stands where the last sample was taken: play of that very amount looks the same.
    private static final double SAME_PLACE_SIGMAS = 2.5;

    private static final int MOST_LOOKS = 2;

    /// Whether the run should look now: not yet done, or done where a tube that did not move at all would look the same.
    static boolean worthALook(FocusRun run) {
        long looks = run.samples().stream().filter(OtherWay::isOne).count();
        return looks == 0 || (looks < MOST_LOOKS && in(run).isEmpty());
    }

    private static boolean isOne(Sample sample) {
        return sample.purpose() == Purpose.OTHER_WAY;
    }

    /// The look to take after so many; empty where there is no room for it.
    static Optional<MeasureAt> look(
            Hyperbola curve, Approach approach, Travel travel, boolean second) {
        double halfWidth = curve.halfWidthSteps();
        double defocus = second ? SECOND_DEFOCUS : FIRST_DEFOCUS;
        int place = at(curve, approach, travel, defocus * halfWidth);
        double runUp = RunUp.steps(travel, halfWidth);
        int beyond = at(curve, approach, travel, defocus * halfWidth + runUp);
        return Math.abs(beyond - place) < LEAST_ROOM * halfWidth
                ? Optional.empty()
                : Optional.of(
                        new MeasureAt(
                                place,
                                List.of(beyond),
                                Purpose.OTHER_WAY,
                                "once from the other side: how much play there is"));
    }

    private static int at(Hyperbola curve, Approach approach, Travel travel, double beyondSteps) {
        return travel.nearest(
                (int) Math.round(curve.bestPositionSteps() + approach.sign() * beyondSteps));
    }

    /// What the last look said; empty when there was none, or it could have been taken by a tube that had not moved.
    static Optional<OtherWay> in(FocusRun run) {
        List<Sample> samples = run.samples();
        Optional<SweepFit> fit = run.fit();
        int number = samples.size() - 1;
        while (number >= 0 && !isOne(samples.get(number))) {
            number--;
        }
        if (number < 1 || fit.isEmpty() || !samples.get(number).hasStars()) {
            return Optional.empty();
        }
        Sample look = samples.get(number);
        Approach approach = run.plan().approach();
        PlayOnFlank play =
                PlayOnFlank.of(
                        fit.get().fit(), look.point(), Sample.side(approach));
        Sample before = samples.get(number - 1);
        double notMoved = approach.sign() * (before.positionSteps() - look.positionSteps());
        boolean same =
                before.sweeping()
                        && notMoved > 0
                        && Math.abs(play.steps() - notMoved)
                                < SAME_PLACE_SIGMAS * play.sigmaSteps();
        return same
                ? Optional.empty()
                : Optional.of(new OtherWay(play, look.travelSinceReversalSteps(), number));
    }

    /// All of it was seen, and not only that there is at least as much as the way.
    boolean wasTakenUp() {
        return play.steps() + 2 * play.sigmaSteps() < travelSteps;
    }

    Optional<BacklashFound> found(Hyperbola curve) {
        return play.proven(curve)
                ? Optional.of(
                        new BacklashFound(
                                play.steps(), play.sigmaSteps(), METHOD, wasTakenUp()))
                : Optional.empty();
    }
}
