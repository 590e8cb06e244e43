package parfocal.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import parfocal.image.Frame;

/// The frames of a run made small, for its report: what a look took is handed over as it comes, and painted when somebody wants to see it.
///
/// Small, because a run of fifteen frames of 60 megapixels would otherwise stay in memory for as long as the run is remembered.
public final class KeptFrames {
    private static final int MOST_PIXELS_WIDE = 640;

    private final List<Kept> kept = new ArrayList<>();

    /// @param factor pixels of the frame, in each direction, that make one of `small`
    private record Kept(Frame small, int factor) {}

    /// One frame as it is shown.
    ///
    /// @param dataUri      a PNG, written into the page itself
    /// @param widthPixels  of the picture; `heightPixels` likewise
    /// @param framePixels  how many pixels of the frame make one of the picture, in each direction
    record Shown(String dataUri, int widthPixels, int heightPixels, int framePixels) {}

    /// The next frame of the run; costs one pass over its pixels.
    public void add(Frame frame) {
        int factor = Math.max(1, Math.ceilDiv(frame.widthPixels(), MOST_PIXELS_WIDE));
        Frame small = factor == 1 ? frame : Scaled.binned(frame, factor);
        synchronized (kept) {
            kept.add(new Kept(small, factor));
        }
    }

    public boolean isEmpty() {
        synchronized (kept) {
            return kept.isEmpty();
        }
    }

    /// @param number of the frame in the run, from 0
    Optional<Shown> shown(int number) {
        Kept wanted;
        synchronized (kept) {
            if (number >= kept.size()) {
                return Optional.empty();
            }
            wanted = kept.get(number);
        }
        Png png = PlainFrame.of(wanted.small, MOST_PIXELS_WIDE);
        return Optional.of(
                new Shown(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png.bytes()),
                        png.widthPixels(),
                        png.heightPixels(),
                        wanted.factor));
    }
}
