package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.Hyperbola;

/// A run that began where stars were more than fifteen times as large as in focus, or not to be seen at all: it found focus all the same,
/// but took more frames, and the next will again unless something is done.
final class FarFromFocus {
    private static final double FAR = 15;

    /// Anything that went wrong is told before it; what does no harm, nebulae or hot pixels, after it.
    private static final double BEHIND_ALL_HARM = 0.51;

    private FarFromFocus() {}

    static Optional<Diagnosis> of(FocusRun run) {
        Optional<SweepFit> fit = run.fit();
        if (fit.isEmpty()) {
            return Optional.empty();
        }
        Hyperbola curve = fit.get().fit().curve();
        Sample first = run.samples().getFirst();
        double height =
                curve.sizeAt(first.positionSteps() + first.wanderedSteps()) / curve.minimumPixels();
        if (height < FAR) {
            return Optional.empty();
        }
        OptionalDouble size = first.size().hfrPixels();
        String stars =
                size.isPresent()
                        ? "stars measured %.1f px there, %.0f times their size in focus"
                                .formatted(
                                        size.getAsDouble(),
                                        size.getAsDouble() / curve.minimumPixels())
                        : "no star was to be seen there";
        return Optional.of(
                new Diagnosis(
                        Cause.FAR_FROM_FOCUS,
                        BEHIND_ALL_HARM,
                        "The run began %.0f steps from best focus, at %d: %s. It took %d frames to find focus from so far."
                                .formatted(
                                        Math.abs(first.positionSteps() - curve.bestPositionSteps()),
                                        first.positionSteps(),
                                        stars,
                                        run.samples().size()),
                        "Keep the focuser near %.0f between nights, as a preset, or park it there; if it was, its counter has lost its place."
                                .formatted(curve.bestPositionSteps()),
                        List.of(0)));
    }
}
