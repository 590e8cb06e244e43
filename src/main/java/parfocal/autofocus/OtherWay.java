package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CurveFit;
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
/// @param stayed      whether a tube that did not follow at all explains it, standing where the sample before was taken
record OtherWay(PlayOnFlank play, int travelSteps, int sample, boolean stayed) {
    static final String METHOD = "one frame reached from the other side";

    /// Where to look, in half-widths beyond best focus: play leads farther out from there, along a flank that only rises.
    private static final double DEFOCUS = 1.9;

    /// And so far beyond the sample before that a tube which did not follow shows as less than no play, and at the proof.
    private static final double BEYOND_THE_LAST = 1;

    private static final double FARTHEST_LAST = 3;

    /// With less room than this, in half-widths, it is not worth an exposure.
    private static final double LEAST_ROOM = 1.5;

    /// A tube that did not follow at all stands where the last sample was taken: play of that very amount looks the same.
    private static final double SAME_PLACE_SIGMAS = 2.5;

    /// A tube that has not caught up yet shows nearly the whole way as play, and that is no measure of it.
    private static final double CLEARLY_LESS_SIGMAS = 4;

    /// Less than no play is called so from here on: a mirror that leans over shows as some, the wrong way round for some.
    private static final double LESS_THAN_NONE_SIGMAS = 5;

    private static final double LESS_THAN_NONE_IN_HALF_WIDTHS = 0.35;

    /// Whether the run has not looked yet.
    static boolean worthALook(FocusRun run) {
        return run.samples().stream().noneMatch(OtherWay::isOne);
    }

    private static boolean isOne(Sample sample) {
        return sample.purpose() == Purpose.OTHER_WAY;
    }

    /// The look to take now; empty where there is no room for it, or none is wanted any more.
    static Optional<MeasureAt> next(FocusRun run, Hyperbola curve) {
        Approach approach = run.plan().approach();
        if (!worthALook(run)) {
            return farther(run, curve)
                    .flatMap(defocus ->
                            at(
                                    defocus,
                                    curve,
                                    approach,
                                    run.travel(),
                                    "once more from the other side, farther out: how much less than no play there is"));
        }
        double standsAt =
                approach.sign() * curve.defocusAt(run.samples().getLast().positionSteps());
        boolean near = Math.abs(standsAt - DEFOCUS) < BEYOND_THE_LAST && standsAt < FARTHEST_LAST;
        return at(
                near ? standsAt + BEYOND_THE_LAST : DEFOCUS,
                curve,
                approach,
                run.travel(),
                "once from the other side: how much play there is");
    }

    /// A tube that is driven too far stands nearer to focus than the look was meant to be, or beyond it: at the bottom, where sizes hardly
    /// tell the place, or on the other flank, where they tell the wrong one. From so far out, in half-widths, it stands on the
    /// flank that was meant, whichever of the two it was.
    private static Optional<Double> farther(FocusRun run, Hyperbola curve) {
        Sample last = run.samples().getLast();
        long looks = run.samples().stream().filter(OtherWay::isOne).count();
        if (looks > 1 || !isOne(last)) {
            return Optional.empty();
        }
        double meant = run.plan().approach().sign() * curve.defocusAt(last.positionSteps());
        return in(run).filter(look -> !look.stayed && look.lessThanNone(curve))
                .map(look -> DEFOCUS + 2 * meant + look.play.steps() / curve.halfWidthSteps());
    }

    private static Optional<MeasureAt> at(
            double defocus, Hyperbola curve, Approach approach, Travel travel, String why) {
        double halfWidth = curve.halfWidthSteps();
        int place = at(curve, approach, travel, defocus * halfWidth);
        int beyond =
                at(curve, approach, travel, defocus * halfWidth + RunUp.steps(travel, halfWidth));
        return Math.abs(beyond - place) < LEAST_ROOM * halfWidth
                ? Optional.empty()
                : Optional.of(new MeasureAt(place, List.of(beyond), Purpose.OTHER_WAY, why));
    }

    private static int at(Hyperbola curve, Approach approach, Travel travel, double beyondSteps) {
        return RunUp.behind(travel, approach.opposite(), curve.bestPositionSteps(), beyondSteps);
    }

    /// What the last look said; empty when there was none, or it could have been taken by a tube that had not moved.
    static Optional<OtherWay> in(FocusRun run) {
        List<Sample> samples = run.samples();
        Optional<SweepFit> fit = run.fit();
        int number = samples.size() - 1;
        while (number >= 0 && !isOne(samples.get(number))) {
            number--;
        }
        // Donuts that are none of the known stars may be anything: blends, or a nebula's.
        if (number < 1
                || fit.isEmpty()
                || !samples.get(number).hasStars()
                || samples.get(number).size().relativeFlux().isEmpty()) {
            return Optional.empty();
        }
        Sample look = samples.get(number);
        Approach approach = run.plan().approach();
        CurveFit curve = fit.get().fit();
        PlayOnFlank play =
                PlayOnFlank.of(curve, WideDonuts.point(look, curve.curve()), Sample.side(approach));
        Sample before = samples.get(number - 1);
        double notMoved = approach.sign() * (before.positionSteps() - look.positionSteps());
        boolean stayed =
                before.sweeping()
                        && Math.abs(play.steps() - notMoved)
                                < SAME_PLACE_SIGMAS * play.sigmaSteps();
        return stayed && notMoved > 0
                ? Optional.empty()
                : Optional.of(new OtherWay(play, look.travelSinceReversalSteps(), number, stayed));
    }

    /// All of it was seen, and not only that there is at least as much as the way.
    boolean wasTakenUp() {
        return play.steps() + CLEARLY_LESS_SIGMAS * play.sigmaSteps() < travelSteps;
    }

    /// The tube is driven too far at a reversal, or did not follow at all.
    boolean lessThanNone(Hyperbola curve) {
        return play.steps() < -LESS_THAN_NONE_SIGMAS * play.sigmaSteps()
                && -play.steps() > LESS_THAN_NONE_IN_HALF_WIDTHS * curve.halfWidthSteps();
    }

    Optional<BacklashFound> found(Hyperbola curve) {
        return play.proven(curve)
                ? Optional.of(
                        new BacklashFound(play.steps(), play.sigmaSteps(), METHOD, wasTakenUp()))
                : Optional.empty();
    }
}
