package parfocal.rig;

/// A Bahtinov mask before the aperture: one half with straight slits, two quarters with slits that lean outward, as the letter Y is
/// drawn; slits and bars are equally wide.
///
/// The pitch follows the rule of its makers, a 150th of the focal length.
///
/// @param pitch       of the slits, in radii of the aperture
/// @param obstruction diameter of the central obstruction as a fraction
record BahtinovMask(double pitch, double obstruction) {
    /// Between the straight slits and the leaning ones.
    static final double LEAN = Math.toRadians(20);

    /// How the mask was put on, whatever the hour.
    private static final double TURN = Math.toRadians(33);

    private static final double FOCAL_LENGTHS_PER_PITCH = 150;
    private static final int FINER = 3;

    static BahtinovMask on(Telescope telescope) {
        return new BahtinovMask(
                2 * telescope.focalRatio() / FOCAL_LENGTHS_PER_PITCH, telescope.obstruction());
    }

    /// Share of a small square of the aperture that is open.
    ///
    /// @param x    of its middle, in radii; `y` likewise
    /// @param side of the square
    double open(double x, double y, double side) {
        int open = 0;
        for (int j = 0; j < FINER; j++) {
            for (int i = 0; i < FINER; i++) {
                double px = x + side * ((i + 0.5) / FINER - 0.5);
                double py = y + side * ((j + 0.5) / FINER - 0.5);
                open += passes(px, py) ? 1 : 0;
            }
        }
        return open / (double) (FINER * FINER);
    }

    private boolean passes(double x, double y) {
        double square = x * x + y * y;
        if (square > 1 || square < obstruction * obstruction) {
            return false;
        }
        double u = x * StrictMath.cos(TURN) + y * StrictMath.sin(TURN);
        double v = -x * StrictMath.sin(TURN) + y * StrictMath.cos(TURN);
        double across = u >= 0 ? v : u * StrictMath.sin(LEAN) + Math.abs(v) * StrictMath.cos(LEAN);
        double part = across / pitch - Math.floor(across / pitch);
        return part < 0.5;
    }
}
