package parfocal.report;

import java.awt.Color;
import java.awt.image.BufferedImage;

/// A focus curve as a PNG file: the drawing of [SvgCurve] on a ground of its own.
public final class PngCurve {

    /// What lies behind the curve.
    public enum Ground {
        WHITE(0xffffff, 0x000000, 0.12, 0.45),
        /// For the observatory at night.
        DARK(0x14181d, 0xffffff, 0.22, 0.5);

        private final int rgb;
        private final int opposite;
        private final double more;
        private final double moreForLetters;

        Ground(int rgb, int opposite, double more, double moreForLetters) {
            this.rgb = rgb;
            this.opposite = opposite;
            this.more = more;
            this.moreForLetters = moreForLetters;
        }

        int rgb() {
            return rgb;
        }

        /// The ink with more contrast than it may have where the ground is unknown.
        int shade(Ink ink) {
            double share = ink == Ink.TEXT ? moreForLetters : more;
            int mixed = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int from = (ink.rgb() >> shift) & 0xff;
                int to = (opposite >> shift) & 0xff;
                mixed |= (int) Math.round(from + share * (to - from)) << shift;
            }
            return mixed;
        }
    }

    private PngCurve() {}

    public static Png of(CurvePicture curve, int widthPixels, int heightPixels, Ground ground) {
        return of(curve, widthPixels, heightPixels, ground, Fonts.ofThisMachine());
    }

    static Png of(
            CurvePicture curve, int widthPixels, int heightPixels, Ground ground, Fonts fonts) {
        var image = new BufferedImage(widthPixels, heightPixels, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(ground.rgb()));
        graphics.fillRect(0, 0, widthPixels, heightPixels);
        new CurveDrawing(curve, widthPixels, heightPixels)
                .on(new PixelCanvas(graphics, ground, fonts));
        graphics.dispose();
        return new Png(image, fonts.present());
    }
}
