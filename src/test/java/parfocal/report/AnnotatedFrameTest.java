package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.image.Frame;
import parfocal.report.AnnotatedFrame.Box;
import parfocal.report.AnnotatedFrame.Kind;

final class AnnotatedFrameTest {
    private static final int STAR = 0x62d8a4;
    private static final int SATURATED = 0xf2b13c;

    @ParameterizedTest(name = "{0} pixels wide become {1}")
    @CsvSource({"100, 600", "400, 400", "1200, 1200", "2400, 2400", "2401, 1200", "6248, 2082"})
    void isScaledByWholeFactors(int width, int pictured) {
        Png png = AnnotatedFrame.of(sky(width, 40), List.of(), "", Fonts.NONE);

        assertThat(png.widthPixels()).isEqualTo(pictured);
    }

    @Test
    void theSkyIsDarkGreyWhateverTheOffset() throws Exception {
        for (float offset : new float[] {0, 500, 30_000}) {
            float[] adu = sky(800, 600).adu();
            for (int i = 0; i < adu.length; i++) {
                adu[i] += offset;
            }
            var image =
                    image(AnnotatedFrame.of(new Frame(800, 600, adu), List.of(), "", Fonts.NONE));

            // 0.13 of 255; noise passes through a curve, so the mean is a little off.
            assertThat(meanGrey(image)).isCloseTo(33, within(6.0));
        }
    }

    @Test
    void anEvenFrameIsDrawnToo() {
        float[] adu = new float[100 * 100];

        assertThat(AnnotatedFrame.of(new Frame(100, 100, adu), List.of(), "", Fonts.NONE).bytes())
                .isNotEmpty();
    }

    @Test
    void aBoxSitsRoundItsStar() throws Exception {
        var boxes = List.of(Box.star(99.5, 49.5, 5, 1000));
        var image = image(AnnotatedFrame.of(sky(800, 600), boxes, "", Fonts.NONE));

        assertThat(isNear(image, 100 - 15, 50, STAR)).isTrue();
        assertThat(isNear(image, 100 + 15, 50, STAR)).isTrue();
        assertThat(isNear(image, 100, 50 + 15, STAR)).isTrue();
        assertThat(isNear(image, 100, 50, STAR)).isFalse();
    }

    @Test
    void theBoxMovesWithTheScale() throws Exception {
        var boxes = List.of(Box.star(2000, 400, 20, 1000));
        var image = image(AnnotatedFrame.of(sky(4800, 800), boxes, "", Fonts.NONE));

        assertThat(isNear(image, 1000 - 30, 200, STAR)).isTrue();
        assertThat(isNear(image, 1000 + 30, 200, STAR)).isTrue();
    }

    @Test
    void ofTwoBoxesInOnePlaceTheBrighterIsDrawn() throws Exception {
        var boxes =
                List.of(
                        new Box(300, 300, 20, "", Kind.SATURATED, 1),
                        new Box(310, 300, 20, "", Kind.SATURATED, 100));
        var image = image(AnnotatedFrame.of(sky(800, 600), boxes, "", Fonts.NONE));

        assertThat(isNear(image, 330, 300, SATURATED)).isTrue();
        assertThat(isNear(image, 280, 300, SATURATED)).isFalse();
    }

    @Test
    void noLabelLiesOnABoxOrOnAnotherLabelOrOutside() {
        var random = new Random(20_261_121);
        var boxes = new ArrayList<Rectangle2D>();
        for (int i = 0; i < 150; i++) {
            boxes.add(new Rectangle2D.Double(random.nextInt(390), random.nextInt(290), 10, 10));
        }
        var labels = new Labels(400, 300, boxes);

        var placed = boxes.stream().flatMap(b -> labels.place(b, 28, 12).stream()).toList();

        assertThat(placed).hasSizeBetween(40, 149);
        for (Rectangle2D label : placed) {
            assertThat(boxes).noneMatch(label::intersects);
            assertThat(placed.stream().filter(label::intersects)).containsExactly(label);
            assertThat(new Rectangle2D.Double(0, 0, 400, 300).contains(label)).isTrue();
        }
    }

    @Test
    void withoutFontsTheBoxesAreDrawnAndItIsSaid() throws Exception {
        Png png =
                AnnotatedFrame.of(
                        sky(800, 600), List.of(Box.star(100, 50, 5, 1)), "caption", Fonts.NONE);

        assertThat(png.lettered()).isFalse();
        assertThat(png.heightPixels()).isEqualTo(600);
    }

    private static Frame sky(int width, int height) {
        var random = new Random(20_261_121);
        float[] adu = new float[width * height];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) (1_000 + 12 * random.nextGaussian());
        }
        return new Frame(width, height, adu);
    }

    private static double meanGrey(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum += image.getRGB(x, y) & 0xff;
            }
        }
        return sum / image.getWidth() / image.getHeight();
    }

    /// Whether a pixel next to the place has about the colour; lines are smoothed at their edges.
    private static boolean isNear(BufferedImage image, int x, int y, int rgb) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int found = image.getRGB(x + dx, y + dy);
                int distance = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    distance += Math.abs(((found >> shift) & 0xff) - ((rgb >> shift) & 0xff));
                }
                if (distance < 120) {
                    return true;
                }
            }
        }
        return false;
    }

    private static BufferedImage image(Png png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png.bytes()));
    }
}
