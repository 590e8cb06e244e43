package parfocal.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import parfocal.image.Frame;

/// A frame as a picture, with a box round each star and its half-flux radius beside it.
public final class AnnotatedFrame {
    private static final int MOST_PIXELS_WIDE = 2400;
    private static final int LEAST_PIXELS_WIDE = 640;
    private static final double SMALLEST_HALF_BOX = 5;

    private final Scaled picture;
    private final Graphics2D graphics;
    private final Fonts fonts;
    private final double letterPixels;

    private AnnotatedFrame(Scaled picture, BufferedImage image, Fonts fonts) {
        this.picture = picture;
        this.graphics = image.createGraphics();
        this.fonts = fonts;
        this.letterPixels = Math.clamp(picture.widthPixels() / 110.0, 12, 20);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        fonts.prepare(graphics, letterPixels, false);
    }

    /// @param boxes   in any order: the brightest are drawn first, and a box or a label that would hide an earlier one is left
    ///                away
    /// @param caption one line below the picture
    public static Png of(Frame frame, List<Box> boxes, String caption) {
        return of(frame, boxes, caption, Fonts.ofThisMachine());
    }

    static Png of(Frame frame, List<Box> boxes, String caption, Fonts fonts) {
        Scaled picture = Scaled.of(frame, LEAST_PIXELS_WIDE, MOST_PIXELS_WIDE);
        int strip = fonts.present() ? (int) Math.round(picture.widthPixels() / 110.0 + 20) : 0;
        var image =
                new BufferedImage(
                        picture.widthPixels(),
                        picture.heightPixels() + strip,
                        BufferedImage.TYPE_INT_RGB);
        picture.paintOn(image);
        var drawing = new AnnotatedFrame(picture, image, fonts);
        drawing.draw(boxes);
        if (fonts.present()) {
            drawing.caption(caption, boxes);
        }
        drawing.graphics.dispose();
        return new Png(image, fonts.present());
    }

    private void draw(List<Box> boxes) {
        var drawn = new ArrayList<Drawn>();
        for (Box box :
                boxes.stream()
                        .sorted(
                                Comparator.comparing(Box::kind)
                                        .thenComparing(Box::fluxAdu, Comparator.reverseOrder()))
                        .toList()) {
            var outline = outline(box);
            if (drawn.stream().noneMatch(d -> hides(outline, d.outline()))) {
                drawn.add(new Drawn(box, outline));
                graphics.setColor(box.kind().colour());
                graphics.setStroke(
                        new BasicStroke((float) Math.max(1.2, picture.widthPixels() / 1400.0)));
                graphics.draw(outline);
            }
        }
        if (fonts.present()) {
            label(drawn);
        }
    }

    private void label(List<Drawn> drawn) {
        var labels =
                new Labels(
                        picture.widthPixels(),
                        picture.heightPixels(),
                        drawn.stream().map(Drawn::outline).toList());
        for (Drawn d : drawn) {
            String label = d.box().label();
            if (!label.isEmpty()) {
                double width = graphics.getFontMetrics().stringWidth(label) + 2;
                labels.place(d.outline(), width, letterPixels)
                        .ifPresent(place -> write(d.box(), place));
            }
        }
    }

    private Rectangle2D outline(Box box) {
        double half = Math.max(SMALLEST_HALF_BOX, box.radiusPixels() * picture.scale());
        double x = picture.place(box.x());
        double y = picture.place(box.y());
        return new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
    }

    /// Two boxes of which one lies more than half within the other say nothing more than one.
    private static boolean hides(Rectangle2D one, Rectangle2D other) {
        var common = one.createIntersection(other);
        return !common.isEmpty()
                && common.getWidth() * common.getHeight()
                        > 0.5
                                * Math.min(
                                        one.getWidth() * one.getHeight(),
                                        other.getWidth() * other.getHeight());
    }

    private void write(Box box, Rectangle2D place) {
        float x = (float) place.getX() + 1;
        float y = (float) (place.getMaxY() - letterPixels * 0.16);
        // A dark rim, so that the label is readable over nebulae and over the halos of bright
        // stars.
        graphics.setColor(new Color(0, 0, 0, 190));
        for (int[] shift : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, 1}}) {
            graphics.drawString(box.label(), x + shift[0], y + shift[1]);
        }
        graphics.setColor(box.kind().colour());
        graphics.drawString(box.label(), x, y);
    }

    private void caption(String caption, List<Box> boxes) {
        float y = (float) (picture.heightPixels() + 8 + letterPixels * 0.85);
        float right = picture.widthPixels() - 10f;
        graphics.setColor(new Color(0xc8ced6));
        graphics.drawString(caption, 10f, y);
        float left = graphics.getFontMetrics().stringWidth(caption) + 30f;
        var kinds =
                boxes.stream().map(Box::kind).distinct().sorted(Comparator.reverseOrder()).toList();
        for (Kind kind : kinds) {
            String word = "□ " + kind.name().toLowerCase(Locale.ROOT);
            right -= graphics.getFontMetrics().stringWidth(word);
            if (right > left) {
                graphics.setColor(kind.colour());
                graphics.drawString(word, right, y);
            }
            right -= 18;
        }
    }

    /// What was found at a place.
    public enum Kind {
        STAR(0x62d8a4),
        SATURATED(0xf2b13c),
        REJECTED(0xd77fb4);

        private final int rgb;

        Kind(int rgb) {
            this.rgb = rgb;
        }

        Color colour() {
            return new Color(rgb);
        }
    }

    /// @param x            centre in pixels of the frame, zero-based, whole numbers in the middle of a pixel
    /// @param radiusPixels half the side of the box, in pixels of the frame
    /// @param label        may be empty
    /// @param fluxAdu      decides which of two boxes in the same place is drawn
    public record Box(
            double x, double y, double radiusPixels, String label, Kind kind, double fluxAdu) {

        /// A box three half-flux radii round a star, labelled with the radius.
        public static Box star(double x, double y, double hfrPixels, double fluxAdu) {
            return new Box(
                    x,
                    y,
                    3 * hfrPixels,
                    String.format(Locale.ROOT, "%.2f", hfrPixels),
                    Kind.STAR,
                    fluxAdu);
        }
    }

    private record Drawn(Box box, Rectangle2D outline) {}
}
