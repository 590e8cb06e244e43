package parfocal.rig;

/// How a star is drawn out, as measuring programs find it: by the second moments of its light.
///
/// @param plus  share of the moments that is along x and not along y; negative for along y
/// @param cross the same for the diagonals
record Outline(double plus, double cross) {
    private static final double ROUGHLY_ROUND = 0.15;

    /// Measured through a window, which makes more of the trails of donuts, as on rendered frames.
    ///
    /// @param hfr        of the stars before the wind
    /// @param sharpness  size in focus over this
    /// @param windPixels over how much the wind smears them
    /// @param radians    where it blows
    static Outline smeared(double hfr, double sharpness, double windPixels, double radians) {
        double trail = windPixels * windPixels / 12;
        double share = trail / ((0.8 + 0.2 * sharpness * sharpness) * hfr * hfr + trail);
        return new Outline(
                share * StrictMath.cos(2 * radians), share * StrictMath.sin(2 * radians));
    }

    /// The ellipse that astigmatism makes of the defocus disc, with axes `d + s` and `d − s`, blurred to a star of this size. Moments are measured
    /// through a window that makes more of it, the more the larger the disc: 1.3 to 1.5 times on rendered frames.
    ///
    /// @param discPixels radius of the defocus disc, with its sign
    /// @param hole       diameter of its hole as a fraction of its own
    static Outline astigmatic(
            double discPixels, double astigmatismPixels, double hole, double hfr) {
        // Per axis a disc of radius R has the variance R²(1 + ε²)/4, and a Gaussian hfr²/(2 ln 2).
        double difference = discPixels * astigmatismPixels * (1 + hole * hole) / 2;
        double share = Math.min(1, discPixels * discPixels / (2 * hfr * hfr));
        return new Outline((1.1 + 0.4 * share) * difference * 1.386 / (hfr * hfr), 0);
    }

    /// Both together.
    Outline and(Outline other) {
        return new Outline(plus + other.plus, cross + other.cross);
    }

    /// `√(1 − b²/a²)`; no star is quite round.
    double eccentricity() {
        double share = Math.min(0.98, Math.hypot(plus, cross));
        return Math.max(ROUGHLY_ROUND, Math.sqrt(2 * share / (1 + share)));
    }

    /// Of the longer axis, from x toward y, from 0 to 180.
    double longAxisDegrees() {
        double degrees = Math.toDegrees(0.5 * StrictMath.atan2(cross, plus));
        return degrees < 0 ? degrees + 180 : degrees;
    }
}
