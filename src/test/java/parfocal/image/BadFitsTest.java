package parfocal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every file that is no frame is told in one sentence, and never by another exception.
final class BadFitsTest {
    private static final String HEADER =
            """
            SIMPLE  =                    T
            BITPIX  =                   16
            NAXIS   =                    2
            NAXIS1  =                  100
            NAXIS2  =                   50
            """;

    @TempDir Path folder;

    @Test
    void anEmptyFile() throws Exception {
        assertSentence(new byte[0], folder.resolve("x.fits") + " is empty");
    }

    @Test
    void aFileThatIsNotThere() {
        Path missing = folder.resolve("missing.fits");

        assertThatThrownBy(() -> Fits.read(missing))
                .isInstanceOf(FitsException.class)
                .hasMessage("There is no file " + missing);
    }

    @Test
    void aFolder() {
        assertThatThrownBy(() -> Fits.read(folder))
                .isInstanceOf(FitsException.class)
                .hasMessageEndingWith(" is a folder, not a FITS file");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    'position\nhfr',         x.fits is not a FITS file: it begins with "position"
                    'GIF89a\u0001\u0002',    x.fits is not a FITS file: it begins with "GIF89a··"
                    'XISF0100',              x.fits is not a FITS file but PixInsight's XISF: save it as FITS
                    """)
    void aFileOfAnotherKind(String content, String sentence) throws Exception {
        assertSentence(content.getBytes(StandardCharsets.ISO_8859_1), sentence);
    }

    @Test
    void aHeaderCutOff() throws Exception {
        assertSentence(
                Arrays.copyOf(FitsTest.file(HEADER, new byte[0]), 300),
                "x.fits has a header without an end: the file was cut off");
    }

    @Test
    void pixelsCutOff() throws Exception {
        assertSentence(
                Arrays.copyOf(FitsTest.file(HEADER, new byte[10_000]), 2880 + 4_321),
                "x.fits ends after 4 of 10 kB of pixels: the file was cut off");
    }

    @Test
    void aGzipCutOff() throws Exception {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        byte[] packed = gzip(FitsTest.file(HEADER, noise));

        assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length / 2)))
                .isInstanceOf(FitsException.class)
                .hasMessageMatching(
                        "x.fits ends after \\d of 10 kB of pixels: the file was cut off");
    }

    @Test
    void aGzipDamaged() throws Exception {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        byte[] packed = gzip(FitsTest.file(HEADER, noise));
        packed[packed.length - 6] ^= 1;

        assertThatThrownBy(() -> read(packed))
                .isInstanceOf(FitsException.class)
                .hasMessageStartingWith("x.fits is damaged: its gzip packing breaks off");
    }

    @Test
    void aHeaderWithoutPixels() throws Exception {
        assertSentence(
                FitsTest.file("SIMPLE = T\nBITPIX = 8\nNAXIS = 0\n", new byte[0]),
                "x.fits has no image: it is a header without pixels");
    }

    @Test
    void aTableAndNoImage() throws Exception {
        var file = new ByteArrayOutputStream();
        file.write(FitsTest.header("SIMPLE = T\nBITPIX = 8\nNAXIS = 0\n"));
        file.write(
                FitsTest.file(
                        """
                        XTENSION= 'BINTABLE'
                        BITPIX = 8
                        NAXIS = 2
                        NAXIS1 = 4
                        NAXIS2 = 4
                        TFIELDS = 1
                        TFORM1 = '1E'
                        """,
                        new byte[16]));

        assertSentence(file.toByteArray(), "x.fits has no image in any of its 2 parts");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    NAXIS1  =                  100, NAXIS1  = 'wide',      has a broken header: NAXIS1 is 'wide'
                    NAXIS1  =                  100, COMMENT none,          has a header without NAXIS1
                    NAXIS1  =                  100, NAXIS1  = -1,          has a broken header: NAXIS1 is -1
                    NAXIS1  =                  100, NAXIS1  = 1.5,         has a broken header: NAXIS1 is 1.5
                    NAXIS1  =                  100, NAXIS1  = 99999999,    has a broken header: 99999999 × 50 pixels are more than any camera has
                    BITPIX  =                   16, BITPIX  = 17,          has a broken header: BITPIX is 17
                    NAXIS   =                    2, NAXIS   = 99999,       has a broken header: NAXIS is 99999
                    """)
    void aHeaderThatMakesNoSense(String line, String instead, String what) {
        byte[] file = FitsTest.file(HEADER.replace(line, instead), new byte[20_000]);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FitsException.class)
                .hasMessageStartingWith("x.fits " + what);
    }

    @Test
    void readingPrintsNothing() throws Exception {
        var printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (var both = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            readDamagedFiles();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /// A frame or a sentence, whatever the damage: a thousand files with one to eight bytes changed, two hundred cut.
    @Test
    void neverAnotherException() throws Exception {
        readDamagedFiles();
    }

    private void readDamagedFiles() throws Exception {
        var random = new Random(20_261_121);
        byte[] whole = FitsTest.file(HEADER, new byte[10_000]);
        for (int i = 0; i < 1_200; i++) {
            byte[] damaged =
                    i < 200 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int n = random.nextInt(1, 9); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(Math.min(500, damaged.length))] = (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> read(damaged));
            if (thrown != null) {
                assertThat(thrown).as("file %d", i).isExactlyInstanceOf(FitsException.class);
                assertThat(thrown.getMessage()).startsWith("x.fits ").doesNotContain("null", "\n");
            }
        }
    }

    private void assertSentence(byte[] file, String sentence) throws Exception {
        assertThatThrownBy(() -> read(file))
                .isExactlyInstanceOf(FitsException.class)
                .hasMessage(sentence);
    }

    private Frame read(byte[] bytes) throws Exception {
        return Fits.read(Files.write(folder.resolve("x.fits"), bytes));
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
