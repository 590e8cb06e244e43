package parfocal.stars;

/// How much of a pixel lies inside a circle.
final class CircleOverlap {
    private CircleOverlap() {}

    /// Exact area of the unit square centred at `(dx, dy)` within `radius` of the origin.
    static double exact(double dx, double dy, double radius) {
        return corner(dx + 0.5, dy + 0.5, radius)
                - corner(dx - 0.5, dy + 0.5, radius)
                - corner(dx + 0.5, dy - 0.5, radius)
                + corner(dx - 0.5, dy - 0.5, radius);
    }

    /// Area inside the circle of the rectangle from the origin to `(x, y)`, odd in both.
    private static double corner(double x, double y, double radius) {
        double sign = x * y < 0 ? -1 : 1;
        double width = Math.min(Math.abs(x), radius);
        double height = Math.min(Math.abs(y), radius);
        if (width * width + height * height <= radius * radius) {
            return sign * width * height;
        }
        double touch = Math.sqrt(Math.max(0, radius * radius - height * height));
        return sign * (touch * height + segment(width, radius) - segment(touch, radius));
    }

    private static double segment(double t, double radius) {
        double sine = Math.min(1, t / radius);
        return 0.5
                * (t * Math.sqrt(Math.max(0, radius * radius - t * t))
                        + radius * radius * Math.asin(sine));
    }

    /// The same for pixels more than 1.5 px out, within 0.2 % of a pixel and without trigonometry: the arc as a straight line,
    /// moved in by the mean sagitta `1/(24·radius)`.
    ///
    /// @param distance from the circle's centre to the pixel's
    /// @param wide     larger of the two direction cosines of that line
    /// @param narrow   the smaller one
    static double outside(double distance, double wide, double narrow, double radius) {
        double t = radius - distance - 1 / (24 * radius);
        double full = 0.5 * (wide + narrow);
        if (t >= full) {
            return 1;
        }
        if (t <= -full) {
            return 0;
        }
        double flat = 0.5 * (wide - narrow);
        double u = Math.abs(t);
        double share;
        if (u <= flat) {
            share = 0.5 + u / wide;
        } else {
            double rest = full - u;
            share = 1 - rest * rest / (2 * wide * narrow);
        }
        return t >= 0 ? share : 1 - share;
    }

    /// First moment, along the line from the circle's centre and about the pixel's, of the part of a pixel that lies inside;
    /// zero or negative, because that part is on the near side. Parameters as in [#outside].
    static double leaning(double distance, double wide, double narrow, double radius) {
        double t = Math.abs(radius - distance - 1 / (24 * radius));
        double full = 0.5 * (wide + narrow);
        if (t >= full) {
            return 0;
        }
        double flat = 0.5 * (wide - narrow);
        double from = Math.max(t, flat);
        double slope =
                (full * full * full / 6 - full * from * from / 2 + from * from * from / 3)
                        / (wide * narrow);
        double plateau = t < flat ? (flat * flat - t * t) / (2 * wide) : 0;
        return -slope - plateau;
    }
}
