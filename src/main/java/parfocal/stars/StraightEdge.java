package parfocal.stars;

/// A pixel cut by a circle so large that its arc is a straight line: within 0.2 % of a pixel from 1.5 px on, and without
/// trigonometry.
final class StraightEdge {
    private final double flat;
    private final double full;
    private final double perWide;
    private final double perCorner;

    /// @param wide   larger of the two direction cosines of the line from the circle's centre to the pixel's
    /// @param narrow the smaller one, not 0
    StraightEdge(double wide, double narrow) {
        full = 0.5 * (wide + narrow);
        flat = 0.5 * (wide - narrow);
        perWide = 1 / wide;
        perCorner = 0.5 / (wide * narrow);
    }

    /// How far a circle reaches as a straight line: moved in by the mean sagitta.
    static double reach(double radius) {
        return radius - 1 / (24 * radius);
    }

    /// Area of the pixel on the near side of the line.
    ///
    /// @param t place of the line, from the pixel's centre outwards
    double inside(double t) {
        double u = Math.abs(t);
        double rest = full - u;
        double half = u <= flat ? 0.5 + u * perWide : 1 - Math.max(0, rest) * rest * perCorner;
        return t >= 0 ? half : 1 - half;
    }

    /// First moment about the pixel's centre, along the way outwards, of the part on the near side: zero or negative.
    double leaning(double t) {
        double u = Math.abs(t);
        if (u >= full) {
            return 0;
        }
        double from = Math.max(u, flat);
        double corner = full * (full * full / 6 - from * from / 2) + from * from * from / 3;
        double middle = u < flat ? (flat * flat - u * u) * 0.5 * perWide : 0;
        return -2 * perCorner * corner - middle;
    }
}
