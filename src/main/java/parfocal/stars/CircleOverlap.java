package parfocal.stars;

/// How much of a pixel lies inside a circle.
final class CircleOverlap {
    /// Highest power first.
    private static final double[] ARC_SINE = {
        -0.0012624911,
        0.0066700901,
        -0.0170881256,
        0.0308918810,
        -0.0501743046,
        0.0889789874,
        -0.2145988016,
        1.5707963050
    };

    private CircleOverlap() {}

    /// Exact area of the unit square centred at `(dx, dy)` within `radius` of the origin.
    static double exact(double dx, double dy, double radius) {
        double farX = Math.abs(dx) + 0.5;
        double farY = Math.abs(dy) + 0.5;
        if (farX * farX + farY * farY <= radius * radius) {
            return 1;
        }
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

    /// Arc sine to 2·10⁻⁸ (Abramowitz & Stegun 4.4.46): exact enough for areas of pixels, and ten times quicker than to the
    /// last digit.
    private static double arcSine(double sine) {
        double polynomial = 0;
        for (double coefficient : ARC_SINE) {
            polynomial = polynomial * sine + coefficient;
        }
        return Math.PI / 2 - Math.sqrt(1 - sine) * polynomial;
    }

    private static double segment(double t, double radius) {
        double sine = Math.min(1, t / radius);
        return 0.5
                * (t * Math.sqrt(Math.max(0, radius * radius - t * t))
                        + radius * radius * arcSine(sine));
    }
}
