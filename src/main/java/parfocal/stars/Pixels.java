package parfocal.stars;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parfocal.image.Frame;

/// The frame's pixels as they are measured: read in pieces of rows, as floats, with what is known to be wrong put right on the
/// way. The frame itself stays as it is, so 61 megapixels cost no second copy.
final class Pixels {
    private final int width;
    private final int height;
    private final Frame.@Nullable Counts counts;
    private final float @Nullable [] adu;
    private final Mosaic mosaic;
    private final Dark dark;
    private final Defects defects;
    private final Map<Integer, JoinedPixels> joined = new ConcurrentHashMap<>();

    private Pixels(
            int width,
            int height,
            Frame.@Nullable Counts counts,
            float @Nullable [] adu,
            Mosaic mosaic,
            Dark dark,
            Defects defects) {
        this.width = width;
        this.height = height;
        this.counts = counts;
        this.adu = adu;
        this.mosaic = mosaic;
        this.dark = dark;
        this.defects = defects;
    }

    static Pixels of(Frame frame, Dark dark) {
        Optional<Frame.Counts> counts = frame.counts();
        return new Pixels(
                frame.widthPixels(),
                frame.heightPixels(),
                counts.orElse(null),
                counts.isPresent() ? null : frame.adu(),
                Mosaic.of(frame),
                dark,
                Defects.none(frame.heightPixels()));
    }

    Pixels without(Defects found) {
        return new Pixels(width, height, counts, adu, mosaic, dark, found);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// The step between neighbouring values: 1 for whole numbers; other numbers are as fine as a float is.
    double quantum() {
        if (adu == null) {
            return 1;
        }
        float largest = 0;
        boolean whole = true;
        for (float value : adu) {
            whole &= Math.rint(value) == value || Float.isNaN(value);
            largest = Math.max(largest, Float.isFinite(value) ? Math.abs(value) : 0);
        }
        return whole ? 1 : Math.max(Float.MIN_NORMAL, largest * 1e-6);
    }

    /// Copies a piece of a row to `into`, from its index `at` on.
    void copy(int y, int left, int right, float[] into, int at) {
        int from = y * width + left;
        int length = right - left;
        if (counts != null) {
            short[] stored = counts.stored();
            float offset = counts.offsetAdu();
            for (int i = 0; i < length; i++) {
                into[at + i] = stored[from + i] + offset;
            }
        } else if (adu != null) {
            System.arraycopy(adu, from, into, at, length);
        }
        dark.takeFrom(into, at, from, length);
        mosaic.even(into, at, length, left, y);
        defects.mend(y, left, right, into, at);
    }

    /// The same in blocks of `side` × `side` pixels.
    JoinedPixels joined(int side) {
        return joined.computeIfAbsent(side, blocks -> new JoinedPixels(this, blocks));
    }

    /// Whether every pixel holds a number: counts always do.
    boolean isWhole() {
        return counts != null;
    }

    boolean contains(double x, double y) {
        return x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5;
    }

    boolean containsCircle(double x, double y, double radius) {
        return x - radius >= -0.5
                && y - radius >= -0.5
                && x + radius <= width - 0.5
                && y + radius <= height - 0.5;
    }
}
