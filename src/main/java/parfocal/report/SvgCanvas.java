package parfocal.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws as the text of an SVG file that needs nothing beside it: no style sheet, no font, no script.
final class SvgCanvas implements Canvas {
    private final StringBuilder elements = new StringBuilder();

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        add(
                String.format(
                        Locale.ROOT,
                        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>",
                        x1,
                        y1,
                        x2,
                        y2,
                        of(stroke)));
    }

    @Override
    public void polyline(List<Point> points, Stroke stroke) {
        add(
                String.format(
                        Locale.ROOT,
                        "<polyline points='%s' fill='none' %s/>",
                        of(points),
                        of(stroke)));
    }

    @Override
    public void polygon(List<Point> points, double fill, Stroke stroke) {
        add(
                String.format(
                        Locale.ROOT,
                        "<polygon points='%s' %s %s/>",
                        of(points),
                        inside(fill, stroke),
                        of(stroke)));
    }

    @Override
    public void circle(double x, double y, double radius, double fill, Stroke stroke) {
        add(
                String.format(
                        Locale.ROOT,
                        "<circle cx='%.1f' cy='%.1f' r='%.1f' %s %s/>",
                        x,
                        y,
                        radius,
                        inside(fill, stroke),
                        of(stroke)));
    }

    @Override
    public void rectangle(
            double x, double y, double width, double height, Ink ink, double opacity) {
        add(
                String.format(
                        Locale.ROOT,
                        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s' fill-opacity='%.2f'/>",
                        x,
                        y,
                        width,
                        height,
                        ink.hex(),
                        opacity));
    }

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
        add(
                String.format(
                        Locale.ROOT,
                        "<text x='%.1f' y='%.1f' font-size='%.0f' text-anchor='%s'%s%s fill='%s'>%s</text>",
                        x,
                        y,
                        lettering.sizePixels(),
                        lettering.anchor().name().toLowerCase(Locale.ROOT),
                        lettering.bold() ? " font-weight='600'" : "",
                        lettering.upward()
                                ? String.format(
                                        Locale.ROOT, " transform='rotate(-90 %.1f %.1f)'", x, y)
                                : "",
                        lettering.ink().hex(),
                        escaped(text)));
    }

    /// @param title what the picture is called by programs that read it aloud
    String file(int widthPixels, int heightPixels, String title) {
        return """
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' width='%1$d' height='%2$d' role='img' \
        font-family='system-ui, "DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif'>
        <title>%3$s</title>
        %4$s</svg>
        """
                .formatted(widthPixels, heightPixels, escaped(title), elements);
    }

    private void add(String element) {
        elements.append(element).append('\n');
    }

    private static String of(Stroke stroke) {
        return String.format(
                Locale.ROOT,
                "stroke='%s' stroke-width='%.1f'%s%s stroke-linejoin='round' stroke-linecap='round'",
                stroke.ink().hex(),
                stroke.width(),
                stroke.opacity() < 1
                        ? String.format(Locale.ROOT, " stroke-opacity='%.2f'", stroke.opacity())
                        : "",
                stroke.dashed() ? " stroke-dasharray='4 4'" : "");
    }

    private static String inside(double fill, Stroke stroke) {
        return fill <= 0
                ? "fill='none'"
                : String.format(
                        Locale.ROOT, "fill='%s' fill-opacity='%.2f'", stroke.ink().hex(), fill);
    }

    private static String of(List<Point> points) {
        return points.stream()
                .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", p.x(), p.y()))
                .collect(Collectors.joining(" "));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                // Control characters are not allowed in XML, not even written as numbers.
                .replaceAll("\\p{Cntrl}", " ");
    }
}
