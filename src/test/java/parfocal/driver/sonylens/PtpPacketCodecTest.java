package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.driver.sonylens.PtpPacket.EndData;
import parfocal.driver.sonylens.PtpPacket.Ping;
import parfocal.driver.sonylens.PtpPacket.Request;
import parfocal.driver.sonylens.PtpPacket.Response;
import parfocal.driver.sonylens.PtpPacket.StartData;

/// Literal packets of CIPA DC-005 with Sony's numbers.
final class PtpPacketCodecTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aPressIsThreePackets() {
        assertThat(PtpPacketCodec.encode(new Request(true, 0x9207, 9, List.of(0xD2D1))))
                .isEqualTo(hex("16000000 06000000 02000000 0792 09000000 d1d20000"));
        assertThat(PtpPacketCodec.encode(new StartData(9, 2)))
                .isEqualTo(hex("14000000 09000000 09000000 0200000000000000"));
        assertThat(PtpPacketCodec.encode(new EndData(9, ByteBuffer.wrap(hex("f9ff")))))
                .isEqualTo(hex("0e000000 0c000000 09000000 f9ff"));
    }

    @ParameterizedTest(name = "key {0} is {1}")
    @CsvSource({"3, 0300", "-1, ffff", "-7, f9ff", "7, 0700"})
    void aKeyIsASixteenBitNumberWithItsSign(int key, String bytes) {
        assertThat(hex(SonyProperty.number(SonyProperty.INT16, key))).isEqualTo(bytes);
        assertThat(SonyProperty.number(SonyProperty.INT16, hex(bytes))).hasValue((long) key);
    }

    @Test
    void aSessionIsOpenedWithANumberAndWithoutData() {
        assertThat(PtpPacketCodec.encode(new Request(false, 0x1002, 0, List.of(1))))
                .isEqualTo(hex("16000000 06000000 01000000 0210 00000000 01000000"));
        assertThat(PtpPacketCodec.decode(hex("0e000000 07000000 0120 00000000")))
                .hasValue(new Response(0x2001, 0, List.of()));
    }

    @Test
    void aNameIsSixteenBitLettersWithAClosingZero() {
        var guid = UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f");

        assertThat(PtpPacketCodec.encode(new PtpPacket.InitCommand(guid, "Pf")))
                .isEqualTo(
                        hex(
                                "22000000 01000000 000102030405060708090a0b0c0d0e0f 500066000000 00000100"));
    }

    @Test
    void aPingIsNothingButItsKind() {
        assertThat(PtpPacketCodec.decode(hex("08000000 0d000000"))).hasValue(new Ping());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'08000000 63000000', a kind nobody knows",
        "'09000000 0d000000', a length that is not its own",
        "'0c000000 07000000 0120 0000', a response cut short",
        "'08', hardly anything"
    })
    void whatIsNoPacketIsNone(String bytes, String why) {
        assertThat(PtpPacketCodec.decode(hex(bytes))).as(why).isEmpty();
    }

    @Test
    void propertiesComeAsOneList() {
        // Focus mode MF of two, focal position 42 % with the empty range real bodies give, a text,
        // the keys' own range.
        byte[] told =
                hex(
                        "04000000 00000000"
                                + "0a50 0400 01 01 0200 0100 02 0200 0100 0200"
                                + "4cd2 0200 00 02 00 2a 01 000000"
                                + "1dd2 ffff 00 01 00 02 4100 0000 00"
                                + "d1d2 0300 82 01 0000 0000 01 f9ff 0700 0100");

        var properties = SonyProperty.decode(told).orElseThrow();

        assertThat(properties.values())
                .contains(
                        new SonyProperty(0x500A, SonyProperty.UINT16, 1, 1, 1, List.of()),
                        new SonyProperty(0xD24C, SonyProperty.UINT8, 0, 2, 42, List.of(0L, 0L, 0L)),
                        new SonyProperty(
                                0xD2D1, SonyProperty.INT16, 0x82, 1, 0, List.of(-7L, 7L, 1L)));
        assertThat(SonyProperty.decode(hex("04000000 00000000 0a50"))).isEmpty();
    }
}
