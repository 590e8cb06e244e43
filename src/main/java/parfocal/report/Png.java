package parfocal.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A finished PNG file.
public final class Png {
    private final byte[] bytes;
    private final int widthPixels;
    private final int heightPixels;
    private final boolean lettered;

    Png(BufferedImage image, boolean lettered) {
        // Without this the writer goes through a file in the temporary folder.
        ImageIO.setUseCache(false);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        this.bytes = out.toByteArray();
        this.widthPixels = image.getWidth();
        this.heightPixels = image.getHeight();
        this.lettered = lettered;
    }

    /// The content of the file; a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int widthPixels() {
        return widthPixels;
    }

    public int heightPixels() {
        return heightPixels;
    }

    /// False when this machine has no fonts and the picture is therefore without words: the caller says so.
    public boolean lettered() {
        return lettered;
    }
}
