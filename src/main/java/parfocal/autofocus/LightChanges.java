package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusRun.Before;
import parfocal.autofocus.FocusStep.GiveUp;

/// Runs that had to begin anew because the light jumped, once or oftener.
final class LightChanges {
    private static final double BY_SKY = 0.96;
    private static final double BY_FOCUS = 0.88;

    private final FocusRun run;

    LightChanges(FocusRun run) {
        this.run = run;
    }

    /// Light that jumps a second time will jump a third time; unless it only came back, as behind a cloud.
    Optional<GiveUp> refusal() {
        if (run.before().isEmpty() || !run.taken().isEmpty()) {
            return Optional.empty();
        }
        Before last = run.before().get();
        Optional<Before> first = last.run().before();
        if (first.isEmpty() || (cameBack(last) && first.get().run().before().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                cameBack(last)
                        ? new GiveUp(
                                Cause.CLOUDS,
                                "The light of the stars went and came back again and again, the last time to %.0f %%."
                                        .formatted(100 * last.jump().share()),
                                "Look at the sky, and at what stands in front of the telescope.")
                        : new GiveUp(
                                Cause.FILTER_CHANGED,
                                "Twice another filter came into the light. "
                                        + last.jump().sentence(last.run().samples()),
                                Refusals.LOOK_AT_THE_WHEEL));
    }

    private static boolean cameBack(Before last) {
        return last.run().before().map(first -> first.jump().undoneBy(last.jump())).orElse(false);
    }

    /// Why a run began anew; empty where it did not, or gave up for it.
    Optional<Diagnosis> diagnosis() {
        return run.before()
                .filter(_ -> refusal().isEmpty())
                .map(last -> cameBack(last) ? clouds(last) : filter(last));
    }

    private Diagnosis filter(Before last) {
        return new Diagnosis(
                Cause.FILTER_CHANGED,
                last.jump().skyTells() ? BY_SKY : BY_FOCUS,
                "%s%s The run began anew; what it found holds for the filter that is in the light now."
                        .formatted(last.jump().sentence(last.run().samples()), focus(last)),
                Refusals.LOOK_AT_THE_WHEEL,
                frames(last));
    }

    private static Diagnosis clouds(Before last) {
        return new Diagnosis(
                Cause.CLOUDS,
                BY_FOCUS,
                "The light of the stars went, to come back at the frame at %d with %.0f %% of what it was in between; the run began anew each time."
                        .formatted(
                                last.run().samples().get(last.jump().first()).positionSteps(),
                                100 * last.jump().share()),
                "Look at the sky, and at what stands in front of the telescope.",
                frames(last));
    }

    /// How far best focus moved, where both sides tell.
    private String focus(Before last) {
        List<Sample> through = last.run().samples().subList(0, last.jump().first());
        return run.fit()
                .flatMap(fit -> DisplacedFocus.since(through, fit.fit().curve(), run.plan().law()))
                .filter(moved -> Math.abs(moved.steps()) > 2 * moved.sigmaSteps())
                .map(moved ->
                        " Best focus lies %.0f ± %.0f steps %s through it."
                                .formatted(
                                        Math.abs(moved.steps()),
                                        moved.sigmaSteps(),
                                        moved.steps() > 0 ? "higher" : "lower"))
                .orElse("");
    }

    private static List<Integer> frames(Before last) {
        int earlier = last.run().everySample().size() - last.run().samples().size();
        return last.jump().frames(last.run().samples().size()).stream()
                .map(frame -> frame + earlier)
                .toList();
    }
}
