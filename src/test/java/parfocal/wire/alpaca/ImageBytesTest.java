package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.image.Frame;

final class ImageBytesTest {
    private static final long ANY_SIZE = 1_000_000;

    /// A header by the sheet: version 1, no error, ids 7 and 168, data at 44, image type 2.
    private static byte[] image(
            int element, int rank, int width, int height, int planes, String data) {
        byte[] pixels = HexFormat.of().parseHex(data.replace(" ", ""));
        return ByteBuffer.allocate(44 + pixels.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putInt(0)
                .putInt(7)
                .putInt(168)
                .putInt(44)
                .putInt(2)
                .putInt(element)
                .putInt(rank)
                .putInt(width)
                .putInt(height)
                .putInt(planes)
                .put(pixels)
                .array();
    }

    private static Frame read(byte[] bytes) throws Exception {
        return ((ImageReply.Picture) ImageBytes.read(new ByteArrayInputStream(bytes), ANY_SIZE))
                .frame();
    }

    @ParameterizedTest(name = "type {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | FFFF 0200                               | -1         | 2
                    2 | FEFFFFFF 00000100                       | -2         | 65536
                    3 | 000000000000F83F 0000000000000040       | 1.5        | 2
                    4 | 0000C03F 000000C0                       | 1.5        | -2
                    5 | 00000000000000F0 0100000000000000       | 1.7293823E19 | 1
                    6 | FF 01                                   | 255        | 1
                    7 | FEFFFFFFFFFFFFFF 0200000000000000       | -2         | 2
                    8 | FFFF 0200                               | 65535      | 2
                    9 | FFFFFFFF 02000000                       | 4294967295 | 2
                    """)
    void everyElementTypeIsRead(int element, String data, float first, float second)
            throws Exception {
        assertThat(read(image(element, 2, 1, 2, 0, data)).adu()).containsExactly(first, second);
    }

    @Test
    void columnsBecomeRows() throws Exception {
        // Three columns of two: 1 2, 3 4, 5 6.
        Frame frame = read(image(6, 2, 3, 2, 0, "01 02 03 04 05 06"));

        assertThat(frame.widthPixels()).isEqualTo(3);
        assertThat(frame.adu()).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void colourPlanesBecomeTheirMean() throws Exception {
        // Two columns of one pixel: (1, 2, 6) and (10, 20, 0).
        assertThat(read(image(8, 3, 2, 1, 3, "0100 0200 0600 0A00 1400 0000")).adu())
                .containsExactly(3, 10);
    }

    @Test
    void dataMayBeginLater() throws Exception {
        byte[] bytes = image(6, 2, 1, 1, 0, "00 00 00 2A");
        bytes[16] = 47;

        assertThat(read(bytes).adu()).containsExactly(42);
    }

    @Test
    void anErrorCarriesItsMessage() throws Exception {
        byte[] bytes =
                ImageBytes.failure(
                        AlpacaError.INVALID_OPERATION,
                        "No picture yet – expose first.",
                        new AlpacaReply.Transaction(7, 168));

        assertThat(ImageBytes.read(new ByteArrayInputStream(bytes), ANY_SIZE))
                .isEqualTo(new ImageReply.Failure(0x40B, "No picture yet – expose first.", 7));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 | 2147483647 | 2147483647 | 0 | more than the 1000000
                    2 | 70000      | 70000      | 0 | more than the 1000000
                    2 | 0          | 10         | 0 | dimensions 0 × 10
                    2 | -1         | 10         | 0 | dimensions -1 × 10
                    3 | 10         | 10         | 0 | rank 3 with
                    3 | 10         | 10         | 2000000000 | rank 3 with
                    1 | 10         | 10         | 0 | rank 1 with
                    4 | 10         | 10         | 1 | rank 4 with
                    """)
    void absurdDimensionsAreRefusedByTheHeader(
            int rank, int width, int height, int planes, String why) {
        assertThatThrownBy(() -> read(image(8, rank, width, height, planes, "0000")))
                .isInstanceOf(AlpacaFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anUnknownTypeOrVersionIsRefused() {
        byte[] versionTwo = image(8, 2, 1, 1, 0, "0000");
        versionTwo[0] = 2;

        assertThatThrownBy(() -> read(image(10, 2, 1, 1, 0, "0000")))
                .hasMessage("ImageBytes with the unknown element type 10");
        assertThatThrownBy(() -> read(versionTwo))
                .hasMessage("ImageBytes of the unknown version 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 43, 44, 45, 55})
    void whatBreaksOffIsRefused(int bytes) {
        byte[] whole = image(8, 2, 3, 2, 0, "010002000300040005000600");

        assertThatThrownBy(() -> read(java.util.Arrays.copyOf(whole, bytes)))
                .isInstanceOf(AlpacaFormatException.class);
    }

    @Test
    void whatGoesOnTooLongIsRefused() {
        assertThatThrownBy(() -> read(image(8, 2, 1, 1, 0, "000000")))
                .hasMessage("more bytes than a picture of 1 × 1 has");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 255, BYTE",
        "0, 256, UINT16",
        "0, 65535, UINT16",
        "-1, 300, INT16",
        "-1, 40000, INT32",
        "0, 65536, INT32"
    })
    void theNarrowestTypeIsSent(int smallest, int largest, ImageElement element) throws Exception {
        var picture = ImageBytes.of(new Frame(2, 1, new float[] {smallest, largest}));

        assertThat(picture.element()).isEqualTo(element);
        assertThat(written(picture)).hasSize((int) picture.length());
        assertThat(read(written(picture)).adu()).containsExactly(smallest, largest);
    }

    @ParameterizedTest(name = "{0} × {1} in portions of {2}")
    @CsvSource({"1, 1, 1", "65, 3, 7", "200, 130, 1000", "33, 4096, 16384", "130, 9000, 999"})
    void whatIsWrittenIsReadInWhateverPortionsItComes(int width, int height, int portion)
            throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (int largest : new int[] {200, 60_000, 1 << 20}) {
            float[] adu = new float[width * height];
            for (int i = 0; i < adu.length; i++) {
                adu[i] = random.nextInt(largest);
            }
            byte[] bytes = written(ImageBytes.of(new Frame(width, height, adu)));
            var reader = new ImageBytesReader(2_000_000);
            for (int from = 0; from < bytes.length; from += portion) {
                reader.take(ByteBuffer.wrap(bytes, from, Math.min(portion, bytes.length - from)));
            }
            assertThat(((ImageReply.Picture) reader.end()).frame().adu()).isEqualTo(adu);
        }
    }

    private static byte[] written(ImageBytes picture) throws Exception {
        var out = new ByteArrayOutputStream();
        picture.writeTo(out, new AlpacaReply.Transaction(1, 2));
        return out.toByteArray();
    }

    @Test
    void theHeaderIsAsOnTheSheet() throws Exception {
        byte[] bytes = written(ImageBytes.of(new Frame(2, 3, new float[] {0, 1, 2, 3, 4, 500})));

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(
                        "01000000"
                                + "00000000"
                                + "01000000"
                                + "02000000"
                                + "2c000000"
                                + "02000000"
                                + "08000000"
                                + "02000000"
                                + "02000000"
                                + "03000000"
                                + "00000000"
                                + "0000"
                                + "0200"
                                + "0400"
                                + "0100"
                                + "0300"
                                + "f401");
    }

    private static ImageReply readJson(String json, int portion) throws Exception {
        var reader = new JsonImageReader(100);
        byte[] bytes = json.getBytes(UTF_8);
        for (int from = 0; from < bytes.length; from += portion) {
            reader.take(ByteBuffer.wrap(bytes, from, Math.min(portion, bytes.length - from)));
        }
        return reader.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000})
    void aPictureInJsonIsReadToo(int portion) throws Exception {
        var reply =
                (ImageReply.Picture)
                        readJson(
                                "{\"Type\":2,\"Rank\":2,\"Value\":[[1,2],[3,4],[5,6]],\"ClientTransactionID\":9,\"ErrorNumber\":0,\"ErrorMessage\":\"\"}",
                                portion);

        assertThat(reply.clientTransaction()).isEqualTo(9);
        assertThat(reply.frame().widthPixels()).isEqualTo(3);
        assertThat(reply.frame().adu()).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void planesInJsonBecomeTheirMean() throws Exception {
        var reply = (ImageReply.Picture) readJson("{\"Value\":[[[1,2,6]],[[10,20,0]]]}", 4);

        assertThat(reply.frame().adu()).containsExactly(3, 10);
    }

    @Test
    void anErrorInJsonIsOneWithoutAPicture() throws Exception {
        assertThat(readJson("{\"Value\":null,\"ErrorNumber\":1035,\"ErrorMessage\":\"no\"}", 9))
                .isEqualTo(new ImageReply.Failure(1035, "no", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Value\":[[1,2],[3]]}",
                "{\"Value\":[]}",
                "{\"Value\":[[1,2],[3,4]",
                "<html>",
                ""
            })
    void brokenJsonIsRefused(String json) {
        assertThatThrownBy(() -> readJson(json, 3)).isInstanceOf(AlpacaFormatException.class);
    }

    @Test
    void tooLargeAPictureInJsonIsRefusedWhileItComes() {
        String column = "[" + "1,".repeat(60) + "1]";

        assertThatThrownBy(() -> readJson("{\"Value\":[%s,%s]}".formatted(column, column), 50))
                .hasMessageContaining("more than the 100");
    }
}
