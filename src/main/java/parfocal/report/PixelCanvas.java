package parfocal.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import parfocal.report.PngCurve.Ground;

/// Draws into pixels.
///
/// @param fonts empty lettering when the machine has no fonts: then all is drawn but the words
record PixelCanvas(Graphics2D graphics, Ground ground, Fonts fonts) implements Canvas {
    private static final double QUARTER_TURN = Math.PI / 2;

    PixelCanvas {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        outline(new Line2D.Double(x1, y1, x2, y2), stroke);
    }

    @Override
    public void polyline(List<Point> points, Stroke stroke) {
        outline(path(points), stroke);
    }

    @Override
    public void polygon(List<Point> points, double fill, Stroke stroke) {
        Path2D path = path(points);
        path.closePath();
        inside(path, stroke.ink(), fill);
        outline(path, stroke);
    }

    @Override
    public void circle(double x, double y, double radius, double fill, Stroke stroke) {
        var circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        inside(circle, stroke.ink(), fill);
        outline(circle, stroke);
    }

    @Override
    public void rectangle(
            double x, double y, double width, double height, Ink ink, double opacity) {
        inside(new Rectangle2D.Double(x, y, width, height), ink, opacity);
    }

    @Override
    public void text(double x, double y, String text, Lettering lettering) {
        fonts.prepare(graphics, lettering.sizePixels(), lettering.bold());
        if (!fonts.present()) {
            return;
        }
        graphics.setColor(colour(lettering.ink(), 1));
        double width = graphics.getFontMetrics().stringWidth(text);
        double shift =
                switch (lettering.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        var before = graphics.getTransform();
        graphics.translate(x, y);
        if (lettering.upward()) {
            graphics.rotate(-QUARTER_TURN);
        }
        graphics.drawString(text, (float) -shift, 0f);
        graphics.setTransform(before);
    }

    private void outline(Shape shape, Stroke stroke) {
        graphics.setColor(colour(stroke.ink(), stroke.opacity()));
        graphics.setStroke(
                stroke.dashed()
                        ? new BasicStroke(
                                (float) stroke.width(),
                                BasicStroke.CAP_BUTT,
                                BasicStroke.JOIN_ROUND,
                                1,
                                new float[] {4, 4},
                                0)
                        : new BasicStroke(
                                (float) stroke.width(),
                                BasicStroke.CAP_ROUND,
                                BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    private void inside(Shape shape, Ink ink, double opacity) {
        if (opacity > 0) {
            graphics.setColor(colour(ink, opacity));
            graphics.fill(shape);
        }
    }

    private static Path2D path(List<Point> points) {
        var path = new Path2D.Double();
        for (Point point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
        }
        return path;
    }

    private Color colour(Ink ink, double opacity) {
        return new Color(ground.shade(ink) | ((int) Math.round(255 * opacity) << 24), true);
    }
}
