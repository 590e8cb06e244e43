package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.image.Fits;
import parfocal.image.Frame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is known of the sensor helps `measure`. The frame has three stars, and at (60, 60) a spot of hot pixels which nobody can
/// tell from a fourth.
final class MeasureCommandTest {
    private static final int SIDE = 128;
    private static final int[][] STARS = {{30, 30}, {90, 40}, {40, 95}};

    @TempDir private Path folder = Path.of("");
    private Path light = Path.of("");

    @BeforeEach
    void writeFrame() throws Exception {
        var random = new Random(4);
        float[] adu = new float[SIDE * SIDE];
        for (int i = 0; i < adu.length; i++) {
            double value = 1000 + 5 * random.nextGaussian();
            for (int[] star : STARS) {
                value += 1200 * gaussian(i % SIDE - star[0], i / SIDE - star[1]);
            }
            adu[i] = (float) Math.rint(value + 1080 * cluster(i));
        }
        light = write("light.fits", adu);
    }

    private static double gaussian(double dx, double dy) {
        return Math.exp(-0.5 * (dx * dx + dy * dy) / 1.5);
    }

    private static double cluster(int i) {
        double height = gaussian(i % SIDE - 60, i / SIDE - 60);
        return height > 0.2 ? height : 0;
    }

    private Path write(String name, float[] adu) throws Exception {
        Path file = folder.resolve(name);
        int side = (int) Math.sqrt(adu.length);
        Fits.write(file, new Frame(side, side, adu));
        return file;
    }

    private record Said(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Said say(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] arguments = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        int status =
                Parfocal.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(status, out.toString(), err.toString());
    }

    private float[] hot() {
        float[] map = new float[SIDE * SIDE];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (1080 * cluster(i));
        }
        return map;
    }

    @Test
    void withoutHelpAClusterOfHotPixelsIsAStar() {
        assertThat(say("measure", light, "--json").json().get("starCount").asInt()).isEqualTo(4);
    }

    @Test
    void aMasterDarkTakesItAway() throws Exception {
        Path dark = write("dark.fits", hot());

        Said said = say("measure", light, "--dark", dark, "--json");

        assertThat(said.json().get("starCount").asInt()).isEqualTo(3);
    }

    @Test
    void soDoesAMapOfBadPixels() throws Exception {
        Path map = write("map.fits", hot());

        Said said = say("measure", light, "--bad-pixels", map, "--json");

        assertThat(said.json().get("starCount").asInt()).isEqualTo(3);
    }

    @Test
    void aDarkOfAnotherCameraIsRefusedInOneSentence() throws Exception {
        Path dark = write("dark.fits", new float[64 * 64]);

        Said said = say("measure", light, "--dark", dark);

        assertThat(said.status).isEqualTo(1);
        assertThat(said.err.strip())
                .isEqualTo(
                        "light.fits cannot be measured with this dark or map of bad pixels. The frame has 128 × 128 pixels, these have 64 × 64. These were taken with 2 × 2 pixels read as one, and the frame was not: use some of this binning.");
    }

    @Test
    void aPictureOfStarsIsNoMapOfBadPixels() {
        Said said = say("measure", light, "--bad-pixels", light);

        assertThat(said.status).isEqualTo(1);
        assertThat(said.err.strip())
                .isEqualTo(
                        "The map calls 100 % of all pixels bad. A map of bad pixels is 0 where a pixel is good, and anything else where it is not.");
    }

    @Test
    void aTableHasNoPixelsToBeBad() throws Exception {
        Path table = Files.writeString(folder.resolve("curve.csv"), "position,hfr\n1,2\n");

        Said said = say("curve", table, "--dark", light);

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).contains("A table of sizes has no pixels");
    }

    @Test
    void aFrameWithoutStarsSaysWhyAndFails() throws Exception {
        Path empty = write("empty.fits", sky(SIDE));

        Said said = say("measure", empty, "--json");

        assertThat(said.status).isEqualTo(1);
        assertThat(said.json().get("starCount").asInt()).isZero();
        assertThat(said.json().get("reason").asString())
                .startsWith("No star in it: background 1000 ± 5.")
                .contains("Expose longer");
        assertThat(say("measure", empty).out).startsWith("empty.fits: No star in it");
    }

    @Test
    void framesWithStarsAreMeasuredBesideOneWithout() throws Exception {
        Path empty = write("empty.fits", sky(SIDE));

        Said said = say("measure", light, empty, "--json");

        assertThat(said.status).isEqualTo(1);
        JsonNode frames = said.json().get("frames");
        assertThat(frames.get(0).get("reason").isNull()).isTrue();
        assertThat(frames.get(0).get("starCount").asInt()).isEqualTo(4);
        assertThat(frames.get(1).get("reason").isString()).isTrue();
    }

    @Test
    void aFrameTooSmallForAStarIsRefusedWithItsSize() throws Exception {
        Said said = say("measure", write("eight.fits", sky(8)));

        assertThat(said.status).isEqualTo(1);
        assertThat(said.err.strip())
                .isEqualTo(
                        "eight.fits has 8 × 8 pixels, and stars cannot be measured on fewer than 16 × 16. Give a larger part of the sensor.");
    }

    @Test
    void ofAColourFileItIsSaidWhatWasMeasured() throws Exception {
        Path colours = cube("colours.fits", 3);

        assertThat(say("measure", colours).err).isEmpty();
        assertThat(say("measure", colours).out).startsWith("colours.fits (mean of 3 colours): HFR");
        assertThat(say("measure", colours, "--json").json().get("planes").asString())
                .isEqualTo("mean of 3 colours");
        assertThat(say("measure", cube("two.fits", 2), "--json").json().get("planes").asString())
                .isEqualTo("first of 2");
        assertThat(say("measure", light, "--json").json().has("planes")).isFalse();
    }

    private static float[] sky(int side) {
        var random = new Random(5);
        float[] adu = new float[side * side];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) (1000 + 5 * random.nextGaussian());
        }
        return adu;
    }

    /// The picture of [#light], so many times one behind the other.
    private Path cube(String name, int planes) throws Exception {
        byte[] flat = Files.readAllBytes(light);
        String cards =
                new String(flat, 0, 2880, StandardCharsets.US_ASCII)
                        .replaceFirst("(NAXIS   = .{17}  )2", "$13")
                        .replaceFirst("(NAXIS2  =.{71})", "$1" + card("NAXIS3", planes))
                        .substring(0, 2880);
        int bytes = Short.BYTES * SIDE * SIDE;
        var cube = new ByteArrayOutputStream();
        cube.write(cards.getBytes(StandardCharsets.US_ASCII));
        for (int plane = 0; plane < planes; plane++) {
            cube.write(flat, 2880, bytes);
        }
        cube.write(new byte[(2880 - planes * bytes % 2880) % 2880]);
        return Files.write(folder.resolve(name), cube.toByteArray());
    }

    private static String card(String name, int value) {
        return "%-80s".formatted("%-8s= %20d".formatted(name, value));
    }
}
