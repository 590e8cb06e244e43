package parfocal.report;

import java.util.List;

/// What a drawing needs of its paper. There are two, SVG text and pixels, and one drawing for both: so they cannot drift apart.
///
/// Lengths are in pixels of the drawing, y grows downward.
interface Canvas {

    void line(double x1, double y1, double x2, double y2, Stroke stroke);

    void polyline(List<Point> points, Stroke stroke);

    /// @param fill   opacity of the inside, 0 to 1
    /// @param stroke outline, in the ink of the inside
    void polygon(List<Point> points, double fill, Stroke stroke);

    void circle(double x, double y, double radius, double fill, Stroke stroke);

    /// A band without an outline.
    void rectangle(double x, double y, double width, double height, Ink ink, double opacity);

    /// @param y the line on which the letters stand
    void text(double x, double y, String text, Lettering lettering);

    record Point(double x, double y) {}

    /// @param opacity 0 to 1
    /// @param dashed  four on, four off
    record Stroke(Ink ink, double width, double opacity, boolean dashed) {
        static Stroke of(Ink ink, double width) {
            return new Stroke(ink, width, 1, false);
        }

        Stroke faint(double newOpacity) {
            return new Stroke(ink, width, newOpacity, dashed);
        }

        Stroke inDashes() {
            return new Stroke(ink, width, opacity, true);
        }
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// @param sizePixels height of the letters' line
    /// @param upward     turned by a quarter, to be read from below to above
    record Lettering(Ink ink, double sizePixels, Anchor anchor, boolean bold, boolean upward) {
        static Lettering of(Ink ink, double sizePixels, Anchor anchor) {
            return new Lettering(ink, sizePixels, anchor, false, false);
        }

        Lettering inBold() {
            return new Lettering(ink, sizePixels, anchor, true, upward);
        }

        Lettering turned() {
            return new Lettering(ink, sizePixels, anchor, bold, true);
        }

        /// A guess, for what must be placed before any font is known.
        double widthOf(String text) {
            return text.length() * sizePixels * (bold ? 0.66 : 0.58);
        }
    }
}
