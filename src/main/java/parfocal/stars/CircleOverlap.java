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
}
