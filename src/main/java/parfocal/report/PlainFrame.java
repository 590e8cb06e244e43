package parfocal.report;

import java.awt.image.BufferedImage;
import parfocal.image.Frame;

/// A frame as a grey picture, for whoever draws the boxes himself.
public final class PlainFrame {
    private PlainFrame() {}

    /// @param mostPixelsWide wider frames are made smaller by a whole factor
    public static Png of(Frame frame, int mostPixelsWide) {
        Scaled picture = Scaled.of(frame, 1, mostPixelsWide);
        int width = picture.widthPixels();
        int height = picture.heightPixels();
        var painted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.paintOn(painted);
        // Value by value: Java's own way to a grey picture goes through linear light and darkens
        // it.
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            painted.getRaster().getSamples(0, y, width, 1, 2, row);
            grey.getRaster().setSamples(0, y, width, 1, 0, row);
        }
        return new Png(grey, false);
    }
}
