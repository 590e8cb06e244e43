package parfocal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files written byte by byte here, so that the reader is not judged by its own writer.
final class FitsTest {
    private static final String SHORTS_2_BY_2 =
            """
            SIMPLE  =                    T
            BITPIX  =                   16
            NAXIS   =                    2
            NAXIS1  =                    2
            NAXIS2  =                    2
            """;

    @TempDir Path folder;

    @Test
    void rowsComeInTheOrderOfTheFile() throws Exception {
        Frame frame = read(SHORTS_2_BY_2, shorts(1, 2, -3, 32767));

        assertThat(frame.adu(0, 0)).isEqualTo(1);
        assertThat(frame.adu(1, 0)).isEqualTo(2);
        assertThat(frame.adu(0, 1)).isEqualTo(-3);
        assertThat(frame.adu(1, 1)).isEqualTo(32767);
    }

    @Test
    void unsignedSixteenBitsArriveAsAnOffset() throws Exception {
        Frame frame =
                read(
                        SHORTS_2_BY_2 + "BZERO   =             32768.00\nBSCALE  =    1.00\n",
                        shorts(-32768, -32767, 0, 32767));

        assertThat(frame.adu()).containsExactly(0, 1, 32768, 65535);
    }

    @Test
    void valuesAreScaled() throws Exception {
        Frame frame = read(SHORTS_2_BY_2 + "BZERO = 100\nBSCALE = 0.5\n", shorts(0, 1, 2, -200));

        assertThat(frame.adu()).containsExactly(100, 100.5f, 101, 0);
    }

    @Test
    void bytesAreUnsigned() throws Exception {
        Frame frame =
                read(
                        SHORTS_2_BY_2.replace(" 16", "  8"),
                        new byte[] {0, 1, (byte) 128, (byte) 255});

        assertThat(frame.adu()).containsExactly(0, 1, 128, 255);
    }

    @Test
    void readsThirtyTwoBitIntegers() throws Exception {
        byte[] data = ByteBuffer.allocate(16).putInt(1).putInt(-1).putInt(70_000).putInt(0).array();

        assertThat(read(SHORTS_2_BY_2.replace(" 16", " 32"), data).adu())
                .containsExactly(1, -1, 70_000, 0);
    }

    @Test
    void readsDoubles() throws Exception {
        byte[] data =
                ByteBuffer.allocate(32)
                        .putDouble(0.25)
                        .putDouble(-2)
                        .putDouble(1e6)
                        .putDouble(3)
                        .array();

        assertThat(read(SHORTS_2_BY_2.replace(" 16", "-64"), data).adu())
                .containsExactly(0.25f, -2, 1e6f, 3);
    }

    @Test
    void aPixelWithoutANumberBecomesTheMedianOfTheOthers() throws Exception {
        byte[] data = floats(Float.NaN, 7, 9, 8);

        assertThat(read(SHORTS_2_BY_2.replace(" 16", "-32"), data).adu())
                .containsExactly(8, 7, 9, 8);
    }

    @Test
    void anInfinitePixelBecomesTheMedianToo() throws Exception {
        byte[] data = floats(Float.POSITIVE_INFINITY, 7, 9, 8);

        assertThat(read(SHORTS_2_BY_2.replace(" 16", "-32"), data).adu(0, 0)).isEqualTo(8);
    }

    @Test
    void aBlankPixelBecomesTheMedianToo() throws Exception {
        assertThat(read(SHORTS_2_BY_2 + "BLANK = -999\n", shorts(-999, 7, 9, 8)).adu())
                .containsExactly(8, 7, 9, 8);
    }

    @Test
    void aPictureWithoutAnyNumberIsRefused() {
        byte[] data = floats(Float.NaN, Float.NaN, Float.NaN, Float.NaN);

        assertThatThrownBy(() -> read(SHORTS_2_BY_2.replace(" 16", "-32"), data))
                .isInstanceOf(FitsException.class)
                .hasMessageContaining("no pixel holds a number");
    }

    @Test
    void threeColourPlanesBecomeTheirMean() throws Exception {
        String header =
                SHORTS_2_BY_2.replace("NAXIS   =                    2", "NAXIS   = 3")
                        + "NAXIS3 = 3\n";

        assertThat(read(header, shorts(1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400)).adu())
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(37, 74, 111, 148);
    }

    @Test
    void ofAnyOtherCubeTheFirstPlaneIsTaken() throws Exception {
        String header =
                SHORTS_2_BY_2.replace("NAXIS   =                    2", "NAXIS   = 3")
                        + "NAXIS3 = 2\n";

        assertThat(read(header, shorts(1, 2, 3, 4, 10, 20, 30, 40)).adu())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void gzipIsToldByContentNotByName() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(file(SHORTS_2_BY_2, shorts(1, 2, 3, 4)));
        }
        Path file = Files.write(folder.resolve("plainly-named.fits"), packed.toByteArray());

        assertThat(Fits.read(file).adu()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void keywordsComeWithoutQuotesAndComments() throws Exception {
        Map<String, String> keywords =
                read(
                                SHORTS_2_BY_2
                                        + """
                                        FOCUSPOS=              7350.00 / Focuser position
                                        OBJECT  = 'O''Neill''s star / A'  / Target
                                        EXPTIME =              1.5D-01
                                        EMPTY   =
                                        COMMENT = no keyword
                                        HIERARCH ESO TEL FOCU LEN =  38.48 / metres
                                        """,
                                shorts(1, 2, 3, 4))
                        .keywords();

        assertThat(keywords)
                .containsEntry("FOCUSPOS", "7350.00")
                .containsEntry("OBJECT", "O'Neill's star / A")
                .containsEntry("EXPTIME", "1.5E-01")
                .containsEntry("ESO TEL FOCU LEN", "38.48")
                .containsEntry("BITPIX", "16")
                .doesNotContainKeys("EMPTY", "COMMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FocusPos=              7350.00",
                "focuspos = 7350.00 /steps",
                "FOCUSPOS=7350.00",
                "FOCUSPOS= '7350.00 / never closed",
            })
    void oddlyWrittenKeywordsAreUnderstood(String line) throws Exception {
        Frame frame = read(SHORTS_2_BY_2 + line + "\n", shorts(1, 2, 3, 4));

        assertThat(frame.number("FOCUSPOS")).hasValue(7350);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001\u00ff\u0080 broken = = '''",
                "=",
                "'",
                "NAXIS9  = 'no axis'",
                "TELESCOP= 'Newton's own",
                "CONTINUE  'nothing to continue",
                "HIERARCH",
            })
    void oddLinesDoNotStopTheReading(String line) throws Exception {
        assertThat(read(SHORTS_2_BY_2 + line + "\n", shorts(1, 2, 3, 4)).adu())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void aLongTextGoesOnInTheNextLine() throws Exception {
        String lines = "LONG    = 'one &'\nCONTINUE  'two&'\nCONTINUE  ' three' / all\n";

        assertThat(read(SHORTS_2_BY_2 + lines, shorts(1, 2, 3, 4)).keyword("LONG"))
                .contains("one twothree");
    }

    @Test
    void ofADoubleKeywordTheFirstCounts() throws Exception {
        assertThat(read(SHORTS_2_BY_2 + "GAIN = 1\nGAIN = 2\n", shorts(1, 2, 3, 4)).keyword("GAIN"))
                .contains("1");
    }

    @ParameterizedTest(name = "byte {0}")
    @ValueSource(ints = {0, 9, 255, 'X'})
    void whateverFollowsTheEndOfTheHeaderIsIgnored(int padding) throws Exception {
        byte[] file = file(SHORTS_2_BY_2, shorts(1, 2, 3, 4));
        for (int i = 6 * 80; i < 2880; i++) {
            file[i] = (byte) padding;
        }

        assertThat(read(file).adu()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theLastBlockMayLackItsPadding() throws Exception {
        byte[] file = file(SHORTS_2_BY_2, shorts(1, 2, 3, 4));

        assertThat(read(java.util.Arrays.copyOf(file, 2880 + 8)).adu()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theImageMayBeInAnExtensionAndInheritsKeywords() throws Exception {
        var file = new ByteArrayOutputStream();
        file.write(
                header(
                        """
                        SIMPLE  =                    T
                        BITPIX  =                    8
                        NAXIS   =                    0
                        FOCUSPOS=                  614
                        GAIN    =                    1
                        """));
        file.write(
                file(
                        SHORTS_2_BY_2.replace(
                                        "SIMPLE  =                    T", "XTENSION= 'IMAGE   '")
                                + "GAIN = 2\n",
                        shorts(1, 2, 3, 4)));

        Frame frame = read(file.toByteArray());

        assertThat(frame.adu()).containsExactly(1, 2, 3, 4);
        assertThat(frame.keywords()).containsEntry("FOCUSPOS", "614").containsEntry("GAIN", "2");
    }

    private Frame read(String header, byte[] data) throws IOException, FitsException {
        return read(file(header, data));
    }

    private Frame read(byte[] bytes) throws IOException, FitsException {
        return Fits.read(Files.write(folder.resolve("x.fits"), bytes));
    }

    static byte[] file(String header, byte[] data) {
        byte[] head = header(header);
        int padded = (data.length + 2879) / 2880 * 2880;
        return ByteBuffer.allocate(head.length + padded).put(head).put(data).array();
    }

    static byte[] header(String lines) {
        var text = new StringBuilder();
        (lines + "END\n").lines().forEach(line -> text.append("%-80s".formatted(line)));
        int padded = (text.length() + 2879) / 2880 * 2880;
        return "%%-%ds".formatted(padded).formatted(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 2);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] floats(float... values) {
        var bytes = ByteBuffer.allocate(values.length * 4);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
