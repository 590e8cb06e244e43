package parfocal.autofocus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run may choose for itself of exposure and binning, and by what it chose.
///
/// Both are settled before the first sample, and stay: all frames of a run are to be measured alike. A frame that advises another light is
/// no sample; it is remembered here, and taken again as advised.
///
/// @param exposureFree    whether the exposure may be changed
/// @param binningFree     whether the binning may be changed
/// @param orderedExposure before anything was changed
/// @param orderedBinning  before anything was changed
/// @param orderedLearned  before anything was changed, on the pixels that were ordered
/// @param largestBinning  that the camera can; 1 where it cannot, or would mix the colours of its pixels
/// @param changes         in order
public record FirstLooks(
        boolean exposureFree,
        boolean binningFree,
        Duration orderedExposure,
        int orderedBinning,
        Optional<Learned> orderedLearned,
        int largestBinning,
        List<Change> changes) {
    private static final int MOST_LOOKS = 2;

    /// @param seen   the frame that advised it; empty where it was known before
    /// @param advice that was followed
    public record Change(Optional<Seen> seen, CameraAdvice advice) {}

    public FirstLooks {
        changes = List.copyOf(changes);
    }

    /// Nothing is changed yet.
    static FirstLooks of(FocusPlan plan, boolean exposureFree, boolean binningFree) {
        return new FirstLooks(
                exposureFree,
                binningFree,
                plan.exposure(),
                plan.binning(),
                plan.learned(),
                1,
                List.of());
    }

    /// A plan as it stands before any frame: binned as earlier runs of the telescope advise.
    ///
    /// @param largestBinning that the camera can
    public static FocusPlan before(FocusPlan plan, int largestBinning) {
        if (plan.looks().isEmpty()) {
            return plan;
        }
        FirstLooks looks = plan.looks().get().begin(plan, largestBinning);
        FocusPlan able = plan.withLooks(looks);
        return looks.binningFree
                ? CameraAdvice.beforehand(able, largestBinning)
                        .map(advice -> looks.changed(able, Optional.empty(), advice))
                        .orElse(able)
                : able;
    }

    /// A plan as the first frame advises it; empty where the frame was right as it is, or may not be changed.
    public static Optional<FocusPlan> after(FocusPlan plan, Seen seen) {
        return plan.looks()
                .filter(looks -> looks.frames() < MOST_LOOKS)
                .flatMap(looks ->
                        CameraAdvice.on(plan, looks, seen)
                                .map(advice -> looks.changed(plan, Optional.of(seen), advice)));
    }

    private FocusPlan changed(FocusPlan plan, Optional<Seen> seen, CameraAdvice advice) {
        var more =
                new FirstLooks(
                        exposureFree,
                        binningFree,
                        orderedExposure,
                        orderedBinning,
                        orderedLearned,
                        largestBinning,
                        Stream.concat(changes.stream(), Stream.of(new Change(seen, advice)))
                                .toList());
        double ratio = (double) advice.binning() / plan.binning();
        return plan.withExposure(advice.exposure())
                .withBinning(advice.binning())
                .withLearned(plan.learned().map(known -> known.onPixels(ratio)))
                .withLooks(more);
    }

    private FirstLooks begin(FocusPlan plan, int largest) {
        return new FirstLooks(
                exposureFree,
                binningFree,
                plan.exposure(),
                plan.binning(),
                plan.learned(),
                largest,
                List.of());
    }

    /// Frames that were taken and are no samples.
    public int frames() {
        return (int) changes.stream().filter(change -> change.seen().isPresent()).count();
    }

    public List<String> sentences() {
        return changes.stream().map(change -> change.advice().sentence()).toList();
    }
}
