package parfocal.stars;

import java.util.BitSet;
import java.util.Optional;
import parfocal.image.Frame;

/// What is known of a camera's sensor before a frame is measured: its dark signal and its bad pixels, given or learned from
/// the frames of a run.
///
/// Immutable. Frames of another size than the one it was learned from are measured without it.
public final class Sensor {
    /// No sensor is sold with so many: a picture that says so is no map.
    private static final double MOST_BAD = 0.3;

    /// A sensor of which nothing is known: bad pixels are then told by each frame alone.
    public static final Sensor UNKNOWN = new Sensor(0, 0, Dark.NONE, new BitSet(), new BitSet());

    private final int width;
    private final int height;
    private final Dark dark;
    private final BitSet bad;
    private final BitSet suspected;

    private Sensor(int width, int height, Dark dark, BitSet bad, BitSet suspected) {
        this.width = width;
        this.height = height;
        this.dark = dark;
        this.bad = bad;
        this.suspected = suspected;
    }

    /// @param master mean or median of dark frames of the same exposure, in ADU; its own level does not matter
    /// @throws IllegalArgumentException when it has another size than what is known already
    public Sensor withDark(Frame master) {
        requireSameSize(master);
        return new Sensor(
                master.widthPixels(), master.heightPixels(), Dark.of(master), bad, suspected);
    }

    /// @param map 0 where a pixel is good, anything else where it is bad
    /// @throws IllegalArgumentException when it has another size than what is known already, or is no map
    public Sensor withBadPixels(Frame map) {
        requireSameSize(map);
        BitSet all = (BitSet) bad.clone();
        for (int i = 0; i < map.adu().length; i++) {
            if (map.adu()[i] != 0) {
                all.set(i);
            }
        }
        if (all.cardinality() > MOST_BAD * map.adu().length) {
            throw new IllegalArgumentException(
                    "The map calls %.0f %% of all pixels bad. A map of bad pixels is 0 where a pixel is good, and anything else where it is not."
                            .formatted(100.0 * all.cardinality() / map.adu().length));
        }
        return new Sensor(map.widthPixels(), map.heightPixels(), dark, all, suspected);
    }

    /// What one more frame of the run has shown: a pixel that was hot in two frames is bad. Stars move between frames, or at
    /// least change; bad pixels do neither.
    public Sensor after(Frame frame, StarField field) {
        Sensor known = fits(frame) ? this : UNKNOWN;
        BitSet twice = (BitSet) known.bad.clone();
        BitSet once = (BitSet) known.suspected.clone();
        for (RejectedObject object : field.rejectedObjects()) {
            if (object.cause() == Rejection.HOT_PIXEL) {
                int x = (int) object.x();
                int y = (int) object.y();
                int i = y * frame.widthPixels() + x;
                (once.get(i) ? twice : once).set(i);
            }
        }
        return new Sensor(frame.widthPixels(), frame.heightPixels(), known.dark, twice, once);
    }

    /// How many pixels are known to be bad.
    public int badPixelCount() {
        return bad.cardinality();
    }

    private void requireSameSize(Frame frame) {
        if (isKnown() && !fits(frame)) {
            throw new IllegalArgumentException(
                    "A calibration frame of %d × %d does not belong to a sensor of %d × %d: use frames of one camera and binning."
                            .formatted(frame.widthPixels(), frame.heightPixels(), width, height));
        }
    }

    /// Of the frames it belongs to; 0 where nothing is known.
    public int widthPixels() {
        return width;
    }

    /// Likewise.
    public int heightPixels() {
        return height;
    }

    /// Whether anything is known.
    public boolean isKnown() {
        return width != 0;
    }

    /// Why what is known is not of the camera and binning of a frame; empty where it is, or nothing is known.
    public Optional<String> unfit(Frame frame) {
        if (!isKnown() || fits(frame)) {
            return Optional.empty();
        }
        return Optional.of(
                "The frame has %d × %d pixels, these have %d × %d. %s"
                        .formatted(
                                frame.widthPixels(),
                                frame.heightPixels(),
                                width,
                                height,
                                remedy(frame)));
    }

    private String remedy(Frame frame) {
        int fewer = ratio(width, height, frame.widthPixels(), frame.heightPixels());
        int more = ratio(frame.widthPixels(), frame.heightPixels(), width, height);
        if (fewer > 1) {
            return "The camera read %1$d × %1$d pixels as one, and did not for these: use some of this binning."
                    .formatted(fewer);
        }
        return more > 1
                ? "These were taken with %1$d × %1$d pixels read as one, and the frame was not: use some of this binning."
                        .formatted(more)
                : "Use some of this camera.";
    }

    /// How many pixels of the finer picture make one of the coarser, in each direction; 0 where they do not. What does not fill a whole one
    /// at the border is lost in binning.
    private static int ratio(int fineWidth, int fineHeight, int width, int height) {
        int ratio = fineWidth / width;
        return ratio > 0 && fineWidth / ratio == width && fineHeight / ratio == height ? ratio : 0;
    }

    /// Whether a frame has the size of what is known, and will be measured with it.
    public boolean fits(Frame frame) {
        return frame.widthPixels() == width && frame.heightPixels() == height;
    }

    /// This sensor if the frame may be from it.
    Sensor of(Frame frame) {
        return fits(frame) ? this : UNKNOWN;
    }

    Dark dark() {
        return dark;
    }

    /// The next bad pixel at or after index `y × width + x`; negative when there is none.
    int nextBad(int index) {
        return bad.nextSetBit(index);
    }
}
