package parfocal.report;

import java.awt.image.BufferedImage;
import parfocal.image.Frame;

/// A frame made smaller or larger for looking at, by whole factors, so that every pixel of the picture is a pixel or the mean of
/// a square of pixels, and nothing is invented.
final class Scaled {
    private final Frame frame;
    private final double scale;

    private Scaled(Frame frame, double scale) {
        this.frame = frame;
        this.scale = scale;
    }

    /// @param leastWidth narrower frames are enlarged, up to eight times
    /// @param mostWidth  wider ones are made smaller
    static Scaled of(Frame frame, int leastWidth, int mostWidth) {
        int width = frame.widthPixels();
        int smaller = Math.ceilDiv(width, mostWidth);
        if (smaller > 1) {
            return new Scaled(binned(frame, smaller), 1.0 / smaller);
        }
        return new Scaled(frame, Math.clamp(leastWidth / width, 1, 8));
    }

    /// Picture pixels per frame pixel.
    double scale() {
        return scale;
    }

    int widthPixels() {
        return frame.widthPixels() * enlarged();
    }

    int heightPixels() {
        return frame.heightPixels() * enlarged();
    }

    /// Where the centre of a frame pixel lies in the picture.
    double place(double framePixel) {
        return (framePixel + 0.5) * scale;
    }

    void paintOn(BufferedImage image) {
        Stretch stretch = Stretch.of(frame.adu());
        int n = enlarged();
        for (int y = 0; y < heightPixels(); y++) {
            for (int x = 0; x < widthPixels(); x++) {
                int grey = stretch.grey(frame.adu(x / n, y / n));
                image.setRGB(x, y, grey * 0x010101);
            }
        }
    }

    private int enlarged() {
        return Math.max(1, (int) scale);
    }

    static Frame binned(Frame frame, int n) {
        // What is left of a last, narrower square at the edge is not shown.
        int width = Math.max(1, frame.widthPixels() / n);
        int height = Math.max(1, frame.heightPixels() / n);
        float[] adu = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                adu[y * width + x] = mean(frame, x * n, y * n, n);
            }
        }
        return new Frame(width, height, adu);
    }

    private static float mean(Frame frame, int fromX, int fromY, int n) {
        int toX = Math.min(frame.widthPixels(), fromX + n);
        int toY = Math.min(frame.heightPixels(), fromY + n);
        double sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += frame.adu(x, y);
            }
        }
        return (float) (sum / ((toX - fromX) * (toY - fromY)));
    }
}
