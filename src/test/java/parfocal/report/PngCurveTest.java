package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.report.PngCurve.Ground;

final class PngCurveTest {

    @ParameterizedTest
    @CsvSource({"320, 200", "960, 540", "1920, 1080"})
    void comesInAnySize(int width, int height) throws Exception {
        BufferedImage image = image(PngCurve.of(CurveFixture.whole(), width, height, Ground.DARK));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x14181d);
    }

    @Test
    void theModelIsWhereTheDrawingSaysIt() throws Exception {
        BufferedImage image = image(PngCurve.of(CurveFixture.whole(), 960, 540, Ground.WHITE));
        int model = Ground.WHITE.shade(Ink.MODEL);

        assertThat(column(image, 250, model)).isTrue();
        assertThat(column(image, 20, model)).isFalse();
    }

    @Test
    void withoutFontsAllIsDrawnButTheWords() throws Exception {
        Png png = PngCurve.of(CurveFixture.whole(), 960, 540, Ground.WHITE, Fonts.NONE);

        assertThat(png.lettered()).isFalse();
        assertThat(column(image(png), 250, Ground.WHITE.shade(Ink.MODEL))).isTrue();
    }

    /// Whether the column has about the colour somewhere; lines are smoothed at their edges.
    private static boolean column(BufferedImage image, int x, int rgb) {
        for (int y = 0; y < image.getHeight(); y++) {
            int found = image.getRGB(x, y);
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                distance += Math.abs(((found >> shift) & 0xff) - ((rgb >> shift) & 0xff));
            }
            if (distance < 60) {
                return true;
            }
        }
        return false;
    }

    private static BufferedImage image(Png png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png.bytes()));
    }
}
