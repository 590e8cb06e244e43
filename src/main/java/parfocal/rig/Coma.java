package parfocal.rig;

import java.util.ArrayList;
import java.util.List;

/// How coma spreads the light of one star: each ring of the aperture makes a circle, larger and farther out with the square of its
/// radius, and all of them together a fan of 60° whose tip is where the star would be.
///
/// Third-order coma (Schroeder, Astronomical Optics, ch. 5): a ring of relative radius ρ makes a circle of radius `Cs ρ²` whose centre
/// lies `2 Cs ρ²` from the tip; the length of the fan is the tangential coma `3 Cs`. Coupling with defocus is left out: the
/// fan is laid over the defocus disc.
record Coma(List<Offset> offsets) {
    private static final Coma NONE = new Coma(List.of(new Offset(0, 0)));
    private static final double UNSEEN_PIXELS = 0.25;
    private static final int RINGS = 2;
    private static final int ON_A_RING = 3;

    /// Where an equal part of the light falls, in pixels from where the star would be.
    record Offset(double x, double y) {}

    Coma {
        offsets = List.copyOf(offsets);
    }

    /// @param fromAxisX             in pixels, `fromAxisY` likewise
    /// @param tangentialAtOneRadian tangential coma as a share of the distance from the axis
    static Coma at(double fromAxisX, double fromAxisY, double tangentialAtOneRadian) {
        double distance = Math.hypot(fromAxisX, fromAxisY);
        double sagittal = tangentialAtOneRadian * distance / 3;
        if (3 * sagittal < UNSEEN_PIXELS) {
            return NONE;
        }
        var offsets = new ArrayList<Offset>();
        for (int ring = 0; ring < RINGS; ring++) {
            // Rings of equal area: ρ² is spread evenly.
            double size = sagittal * (ring + 0.5) / RINGS;
            for (int k = 0; k < ON_A_RING; k++) {
                double angle = 2 * Math.PI * (k + 0.5 * (ring % 2)) / ON_A_RING;
                double along = size * (2 + StrictMath.cos(angle));
                double across = size * StrictMath.sin(angle);
                offsets.add(
                        new Offset(
                                (along * fromAxisX - across * fromAxisY) / distance,
                                (along * fromAxisY + across * fromAxisX) / distance));
            }
        }
        return new Coma(offsets);
    }
}
