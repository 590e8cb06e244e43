package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.EmulatorSettings;
import parfocal.time.VirtualPace;

/// The firmware's side of the sheet, in literal bytes.
final class MoonLiteEmulatorTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    @Test
    void speaksTheTranscriptOfTheRealDriver() {
        var device = device(-7.5, Map.of());

        assertThat(ask(device, ":GV#")).isEqualTo("20#");
        assertThat(ask(device, ":GP#")).isEqualTo("2710#");
        assertThat(ask(device, ":C#")).isEmpty();
        assertThat(ask(device, ":GT#")).isEqualTo("FFF1#");
        assertThat(ask(device, ":GC#")).isEqualTo("00#");
        assertThat(ask(device, ":GD#")).isEqualTo("02#");
        assertThat(ask(device, ":GH#")).isEqualTo("00#");
        assertThat(ask(device, ":SN2134#")).isEmpty();
        assertThat(ask(device, ":FG#")).isEmpty();
        pace.advance(Duration.ofMillis(2_036));
        assertThat(ask(device, ":GP#")).isEqualTo("2513#");
        assertThat(ask(device, ":GI#")).isEqualTo("01#");
        pace.advance(Duration.ofSeconds(4));
        assertThat(ask(device, ":GI#")).isEqualTo("00#");
        assertThat(ask(device, ":GP#")).isEqualTo("2134#");
        assertThat(ask(device, ":FQ#")).isEmpty();
        assertThat(ask(device, ":SP15B3#")).isEmpty();
        assertThat(ask(device, ":GP#")).isEqualTo("15B3#");
    }

    @Test
    void storingATargetDoesNotMove() {
        var device = device(10, Map.of());

        ask(device, ":SN0000#");
        pace.advance(Duration.ofMinutes(5));

        assertThat(ask(device, ":GN#:GP#")).isEqualTo("0000#2710#");
    }

    @Test
    void aStartWithoutATargetRunsToZero() {
        var device = device(10, Map.of());

        ask(device, ":FG#");
        pace.advance(Duration.ofMinutes(5));

        assertThat(ask(device, ":GP#")).isEqualTo("0000#");
    }

    @Test
    void everythingOutsideColonAndHashIsIgnoredAndANewColonBeginsAnew() {
        var device = device(10, Map.of());

        assertThat(ask(device, "AT\r\n#GP#")).isEmpty();
        assertThat(ask(device, "xx:GP#yy")).isEqualTo("2710#");
        assertThat(ask(device, ":SN00:GP#")).isEqualTo("2710#");
        assertThat(ask(device, ":G")).isEmpty();
        assertThat(ask(device, "P#:G")).isEqualTo("2710#");
        assertThat(ask(device, "I#")).isEqualTo("00#");
        assertThat(ask(device, ":XYZ#:GY#")).as("unknown means silence").isEmpty();
    }

    @ParameterizedTest(name = "SD{0}: {1} steps in four seconds")
    @CsvSource({"02,1000", "04,500", "08,250", "10,125", "20,62", "03,1000", "00,1000"})
    void aLargerSpeedCodeIsSlowerAndOthersAreIgnored(String code, int stepsInFourSeconds) {
        var device = device(10, Map.of());
        ask(device, ":SD" + code + "#:SN7FFF#:FG#");

        pace.advance(Duration.ofSeconds(4));

        assertThat(ask(device, ":GP#")).isEqualTo("%04X#".formatted(10_000 + stepsInFourSeconds));
    }

    @Test
    void halfStepsComeHalfAsFastAndTurnHalfAsFar() {
        var device = device(10, Map.of());
        ask(device, ":SH#:SN2774#:FG#");

        pace.advance(Duration.ofMillis(400));
        assertThat(ask(device, ":GH#:GP#")).isEqualTo("FF#2742#");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, ":GP#")).isEqualTo("2774#");
        assertThat(device.motor().tubeSteps()).isEqualTo(10_050, within(1e-9));
    }

    @Test
    void aConversionTakesThreeQuartersOfASecondAndTheOldValueStandsUntilThen() {
        var device = device(12.5, Map.of());
        device.feel(OptionalDouble.of(-7.5));

        pace.advance(Duration.ofHours(2));
        assertThat(ask(device, ":GT#")).isEqualTo("0019#");
        ask(device, ":C#");
        pace.advance(Duration.ofMillis(749));
        assertThat(ask(device, ":GT#")).isEqualTo("0019#");
        pace.advance(Duration.ofMillis(1));
        assertThat(ask(device, ":GT#")).isEqualTo("FFF1#");
    }

    @ParameterizedTest(name = "{0} °C and PO{1}: {2}")
    @CsvSource({"12.7,00,0019#", "12.8,00,001A#", "12.5,02,001B#", "12.5,FB,0014#", "0,80,FF80#"})
    void theTemperatureComesInHalfDegreesWithItsOffset(
            double celsius, String offset, String reply) {
        var device = device(celsius, Map.of());

        ask(device, ":PO" + offset + "#");

        assertThat(ask(device, ":GT#")).isEqualTo(reply);
    }

    @ParameterizedTest(name = "SC{0} reads {1}")
    @CsvSource({"7F,7F#", "F2,F2#", "FFFFFFF2,F2#"})
    void theCoefficientIsKeptAsASignedByte(String written, String read) {
        assertThat(ask(device(10, Map.of()), ":SC" + written + "#:GC#")).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0} {1} gives {2}")
    @CsvSource({
        "genuine,   :GV#,           20#",
        "genuine,   :GB#,           8C#",
        "genuine,   :2GP#,          ''",
        "genuine,   :PH01#:GP#,     2710#",
        "ardufocus, :GV#,           00##",
        "ardufocus, :GH#,           00##",
        "ardufocus, :SC05#:GC#,     00##",
        "ardufocus, :GY#,           00##",
        "ardufocus, :2SN0537#:2GN#, 0537#",
        "ardufocus, :2SN0537#:GN#,  0000#",
        "motorfocus,:GV#,           10#",
        "motorfocus,:SH#:GH#,       00#",
        "motorfocus,:GB#,           00#",
        "motorfocus,:GT#,           14#",
        "motorfocus,:2GP#,          2710#",
        "motorfocus,:PH01#:GP#,     1F40#",
        "hansastro, :GV#,           01#",
        "hansastro, :SC05#:GB#,     00#05#",
        "hansastro, :SD20#:GD#,     14#",
        "hansastro, :SD10#:GD#,     0A#",
        "hansastro, :SD08#:GD#,     08#",
        "hansastro, :SH#:GH#,       00#",
        "hansastro, :PH01#:GT#,     0015#"
    })
    void eachFirmwareHasItsOwnAnswers(String firmware, String request, String reply) {
        var device = device(10, Map.of("firmware", firmware));
        pace.advance(Duration.ofSeconds(2));
        ask(device, "");

        assertThat(ask(device, request)).isEqualTo(reply);
    }

    @ParameterizedTest(name = "{0}={1}: {2} gives {3}")
    @CsvSource({
        "version,     20,         :GV#,          20",
        "moving,      one-digit,  :GI#,          0#",
        "moving,      one-digit,  :SN0000#:FG#:GI#, 1#",
        "digits,      8,          :GP#,          00002710#",
        "digits,      8,          :SN00011170#:GN#, 00011170#",
        "digits,      8,          :GT#,          00000014#",
        "temperature, float,      :GT#,          41200000#",
        "half-step,   ignored,    :SH#:GH#,      00#",
        "target,      zero,       :SN1234#:GN#,  0000#",
        "target,      zero-once,  :SN1234#:SN1234#:GN#, 1234#",
        "start,       idle-first, :SN0000#:FG#:GI#, 00#"
    })
    void aQuirkIsAHabitOfSomeFirmware(String name, String habit, String request, String reply) {
        assertThat(ask(device(10, Map.of(name, habit)), request)).isEqualTo(reply);
    }

    @ParameterizedTest(name = "no-probe={0}")
    @ValueSource(strings = {"0000", "FF81", "FF02", "00AA"})
    void withoutAProbeItSaysANumberAllTheSame(String habit) {
        var device =
                new MoonLiteEmulator(
                        new EmulatorSettings(
                                0, 0, 0, 0, OptionalDouble.empty(), Map.of("no-probe", habit)),
                        pace);

        assertThat(ask(device, ":C#:GT#")).isEqualTo(habit + "#");
    }

    @Test
    void afterOpeningAnArduinoIsDeafAndThenIntroducesItself() {
        var device = device(10, Map.of("boot", "banner"));

        assertThat(ask(device, ":GV#")).isEmpty();
        pace.advance(Duration.ofMillis(1_499));
        assertThat(ask(device, ":GV#")).isEmpty();
        pace.advance(Duration.ofMillis(1));
        assertThat(ask(device, ":GV#"))
                .isEqualTo("Ardufocus emulated ready.\nVisit nobody for updates.\n\n20#");
        assertThat(ask(device, ":GV#")).isEqualTo("20#");
    }

    @Test
    void theSecondMotorOfArdufocusIsStartedByItsStop() {
        var device = device(10, Map.of("second-motor", "own"));
        ask(device, ":2SN0064#:2FQ#");

        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, ":2GP#:GP#")).isEqualTo("0064#2710#");
        assertThat(device.secondMotor().positionSteps()).isEqualTo(100);
    }

    @Test
    void arduinoMotorfocusComparesItsTargetWithThePositionLastAskedFor() {
        var device = device(10, Map.of("moving", "unasked"));

        assertThat(ask(device, ":GI#")).as("it never had a target").isEqualTo("01#");
        ask(device, ":SN2774#:FG#");
        pace.advance(Duration.ofMinutes(1));
        assertThat(ask(device, ":GI#")).as("arrived long ago").isEqualTo("01#");
        assertThat(ask(device, ":GP#:GI#")).isEqualTo("2774#00#");
    }

    @Test
    void aCoastingMotorRunsOnAfterAStop() {
        var device = device(10, Map.of("stop", "coasts"));
        ask(device, ":SN7FFF#:FG#");
        pace.advance(Duration.ofSeconds(4));

        ask(device, ":FQ#");
        ask(device, ":FQ#");
        pace.advance(Duration.ofSeconds(4));

        assertThat(ask(device, ":GP#")).isEqualTo("%04X#".formatted(11_100));
    }

    @Test
    void theHandControllerTurnsWithoutAWord() {
        var device = device(10, Map.of());

        device.jog(300);
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "")).isEmpty();
        assertThat(ask(device, ":GP#")).isEqualTo("283C#");
    }

    @Test
    void aHabitNobodyHasIsRefusedByName() {
        assertThatThrownBy(() -> device(10, Map.of("firmware", "moonshine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firmware=moonshine");
        assertThatThrownBy(() -> device(10, Map.of("boot", "never")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("boot=never");
    }

    private MoonLiteEmulator device(double celsius, Map<String, String> quirks) {
        return new MoonLiteEmulator(
                new EmulatorSettings(10_000, 65_535, 0, 0, OptionalDouble.of(celsius), quirks),
                pace);
    }

    private static String ask(MoonLiteEmulator device, String bytes) {
        device.hear(bytes.getBytes(ISO_8859_1));
        return new String(device.say(), ISO_8859_1);
    }
}
