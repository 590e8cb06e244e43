package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Hyperbola;
import parfocal.device.Travel;

/// What a run does where its tube binds or may bind: looks whether the tube follows back, begins a sweep that stays clear of the place, or
/// says why there is none.
record AroundBinding(FocusRun run) {
    /// In half-widths: how much room either side of best focus needs, and where its far sample is wanted.
    private static final double LEAST_ROOM = 1.2;

    private static final double WANTED_ROOM = 2.4;

    /// Of a run-up at least, so that the first sample was come to the right way.
    private static final double LEAST_RUN_UP = 0.5;

    /// Where the tube binds, a run-up of the usual length may lead past focus.
    private static final double SHORT_RUN_UP = 0.05;

    private static final int MOST_SWEEPS = 2;

    /// The end of a first sweep is no reason to give up where the tube binds; that of a second is one more.
    FocusStep insteadOf(GiveUp why) {
        Optional<Binding> known = run.binding();
        if (known.isPresent()) {
            return switch (why.cause()) {
                case MOTOR_NOT_MOVING, LIMIT_REACHED, MINIMUM_AT_EDGE, BAD_SEEING, BINDING ->
                        Binding.contradicted(run.lostSteps())
                                .map(this::refused)
                                .orElseGet(() -> refused(known.get(), why.reason()));
                default -> why;
            };
        }
        return clearOfIt()
                .or(() ->
                        run.sweeps() == 1
                                        && run.plan().fixed().isEmpty()
                                        && Binding.levelAfterChange(run.samples())
                                ? Optional.of(comingBack())
                                : Optional.empty())
                .orElse(why);
    }

    /// On a second thought: the frames of both sweeps are explained by something else.
    private GiveUp refused(LostSteps lost) {
        return new GiveUp(lost.cause(), lost.sentence(run.samples()), lost.remedy());
    }

    private static GiveUp refused(Binding binding, String why) {
        return new GiveUp(Cause.BINDING, binding.sentence() + " " + why, Refusals.STAY_CLEAR);
    }

    /// A new sweep round best focus and clear of where the tube binds, or why there is no room for one; empty where it does not bind, or
    /// where one was made. A second sweep that was made for another reason does not spare it: coming back once more, no farther than
    /// before, also tells whether only the one return landed elsewhere or each does.
    Optional<FocusStep> clearOfIt() {
        return run.binding().isPresent()
                        || run.sweeps() > MOST_SWEEPS
                        || run.plan().fixed().isPresent()
                ? Optional.empty()
                : Binding.in(run.samples(), run.plan().law(), run.lostSteps())
                        .or(() -> Binding.byReturns(run.samples(), run.plan().approach()))
                        .map(binding ->
                                binding.curve()
                                        .map(curve -> sweep(binding, curve))
                                        .orElseGet(() -> search(binding)));
    }

    /// Where nobody knows yet where focus is: from where the run began, or from as near to the place as a short run-up allows.
    private FocusStep search(Binding binding) {
        Travel room = binding.room(run.travel());
        var course = new Course(run.plan().approach(), room);
        boolean ahead = binding.way() == run.plan().approach();
        double runUp = ahead ? RunUp.steps(room) : SHORT_RUN_UP * RunUp.steps(room);
        double begin =
                ahead
                        ? course.along(
                                run.samples().getFirst().positionSteps() + binding.lostSteps())
                        : course.end(-1) + runUp;
        return course.fromBehind(
                begin,
                runUp,
                Purpose.NEW_SWEEP,
                binding.sentence() + " Looking for focus once more, clear of that place");
    }

    private FocusStep sweep(Binding binding, Hyperbola curve) {
        var course = new Course(run.plan().approach(), binding.room(run.travel()));
        double halfWidth = curve.halfWidthSteps();
        double best = course.along(curve.bestPositionSteps());
        double begin =
                Math.max(best - WANTED_ROOM * halfWidth, course.end(-1) + LEAST_RUN_UP * halfWidth);
        double room = Math.min(best - begin, course.end(+1) - best);
        if (room < LEAST_ROOM * halfWidth) {
            return refused(
                    binding,
                    "Best focus seems to lie near %.0f, and the curve needs %.0f steps on that side to be seen well."
                            .formatted(curve.bestPositionSteps(), WANTED_ROOM * halfWidth));
        }
        return course.fromBehind(
                begin,
                RunUp.steps(binding.room(run.travel()), halfWidth),
                Purpose.NEW_SWEEP,
                binding.sentence() + " Sweeping once more, clear of that place");
    }

    /// A new sweep as soon as the third return shows the same stars: farther behind there are no others to be seen.
    Optional<FocusStep> clearOfReturns() {
        return Binding.byReturns(run.samples(), run.plan().approach()).flatMap(_ -> clearOfIt());
    }

    /// Gives up on a tube that did not follow back either; empty while there is no such thing to say.
    Optional<FocusStep> standsForGood() {
        List<Sample> samples = run.samples();
        boolean justCame = samples.getLast().purpose() == Purpose.NEW_SWEEP;
        return justCame && Binding.standsAfterComingBack(samples)
                ? Optional.of(
                        Refusals.tubeStopped(
                                samples.subList(samples.size() - 4, samples.size() - 1),
                                run.travel()))
                : Optional.empty();
    }

    /// To where the stars looked otherwise, if the tube now follows from where it stopped.
    private MeasureAt comingBack() {
        List<Sample> seen =
                run.sweep().stream()
                        .filter(s -> s.hasStars() && s.travelSinceReversalSteps() > 0)
                        .toList();
        Sample stopped = seen.getLast();
        Sample first =
                seen.stream()
                        .filter(s -> apart(s, stopped) > Binding.CHANGED)
                        .findFirst()
                        .orElse(seen.getFirst());
        int level = seen.size() - 1;
        while (level > 0 && apart(seen.get(level - 1), stopped) < Binding.UNCHANGED) {
            level--;
        }
        var course = new Course(run.plan().approach(), run.travel());
        int way = seen.get(level).positionSteps() - first.positionSteps();
        return course.fromBehind(
                course.along(stopped.positionSteps() - way),
                RunUp.steps(run.travel()),
                Purpose.NEW_SWEEP,
                "The counter runs on and the stars stay. Coming back once, to see whether the tube follows that way");
    }

    private static double apart(Sample one, Sample other) {
        return Binding.apart(one, other).orElse(0);
    }
}
