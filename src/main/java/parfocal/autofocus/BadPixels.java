package parfocal.autofocus;

import parfocal.image.Frame;
import parfocal.stars.Sensor;
import parfocal.stars.StarField;

/// What the frames of one run or sweep have taught about the pixels of its camera, where it may learn.
///
/// Only from frames whose stars are wide: there nothing as sharp as a pixel is a star, while in focus on a coarse sensor a tracked star may
/// be. What a run sees by it is kept in its record, so that a replay needs no pixels.
public final class BadPixels {
    /// Half-flux radius of frames to learn from. A star of this size gives its brightest pixel a thirtieth of its light.
    private static final double WIDE_PIXELS = 2.5;

    private final boolean learning;
    private Sensor known;

    public BadPixels(Sensor given, boolean learning) {
        this.known = given;
        this.learning = learning;
    }

    /// Given and learned.
    public Sensor known() {
        return known;
    }

    /// One more frame was measured.
    public void see(Frame frame, StarField field) {
        if (learning && field.medianHfrPixels().orElse(0) > WIDE_PIXELS) {
            known = known.after(frame, field);
        }
    }
}
