package parfocal.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Whether letters can be drawn on this machine. Small servers have no fonts at all, and Java then fails in various ways.
///
/// @param present when false, pictures are drawn without words
record Fonts(boolean present) {
    static final Fonts NONE = new Fonts(false);

    /// Asks the machine, by drawing a letter.
    static Fonts ofThisMachine() {
        var paper = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            paper.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
            boolean wide = paper.getFontMetrics().stringWidth("0") > 0;
            paper.drawString("0", 0, 8);
            return new Fonts(wide);
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            // No fontconfig: a NullPointerException or an InternalError; no freetype: an
            // UnsatisfiedLinkError.
            return NONE;
        } finally {
            paper.dispose();
        }
    }

    void prepare(Graphics2D graphics, double sizePixels, boolean bold) {
        if (present) {
            graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(
                    new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1)
                            .deriveFont((float) sizePixels));
        }
    }
}
