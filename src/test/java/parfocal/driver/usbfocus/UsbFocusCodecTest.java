package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.usbfocus.UsbFocusCommand.FactoryReset;
import parfocal.driver.usbfocus.UsbFocusCommand.Identify;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveIn;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveOut;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadPosition;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSettings;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSign;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadTemperature;
import parfocal.driver.usbfocus.UsbFocusCommand.SetCoefficient;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMaximum;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetRotation;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSign;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSpeed;
import parfocal.driver.usbfocus.UsbFocusCommand.SetStepMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetThreshold;
import parfocal.driver.usbfocus.UsbFocusCommand.Stop;
import parfocal.driver.usbfocus.UsbFocusReply.Done;
import parfocal.driver.usbfocus.UsbFocusReply.EepromReset;
import parfocal.driver.usbfocus.UsbFocusReply.Name;
import parfocal.driver.usbfocus.UsbFocusReply.NotUnderstood;
import parfocal.driver.usbfocus.UsbFocusReply.Other;
import parfocal.driver.usbfocus.UsbFocusReply.Position;
import parfocal.driver.usbfocus.UsbFocusReply.Settings;
import parfocal.driver.usbfocus.UsbFocusReply.Sign;
import parfocal.driver.usbfocus.UsbFocusReply.Star;
import parfocal.driver.usbfocus.UsbFocusReply.Temperature;
import parfocal.link.ReplyShape;

final class UsbFocusCodecTest {

    static Stream<Arguments> sheet() {
        return Stream.of(
                Arguments.of("SWHOIS", new Identify()),
                Arguments.of("SGETAL", new ReadSettings()),
                Arguments.of("FPOSRO", new ReadPosition()),
                Arguments.of("FTMPRO", new ReadTemperature()),
                Arguments.of("FTAXXA", new ReadSign()),
                Arguments.of("I01500", new MoveIn(1500)),
                Arguments.of("O65535", new MoveOut(65_535)),
                Arguments.of("FQUITx", new Stop()),
                Arguments.of("M40000", new SetMaximum(40_000)),
                Arguments.of("M00001", new SetMaximum(1)),
                Arguments.of("SMO002", new SetSpeed(2)),
                Arguments.of("SMO004", new SetSpeed(4)),
                Arguments.of("SMA005", new SetThreshold(5)),
                Arguments.of("SMROTH", new SetRotation(false)),
                Arguments.of("SMROTT", new SetRotation(true)),
                Arguments.of("SMSTPF", new SetStepMode(false)),
                Arguments.of("SMSTPD", new SetStepMode(true)),
                Arguments.of("FLA020", new SetCoefficient(20)),
                Arguments.of("FZAXX0", new SetSign(false)),
                Arguments.of("FZAXX1", new SetSign(true)),
                Arguments.of("FAMODE", new SetMode(true)),
                Arguments.of("FMMODE", new SetMode(false)),
                Arguments.of("SEERAZ", new FactoryReset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheet")
    void everyLineOfTheSheetReadsTheSameInBothDirections(String bytes, UsbFocusCommand command) {
        assertThat(ascii(UsbFocusCodec.encode(command))).isEqualTo(bytes);
        assertThat(UsbFocusCodec.decode(bytes)).contains(command);
    }

    static Stream<Arguments> otherSpellings() {
        return Stream.of(
                Arguments.of("FMANUA", new SetMode(false)),
                Arguments.of("FAUTOM", new SetMode(true)),
                Arguments.of("FLX007", new SetCoefficient(7)),
                Arguments.of("FZSIG1", new SetSign(true)),
                Arguments.of("FTxxxA", new ReadSign()),
                Arguments.of("FQUIT\r", new Stop()),
                Arguments.of("FQUIT0", new Stop()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherSpellings")
    void theOtherSpellingFamilyMeansTheSame(String bytes, UsbFocusCommand command) {
        assertThat(UsbFocusCodec.decode(bytes)).contains(command);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "      ", "AT\rSWH", "OIS   ", "I0150x", "I 1500", "I-0500", "I99999", "M00000",
                        "M65536",
                "SMO001", "SMO005", "SMO0x2", "SMAxxx", "FLA-05", "FZAXX2", "FTAXXB", "SMSTPX",
                        "SMROTA",
                "swhois", "FPOSRX", "F", ""
            })
    void whatIsNotOnTheSheetIsNotUnderstood(String bytes) {
        assertThat(UsbFocusCodec.decode(bytes)).isEmpty();
    }

    @Test
    void aNumberThatDoesNotFitIsNeverPutOnTheWire() {
        assertThatThrownBy(() -> UsbFocusCodec.encode(new MoveIn(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> transcript() {
        return Stream.of(
                Arguments.of("UFO\n\r", new Name("UFO")),
                Arguments.of(
                        "C=0-1-3-020-005-1505-65535\n\r",
                        new Settings(false, true, 3, 20, 5, 1505, 65_535)),
                Arguments.of("P=20000\n\r", new Position(20_000)),
                Arguments.of("P=00000\n\r", new Position(0)),
                Arguments.of("T=12.50\n\r", new Temperature(12.5)),
                Arguments.of("A=0", new Sign(false)),
                Arguments.of("A=1", new Sign(true)),
                Arguments.of("*", new Star()),
                Arguments.of("DONE\n\r", new Done()),
                Arguments.of("EEPROM RESET\n\r", new EepromReset()),
                Arguments.of("ER=1\n\r", new NotUnderstood()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcript")
    void everyReplyOfTheTranscriptReadsTheSameInBothDirections(String bytes, UsbFocusReply reply) {
        assertThat(ascii(UsbFocusCodec.encode(reply))).isEqualTo(bytes);
        assertThat(said(bytes)).containsExactly(reply);
    }

    @Test
    void theLongestReplyHasTwentyEightBytes() {
        assertThat(UsbFocusCodec.encode(new Settings(true, true, 4, 999, 999, 1505, 65_535)))
                .hasSize(28);
    }

    @Test
    void aStarMayBeGluedToTheNextReply() {
        assertThat(said("*P=01234\n\r")).containsExactly(new Star(), new Position(1234));
    }

    @Test
    void aStoppedMoveMayAnswerWithStarAndDoneInOneLine() {
        assertThat(said("*DONE\n\r")).containsExactly(new Star(), new Done());
    }

    @Test
    void twoStarsAreTwoEvents() {
        assertThat(said("**")).containsExactly(new Star(), new Star());
    }

    @Test
    void someFirmwaresEndTheStarLikeALine() {
        assertThat(said("*\n\rP=00007\n\r")).containsExactly(new Star(), new Position(7));
    }

    @Test
    void lineEndsInFrontAreNothing() {
        assertThat(said("\r\n\rP=00007\r\n")).containsExactly(new Position(7));
        assertThat(said("\n\r")).isEmpty();
        assertThat(said("")).isEmpty();
    }

    @Test
    void otherFirmwaresMayEndTheSignLikeALine() {
        assertThat(said("A=1\n\r")).containsExactly(new Sign(true));
    }

    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource(
            textBlock =
                    """
                    T=12.5,       12.5
                    T=12.50,      12.5
                    T=+12.50,     12.5
                    T=012.5000,   12.5
                    T=-3.0625,    -3.0625
                    T=-03.1,      -3.1
                    T=7,          7
                    T= 7.,        7
                    T=-127,       -127
                    """)
    void aTemperatureHasAnyLength(String reply, double celsius) {
        assertThat(said(reply + "\n\r")).containsExactly(new Temperature(celsius));
    }

    @Test
    void settingsAreReadByTheirDashesAndNotByTheirWidths() {
        assertThat(said("C=1-0-2-5-12-1612-900\n\r"))
                .containsExactly(new Settings(true, false, 2, 5, 12, 1612, 900));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "P=1234",
                "P=123456",
                "P=12x45",
                "P=",
                "T=",
                "T=warm",
                "C=0-1-3-020-005-1505",
                "C=0-0-2-0-5-1505-99999",
                "AP=0x"
            })
    void aMutilatedReplyIsNoReply(String line) {
        assertThat(said(line + "\n\r")).containsExactly(new Other(line));
    }

    @Test
    void noiseInFrontOfAReplyDoesNoHarm() {
        assertThat(said("\u00ffx~P=01234\n\r")).containsExactly(new Position(1234));
    }

    @Test
    void aReplyHasItsShape() {
        assertThat(UsbFocusCodec.replyTo(new ReadPosition())).isEqualTo(new ReplyShape.Until('\r'));
        assertThat(UsbFocusCodec.replyTo(new ReadSign())).isEqualTo(new ReplyShape.Exactly(3));
        assertThat(UsbFocusCodec.replyTo(new MoveIn(1))).isEqualTo(new ReplyShape.None());
        assertThat(UsbFocusCodec.replyTo(new Stop())).isEqualTo(new ReplyShape.Anything());
    }

    private static List<UsbFocusReply> said(String bytes) {
        return UsbFocusCodec.decode(bytes.getBytes(ISO_8859_1));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
