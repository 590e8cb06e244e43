package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What the frames of a run hold besides stars, and what became of it: hot pixels, nebulae. They are told from stars frame by frame and do a
/// run no harm as long as stars are left, so that nothing here comes before what did some.
final class ImpostorFindings {
    private static final int MANY_HOT_PIXELS = 1500;

    /// Over the noise of a pixel: the faint nebulae of an ordinary night stay below.
    private static final double UNEVEN_SKY = 0.7;

    private static final double BRIGHT_NEBULA = 1;

    /// In all frames together.
    private static final int FEWEST_NEBULOUS = 5;

    private static final double WORTH_SAYING = 0.5;
    private static final double BESIDE_OTHERS = 0.25;

    private final FocusRun run;

    ImpostorFindings(FocusRun run) {
        this.run = run;
    }

    List<Diagnosis> all() {
        var found = new ArrayList<Diagnosis>();
        hotPixels().ifPresent(found::add);
        nebulosity().ifPresent(found::add);
        SecondValley.of(run).map(SecondValley::diagnosis).ifPresent(found::add);
        return found;
    }

    private Optional<Diagnosis> hotPixels() {
        return frameWithMost(Seen::hotPixels)
                .filter(frame -> seen(frame).hotPixels() > MANY_HOT_PIXELS)
                .map(frame ->
                        new Diagnosis(
                                Cause.HOT_PIXELS,
                                WORTH_SAYING,
                                "%d hot pixels were told from stars in one frame%s."
                                        .formatted(
                                                seen(frame).hotPixels(),
                                                seen(frame).calibrated()
                                                        ? ", beside those that the dark or the map of bad pixels takes away"
                                                        : ""),
                                seen(frame).calibrated()
                                        ? "They do no harm here. Take a new dark at the temperature and the exposure of these frames: this one leaves them."
                                        : "They do no harm here. Cool the camera, or take dark frames.",
                                List.of(frame)));
    }

    private Optional<Diagnosis> nebulosity() {
        int left = run.taken().stream().mapToInt(taken -> taken.seen().nebulous()).sum();
        return frameWithMost(Seen::skyRelief)
                .filter(frame -> seen(frame).skyRelief() > UNEVEN_SKY && left >= FEWEST_NEBULOUS)
                .map(frame ->
                        new Diagnosis(
                                Cause.NEBULOSITY,
                                seen(frame).skyRelief() > BRIGHT_NEBULA
                                        ? WORTH_SAYING
                                        : BESIDE_OTHERS,
                                "The sky between the stars is uneven by %.1f times its noise, as in a nebula; %d things that are wide and soft, and whose size does not follow focus, were left out of %d frames."
                                        .formatted(
                                                seen(frame).skyRelief(), left, run.taken().size()),
                                "They do no harm as long as stars are left. Point beside the nebula if few are.",
                                List.of(frame)));
    }

    private Optional<Integer> frameWithMost(ToDoubleFunction<Seen> what) {
        return IntStream.range(0, run.taken().size())
                .boxed()
                .max(Comparator.comparingDouble(frame -> what.applyAsDouble(seen(frame))));
    }

    private Seen seen(int frame) {
        return run.taken().get(frame).seen();
    }
}
