package parfocal.stars;

import java.util.BitSet;
import parfocal.image.Frame;

/// What is known of a camera's sensor before a frame is measured: its dark signal and its bad pixels, given or learned from
/// the frames of a run.
///
/// Immutable. Frames of another size than the one it was learned from are measured without it.
public final class Sensor {
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
    /// @throws IllegalArgumentException when it has another size than what is known already
    public Sensor withBadPixels(Frame map) {
        requireSameSize(map);
        BitSet all = (BitSet) bad.clone();
        for (int i = 0; i < map.adu().length; i++) {
            if (map.adu()[i] != 0) {
                all.set(i);
            }
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
        if (width != 0 && !fits(frame)) {
            throw new IllegalArgumentException(
                    "A calibration frame of %d × %d does not belong to a sensor of %d × %d: use frames of one camera and binning."
                            .formatted(frame.widthPixels(), frame.heightPixels(), width, height));
        }
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
