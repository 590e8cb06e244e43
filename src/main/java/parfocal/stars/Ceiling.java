package parfocal.stars;

import java.util.List;
import java.util.OptionalDouble;

/// The level at which the frame's own brightest pixels pile up: the camera's ceiling, if it was reached.
///
/// The nominal 65535 is no guide: 12-bit data sit in the high bits of 16, full wells end anywhere.
final class Ceiling {
    private Ceiling() {}

    /// @param brightest where the brightest pixels are looked for; nobody else comes near them
    /// @param sky       typical background
    /// @param noisy     whether the frame has noise: without, it is drawn, and a flat top is as it should be
    /// @param defocused whether stars are flat discs by nature: then only a full converter counts
    /// @return pixels from this level on are saturated; empty when the frame does not saturate
    static OptionalDouble of(
            Pixels pixels, List<Area> brightest, double sky, boolean noisy, boolean defocused) {
        float highest = Float.NEGATIVE_INFINITY;
        for (Area area : brightest) {
            for (float value : values(pixels, area)) {
                highest = Math.max(highest, value);
            }
        }
        double range = highest - sky;
        if (!(range > 0)) {
            return OptionalDouble.empty();
        }
        int top = 0;
        int below = 0;
        int flank = 0;
        float bandTop = (float) (highest - 0.02 * range);
        float bandBelow = (float) (highest - 0.06 * range);
        float foot = (float) (highest - 0.9 * range);
        for (Area area : brightest) {
            for (float value : values(pixels, area)) {
                if (value >= bandTop) {
                    top++;
                } else if (value >= bandBelow) {
                    below++;
                } else if (value >= foot) {
                    flank++;
                }
            }
        }
        // A peak that was not cut has equal numbers in equal bands of height: half as many in the
        // first as in the two next.
        // Four equal pixels may be one star that fell between them.
        boolean piledUp = top >= 8 && top > below;
        // The flank of a disc, which is flat by nature, is one pixel wide; a star that was cut has
        // the flank of its point spread, and there are fainter stars.
        boolean disc = flank < 1.1 * 2 * Math.sqrt(Math.PI * (top + below));
        boolean full = isConverterLimit(highest);
        if ((piledUp && noisy && !disc && !defocused) || (full && top >= 2)) {
            return OptionalDouble.of(highest - 0.06 * range);
        }
        return OptionalDouble.empty();
    }

    private static float[] values(Pixels pixels, Area area) {
        int width = area.right() - area.left();
        float[] values = new float[width * (area.bottom() - area.top())];
        for (int y = area.top(); y < area.bottom(); y++) {
            pixels.copy(y, area.left(), area.right(), values, (y - area.top()) * width);
        }
        return values;
    }

    private static boolean isConverterLimit(float value) {
        for (int bits = 8; bits <= 16; bits++) {
            double limit = (1 << bits) - 1;
            // Left-shifted 12-bit data end at 65520.
            if (value <= limit && value >= limit * (1 - 1.0 / 4096)) {
                return true;
            }
        }
        return false;
    }
}
