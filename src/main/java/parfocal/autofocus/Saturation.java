package parfocal.autofocus;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Stars at the camera's ceiling, in the frame of a run that has most of them.
///
/// @param sample    number of the frame in the run, from 0
/// @param saturated how many
/// @param all       with those that can be measured
record Saturation(int sample, int saturated, int all) {
    private static final int FEWEST = 5;
    private static final double MANY = 0.3;
    private static final double CONFIDENCE = 0.93;

    /// Empty where hardly any are.
    static Optional<Saturation> in(FocusRun run) {
        return IntStream.range(0, run.taken().size())
                .boxed()
                .max(Comparator.comparingInt(i -> run.taken().get(i).seen().saturated()))
                .map(i -> of(i, run.taken().get(i).seen()))
                .filter(Saturation::many);
    }

    private static Saturation of(int sample, Seen seen) {
        long clean = seen.stars().stream().filter(star -> star.flags().isEmpty()).count();
        return new Saturation(sample, seen.saturated(), seen.saturated() + (int) clean);
    }

    private boolean many() {
        return saturated >= FEWEST && saturated > MANY * all;
    }

    Diagnosis diagnosis(FocusRun run) {
        Duration exposure = run.plan().exposure();
        boolean chosen = run.plan().looks().filter(FirstLooks::exposureFree).isPresent();
        String shorter =
                chosen
                        ? "Lower the gain, or point where there are fainter stars: shorter exposures than half a second are for the air, not for focus."
                        : "Expose shorter, say %s s, or leave the exposure to the run; a lower gain or fainter stars help as well."
                                .formatted(seconds(exposure.dividedBy(4)));
        return new Diagnosis(
                Cause.SATURATED,
                CONFIDENCE,
                "%d of %d stars of the frame at %d are at the camera's ceiling in %s s: they look larger than they are and cannot be measured."
                        .formatted(
                                saturated,
                                all,
                                run.samples().get(sample).positionSteps(),
                                seconds(exposure)),
                shorter,
                List.of(sample));
    }

    private static String seconds(Duration exposure) {
        double seconds = exposure.toNanos() / 1e9;
        return seconds == Math.rint(seconds)
                ? String.format(Locale.ROOT, "%.0f", seconds)
                : String.format(Locale.ROOT, "%.3g", seconds);
    }
}
