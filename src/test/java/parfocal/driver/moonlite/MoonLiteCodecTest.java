package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.moonlite.MoonLiteCommand.Convert;
import parfocal.driver.moonlite.MoonLiteCommand.FindHome;
import parfocal.driver.moonlite.MoonLiteCommand.Go;
import parfocal.driver.moonlite.MoonLiteCommand.ReadBacklight;
import parfocal.driver.moonlite.MoonLiteCommand.ReadCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.ReadMoving;
import parfocal.driver.moonlite.MoonLiteCommand.ReadPosition;
import parfocal.driver.moonlite.MoonLiteCommand.ReadSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.ReadStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTarget;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTemperature;
import parfocal.driver.moonlite.MoonLiteCommand.ReadVersion;
import parfocal.driver.moonlite.MoonLiteCommand.SetCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.SetCompensation;
import parfocal.driver.moonlite.MoonLiteCommand.SetPosition;
import parfocal.driver.moonlite.MoonLiteCommand.SetSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.SetStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.SetTarget;
import parfocal.driver.moonlite.MoonLiteCommand.SetTemperatureOffset;
import parfocal.driver.moonlite.MoonLiteCommand.Stop;
import parfocal.driver.moonlite.MoonLiteCommand.ToSecondMotor;
import parfocal.driver.moonlite.MoonLiteCommand.UnknownQuestion;
import parfocal.link.ReplyShape;

final class MoonLiteCodecTest {

    static Stream<Arguments> sheet() {
        return Stream.of(
                Arguments.of(":GV#", new ReadVersion()),
                Arguments.of(":GP#", new ReadPosition()),
                Arguments.of(":GN#", new ReadTarget()),
                Arguments.of(":SN0000#", new SetTarget(0, 4)),
                Arguments.of(":SN2134#", new SetTarget(8_500, 4)),
                Arguments.of(":SNFFFF#", new SetTarget(65_535, 4)),
                Arguments.of(":FG#", new Go()),
                Arguments.of(":FQ#", new Stop()),
                Arguments.of(":GI#", new ReadMoving()),
                Arguments.of(":SP15B3#", new SetPosition(5_555, 4)),
                Arguments.of(":C#", new Convert()),
                Arguments.of(":GT#", new ReadTemperature()),
                Arguments.of(":PO02#", new SetTemperatureOffset(2)),
                Arguments.of(":POFB#", new SetTemperatureOffset(-5)),
                Arguments.of(":GC#", new ReadCoefficient()),
                Arguments.of(":SC7F#", new SetCoefficient(127)),
                Arguments.of(":SCF2#", new SetCoefficient(-14)),
                Arguments.of(":SC80#", new SetCoefficient(-128)),
                Arguments.of(":+#", new SetCompensation(true)),
                Arguments.of(":-#", new SetCompensation(false)),
                Arguments.of(":GD#", new ReadSpeed()),
                Arguments.of(":SD02#", new SetSpeed(0x02)),
                Arguments.of(":SD20#", new SetSpeed(0x20)),
                Arguments.of(":GH#", new ReadStepMode()),
                Arguments.of(":SF#", new SetStepMode(false)),
                Arguments.of(":SH#", new SetStepMode(true)),
                Arguments.of(":GB#", new ReadBacklight()),
                Arguments.of(":PH01#", new FindHome()),
                Arguments.of(":2SN0537#", new ToSecondMotor(new SetTarget(1_335, 4))),
                Arguments.of(":2GP#", new ToSecondMotor(new ReadPosition())),
                Arguments.of(":2FQ#", new ToSecondMotor(new Stop())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheet")
    void everyLineOfTheSheetReadsTheSameInBothDirections(String bytes, MoonLiteCommand command) {
        assertThat(ascii(MoonLiteCodec.encode(command))).isEqualTo(bytes);
        assertThat(MoonLiteCodec.decode(bytes.substring(1, bytes.length() - 1), 4))
                .contains(command);
    }

    @ParameterizedTest(name = ":{0}# means SC {1}")
    @CsvSource({"SCFFFFFFF2,-14", "SCFFF2,-14", "SC00000004,4", "SC4,4"})
    void anOverlongByteCountsByItsLastDigits(String letters, int raw) {
        assertThat(MoonLiteCodec.decode(letters, 4)).contains(new SetCoefficient(raw));
    }

    @Test
    void aFiveDigitTargetFromIndiCountsByItsLastFourDigits() {
        assertThat(MoonLiteCodec.decode("SN186A0", 4)).contains(new SetTarget(0x86A0, 4));
    }

    @Test
    void highResolutionUsesEightDigits() {
        assertThat(ascii(MoonLiteCodec.encode(new SetTarget(70_000, 8)))).isEqualTo(":SN00011170#");
        assertThat(MoonLiteCodec.decode("SN00011170", 8)).contains(new SetTarget(70_000, 8));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "X",
                "gp",
                "SN",
                "SNxyzw",
                "SD",
                "FX",
                "FG1",
                "SN123456789",
                "P",
                "POX",
                "22"
            })
    void whatIsNotOnTheSheetIsDropped(String letters) {
        assertThat(MoonLiteCodec.decode(letters, 4)).isEmpty();
    }

    @Test
    void aQuestionThatIsNotOnTheSheetIsStillAQuestion() {
        assertThat(MoonLiteCodec.decode("GY", 4)).contains(new UnknownQuestion("GY"));
    }

    @Test
    void aNumberThatDoesNotFitIsNeverPutOnTheWire() {
        assertThatThrownBy(() -> MoonLiteCodec.encode(new SetTarget(65_536, 4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MoonLiteCodec.encode(new SetTarget(-1, 4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MoonLiteCodec.encode(new SetCoefficient(128)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"20#", "10#", "01#", "00#", "A1#", "20", "00##"})
    void aVersionIsTwoDigitsWithOrWithoutAHash(String reply) {
        assertThat(MoonLiteCodec.isVersion(reply)).isTrue();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"", "2", "2#", "Ar", "Ardufocus", "2.0#", "200#", "20\r\n", "OK#", "ER=1"})
    void twoLettersOfABootBannerAreNoVersion(String reply) {
        assertThat(MoonLiteCodec.isVersion(reply)).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"2710#,10000", "2513#,9491", "0000#,0", "FFFF#,65535", "15b3#,5555"})
    void aPositionIsFourDigits(String reply, int positionSteps) {
        assertThat(MoonLiteCodec.position(reply, 4)).hasValue(positionSteps);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"", "#", "271#", "2710", "12710#", "27 0#", "-710#", "00002710#", "27g0#"})
    void aPositionThatIsNotExactlyAsWideAsThisDevicesIsNone(String reply) {
        assertThat(MoonLiteCodec.position(reply, 4)).isEmpty();
    }

    @Test
    void highResolutionPositionsHaveEightDigits() {
        assertThat(MoonLiteCodec.positionDigits("00011170#")).hasValue(8);
        assertThat(MoonLiteCodec.position("00011170#", 8)).hasValue(70_000);
        assertThat(MoonLiteCodec.position("FFFFFFFF#", 8)).as("no int holds it").isEmpty();
    }

    @Test
    void whatIsTooShortForAPositionHasNoWidth() {
        assertThat(MoonLiteCodec.positionDigits("00#")).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest(name = "{0} digits reach {1}")
    @CsvSource({"4,65535", "5,1048575", "8,2147483647"})
    void theTravelIsAsWideAsThePositions(int digits, int largestSteps) {
        assertThat(MoonLiteCodec.largestPosition(digits)).isEqualTo(largestSteps);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"00#,false", "01#,true", "0#,false", "1#,true"})
    void someControllersAnswerMovingWithASingleDigit(String reply, boolean moving) {
        assertThat(MoonLiteCodec.moving(reply)).contains(moving);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "#", "02#", "10#", "001#", "2701#", "01"})
    void whatIsNeitherYesNorNoIsNotReadAsEither(String reply) {
        assertThat(MoonLiteCodec.moving(reply)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource({
        "0019#, 12.5",
        "FFF1#, -7.5",
        "0032#, 25",
        "0001#, 0.5",
        "FFEC#, -10",
        "0000#, 0",
        "FF81#, -63.5"
    })
    void temperatureIsASignedCountOfHalfDegrees(String reply, double celsius) {
        assertThat(MoonLiteCodec.temperatureCelsius(reply)).hasValue(celsius);
    }

    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource({"19#, 12.5", "FC#, -2", "0#, 0", "5#, 2.5", "32#, 25"})
    void arduinoMotorfocusSendsTheTemperatureAsAnUnpaddedByte(String reply, double celsius) {
        assertThat(MoonLiteCodec.temperatureCelsius(reply)).hasValue(celsius);
    }

    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource({"41480000#, 12.5", "C0F00000#, -7.5", "00000000#, 0", "41AA0000#, 21.25"})
    void ardufocusInHighResolutionSendsTheBitsOfAFloat(String reply, double celsius) {
        assertThat(MoonLiteCodec.temperatureCelsius(reply)).hasValue(celsius);
    }

    @ParameterizedTest(name = "{0} is {1} °C")
    @CsvSource({"00000019#, 12.5", "FFFFFFF1#, -7.5"})
    void eightDigitsMayAlsoCountHalfDegrees(String reply, double celsius) {
        assertThat(MoonLiteCodec.temperatureCelsius(reply)).hasValue(celsius);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "#", "019#", "00019#", "12.5#", "7FC00000#", "nan#"})
    void whatIsNoTemperatureIsNotReadAsOne(String reply) {
        assertThat(MoonLiteCodec.temperatureCelsius(reply)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"00#,0", "02#,2", "F2#,-14", "80#,-128", "0#,0", "A#,10"})
    void theCoefficientIsASignedByteAndNotAlwaysPadded(String reply, int raw) {
        assertThat(MoonLiteCodec.coefficient(reply)).contains(raw);
    }

    @ParameterizedTest(name = "{0} is code {1}")
    @CsvSource({"02#,2", "04#,4", "08#,8", "10#,16", "20#,32", "14#,32", "0A#,16"})
    void hansastroAnswersSomeSpeedCodesAsNumbers(String reply, int code) {
        assertThat(MoonLiteCodec.speedCode(reply)).contains(code);
    }

    @Test
    void halfStepIsAllOnes() {
        assertThat(MoonLiteCodec.halfStep("FF#")).contains(true);
        assertThat(MoonLiteCodec.halfStep("00#")).contains(false);
        assertThat(MoonLiteCodec.halfStep("01#")).isEmpty();
    }

    @Test
    void aReplyHasItsShape() {
        assertThat(MoonLiteCodec.replyTo(new ReadPosition())).isEqualTo(new ReplyShape.Until('#'));
        assertThat(MoonLiteCodec.replyTo(new ReadVersion())).isEqualTo(new ReplyShape.Exactly(2));
        assertThat(MoonLiteCodec.replyTo(new Go())).isEqualTo(new ReplyShape.None());
        assertThat(MoonLiteCodec.replyTo(new ToSecondMotor(new ReadMoving())))
                .isEqualTo(new ReplyShape.Until('#'));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
