package parfocal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.compression.algorithm.quant.QuantizeOption;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tile-compressed files, as written by the library.
final class CompressedFitsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                Compression.ZCMPTYPE_RICE_1,
                Compression.ZCMPTYPE_GZIP_1,
                Compression.ZCMPTYPE_GZIP_2
            })
    void unsignedSixteenBitsComeBackExactly(String algorithm) throws Exception {
        short[][] stored = new short[40][60];
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                stored[y][x] = (short) (y * 1600 + x * 7 - 32768);
            }
        }

        Frame frame = Fits.read(written(stored, algorithm));

        assertThat(frame.widthPixels()).isEqualTo(60);
        assertThat(frame.heightPixels()).isEqualTo(40);
        assertThat(frame.adu(0, 0)).isZero();
        assertThat(frame.adu(59, 39)).isEqualTo(39 * 1600 + 59 * 7);
        assertThat(frame.adu(11, 3)).isEqualTo(3 * 1600 + 11 * 7);
        assertThat(frame.keywords())
                .containsEntry("FOCUSPOS", "614")
                .containsEntry("FILTER", "Ha")
                .doesNotContainKeys("TFORM1", "ZCMPTYPE");
    }

    @Test
    void quantisedFloatsComeBackWithinTheirStep() throws Exception {
        float[][] stored = new float[64][64];
        var random = new Random(7);
        for (float[] row : stored) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (float) (1_000 + 10 * random.nextGaussian());
            }
        }

        Frame frame = Fits.read(written(stored, Compression.ZCMPTYPE_RICE_1));

        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(frame.adu(x, y) - 32768).isCloseTo(stored[y][x], within());
            }
        }
    }

    /// A frame or a sentence, whatever the damage.
    @Test
    void damageIsToldInASentence() throws Exception {
        Path file = written(new short[40][60], Compression.ZCMPTYPE_RICE_1);
        byte[] whole = Files.readAllBytes(file);
        var random = new Random(20_261_121);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                damaged[2880 + random.nextInt(whole.length - 2880)] ^=
                        (byte) (1 << random.nextInt(4));
            }
            Files.write(file, damaged);
            Throwable thrown = catchThrowable(() -> Fits.read(file));
            if (thrown != null) {
                assertThat(thrown).as("file %d", i).isExactlyInstanceOf(FitsException.class);
                assertThat(thrown.getMessage())
                        .startsWith("x.fits.fz ")
                        .doesNotContain("null", "\n");
            }
        }
    }

    private static Offset<Float> within() {
        return Offset.offset(2.6f);
    }

    private Path written(Object rows, String algorithm) throws Exception {
        Path file = folder.resolve("x.fits.fz");
        var image = (ImageHDU) nom.tam.fits.Fits.makeHDU(rows);
        image.getHeader().addValue("BZERO", 32768, "");
        image.getHeader().addValue("BSCALE", 1, "");
        image.getHeader().addValue("FOCUSPOS", 614, "");
        image.getHeader().addValue("FILTER", "Ha", "");
        var compressed = CompressedImageHDU.fromImageHDU(image, 60, 1);
        compressed.setCompressAlgorithm(algorithm);
        if (rows instanceof float[][]) {
            compressed.setQuantAlgorithm(Compression.ZQUANTIZ_SUBTRACTIVE_DITHER_1);
            compressed.getCompressOption(QuantizeOption.class).setQlevel(4);
        }
        compressed.compress();
        try (var fits = new nom.tam.fits.Fits()) {
            fits.addHDU(compressed);
            fits.write(file.toFile());
        }
        return file;
    }
}
