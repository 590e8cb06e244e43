package parfocal.driver.usbfocus;

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
import parfocal.driver.EmulatorSettings;
import parfocal.time.VirtualPace;

/// The firmware's side of the sheet, in literal bytes.
final class UsbFocusEmulatorTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    private final VirtualPace pace = new VirtualPace(DUSK);

    @Test
    void speaksTheTranscriptOfTheRealDriver() {
        var device = device(20_000, 0, OptionalDouble.of(12.5), Map.of());
        ask(device, "SMSTPD");
        ask(device, "SMO003");
        ask(device, "FLA020");

        assertThat(ask(device, "SWHOIS")).isEqualTo("UFO\n\r");
        assertThat(ask(device, "SGETAL")).isEqualTo("C=0-1-3-020-005-1505-65535\n\r");
        assertThat(ask(device, "FPOSRO")).isEqualTo("P=20000\n\r");
        assertThat(ask(device, "FTMPRO")).isEqualTo("T=12.50\n\r");
        assertThat(ask(device, "FTAXXA")).isEqualTo("A=0");
        assertThat(ask(device, "I01500")).isEmpty();
        pace.advance(Duration.ofMillis(1_880));
        assertThat(ask(device, "FPOSRO")).isEqualTo("P=19248\n\r");
        pace.advance(Duration.ofMillis(1_870));
        assertThat(ask(device, "")).isEqualTo("*");
        assertThat(ask(device, "FPOSRO")).isEqualTo("P=18500\n\r");
        assertThat(ask(device, "I05000")).isEmpty();
        pace.advance(Duration.ofSeconds(1));
        assertThat(ask(device, "FQUITx")).isEqualTo("*DONE\n\r");
        assertThat(ask(device, "SMO002")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "SMSTPF")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "SMROTT")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "M40000")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "FZAXX1")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "FAMODE")).isEqualTo("DONE\n\r");
        assertThat(ask(device, "FTAXXA")).isEqualTo("A=1");
        assertThat(ask(device, "SGETAL")).isEqualTo("C=1-0-2-020-005-1505-40000\n\r");
        assertThat(ask(device, "SEERAZ")).isEqualTo("EEPROM RESET\n\r");
        assertThat(ask(device, "SGETAL")).isEqualTo("C=0-0-2-000-005-1505-65535\n\r");
    }

    @Test
    void threeBytesOfAModemProberShiftEverythingUntilSpacesRealign() {
        var device = device(1_000);

        assertThat(ask(device, "AT\r")).isEmpty();
        pace.advance(Duration.ofHours(3));
        assertThat(ask(device, "SWHOIS")).isEqualTo("ER=1\n\r");
        assertThat(ask(device, " ")).isEmpty();
        assertThat(ask(device, " ")).isEmpty();
        assertThat(ask(device, " ")).isEqualTo("ER=1\n\r");
        assertThat(ask(device, "SWHOIS")).isEqualTo("UFO\n\r");
    }

    @Test
    void onlyTheLossOfPowerEmptiesItsBufferAndTheSettingsSurviveIt() {
        var device = device(1_000);
        ask(device, "SMO004");
        ask(device, "M05000");
        ask(device, "O00100");
        ask(device, "AT\r");

        device.powerCycle();

        pace.advance(Duration.ofMinutes(1));
        assertThat(ask(device, "")).as("no star for a power-up").isEmpty();
        assertThat(ask(device, "SGETAL")).isEqualTo("C=0-0-4-000-005-1505-05000\n\r");
        assertThat(ask(device, "FPOSRO"))
                .as("the move ended with the power")
                .isEqualTo("P=01000\n\r");
    }

    @Test
    void commandsMayComeInAnyPortions() {
        var device = device(1_000);

        assertThat(ask(device, "FPO")).isEmpty();
        assertThat(ask(device, "SROSWHOISSG")).isEqualTo("P=01000\n\rUFO\n\r");
        assertThat(ask(device, "ETAL")).startsWith("C=0-0-2-");
    }

    @ParameterizedTest(name = "{0} from 1000 of 2000 ends at {1}")
    @CsvSource({
        "I00999,1",
        "I01000,0",
        "I01001,0",
        "I65535,0",
        "O01000,2000",
        "O01001,2000",
        "O65535,2000"
    })
    void movesEndAtTheLimits(String order, int endSteps) {
        var device = device(1_000);
        ask(device, "M02000");

        ask(device, order);
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "FPOSRO")).isEqualTo("*P=%05d\n\r".formatted(endSteps));
    }

    @Test
    void aStarComesOncePerMove() {
        var device = device(1_000);

        ask(device, "O00010");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, "")).isEqualTo("*");
        assertThat(ask(device, "")).isEmpty();
        assertThat(ask(device, "FQUITx")).as("nothing was moving").isEqualTo("DONE\n\r");
    }

    @Test
    void theHandpadMovesWithoutAWord() {
        var device = device(1_000);

        device.jog(300);
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "")).isEmpty();
        assertThat(ask(device, "FPOSRO")).isEqualTo("P=01300\n\r");
    }

    @ParameterizedTest(name = "{0}: {1} steps in a second")
    @CsvSource({"SMO002,800", "SMO003,400", "SMO004,200"})
    void aLargerSpeedNumberIsSlower(String order, int stepsInASecond) {
        var device = device(1_000);
        ask(device, order);

        ask(device, "O10000");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, "FPOSRO")).isEqualTo("P=%05d\n\r".formatted(1_000 + stepsInASecond));
    }

    @Test
    void aHalfStepCountsLikeAWholeOneAndTurnsHalfAsFar() {
        var device = device(1_000);
        ask(device, "SMSTPD");

        ask(device, "O00100");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, "FPOSRO")).isEqualTo("*P=01100\n\r");
        assertThat(device.motor().tubeSteps()).isEqualTo(1_050, within(1e-9));
    }

    @Test
    void reversedRotationTurnsTheTubeTheOtherWayWhileTheCounterKeepsItsMeaning() {
        var device = device(1_000);
        ask(device, "SMROTT");

        ask(device, "O00100");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, "FPOSRO")).isEqualTo("*P=01100\n\r");
        assertThat(device.motor().tubeSteps()).isEqualTo(900, within(1e-9));
    }

    @ParameterizedTest(name = "{1} steps per °C, {2} degrees: from 10000 to {3}")
    @CsvSource({
        "FZAXX0, FLA030, -2, 09940",
        "FZAXX1, FLA030, -2, 10060",
        "FZAXX0, FLA030, 1, 10030",
        "FZAXX0, FLA005, 1, 10000",
        "FZAXX0, FLA006, 1, 10006"
    })
    void automaticModeFollowsTheTemperatureBeyondItsThreshold(
            String sign, String coefficient, double changeCelsius, String endSteps) {
        var device = device(10_000);
        ask(device, sign);
        ask(device, coefficient);
        ask(device, "SMA005");
        ask(device, "FAMODE");

        device.feel(OptionalDouble.of(10 + changeCelsius));
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "FPOSRO")).isEqualTo("P=" + endSteps + "\n\r");
    }

    @Test
    void manualModeStandsStillWhateverTheTemperature() {
        var device = device(10_000);
        ask(device, "FLA030");
        ask(device, "FAMODE");
        ask(device, "FMMODE");

        device.feel(OptionalDouble.of(-20));
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "FPOSRO")).isEqualTo("P=10000\n\r");
    }

    @ParameterizedTest(name = "{0}={1}: {2} gives {3}")
    @CsvSource({
        "star,        lf-cr,      I00001, *|",
        "star,        missing,    I00001, ''",
        "quit,        star,       FQUITx, *",
        "quit,        done,       FQUITx, DONE|",
        "quit,        both,       FQUITx, *DONE|",
        "quit,        error,      FQUITx, ER=1|",
        "quit,        silent,     FQUITx, ''",
        "temperature, 12.5,       FTMPRO, T=10.0|",
        "temperature, +12.50,     FTMPRO, T=+10.00|",
        "temperature, 012.5000,   FTMPRO, T=010.0000|",
        "sign,        terminated, FTAXXA, A=0|",
        "settings,    silent,     SMO003, ''",
    })
    void aQuirkIsAHabitOfSomeFirmware(String name, String habit, String order, String answer) {
        var device = device(1_000, 0, OptionalDouble.of(10), Map.of(name, habit));
        if (order.equals("FQUITx")) {
            ask(device, "I00500");
        }

        String first = ask(device, order);
        pace.advance(Duration.ofSeconds(1));

        assertThat((first + ask(device, "")).replace("\n\r", "|")).isEqualTo(answer);
    }

    @ParameterizedTest(name = "no-probe={0}")
    @CsvSource({"-127,T=-127.00", "0,T=0.00", "85,T=85.00"})
    void withoutAProbeItSaysANumberAllTheSame(String habit, String answer) {
        var device = device(1_000, 0, OptionalDouble.empty(), Map.of("no-probe", habit));

        assertThat(ask(device, "FTMPRO")).isEqualTo(answer + "\n\r");
    }

    @Test
    void aHabitNobodyHasIsRefusedByName() {
        assertThatThrownBy(
                        () -> device(0, 0, OptionalDouble.empty(), Map.of("star", "five-pointed")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("star=five-pointed");
    }

    private UsbFocusEmulator device(int positionSteps) {
        return device(positionSteps, 0, OptionalDouble.of(10), Map.of());
    }

    private UsbFocusEmulator device(
            int positionSteps,
            double backlashSteps,
            OptionalDouble temperatureCelsius,
            Map<String, String> quirks) {
        return new UsbFocusEmulator(
                new EmulatorSettings(
                        positionSteps, 65_535, 0, backlashSteps, temperatureCelsius, quirks),
                pace);
    }

    private static String ask(UsbFocusEmulator device, String bytes) {
        device.hear(bytes.getBytes(ISO_8859_1));
        return new String(device.say(), ISO_8859_1);
    }
}
