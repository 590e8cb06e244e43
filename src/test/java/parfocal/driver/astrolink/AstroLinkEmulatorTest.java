package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.driver.EmulatorSettings;
import parfocal.time.VirtualPace;

/// The firmware's side of the sheet, in literal bytes.
final class AstroLinkEmulatorTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    private final VirtualPace pace = new VirtualPace(DUSK);

    @Test
    void speaksTheTranscriptOfTheMakersFocuserLinkDriver() {
        var device = device(12_000, 60_000);
        ask(device, "U:200:400:100:0:60000:0:300:3500:30:20:0:");

        assertThat(ask(device, "#")).isEqualTo("#:FocuserLink\n");
        assertThat(ask(device, "q")).isEqualTo("q:12000:0:1:12.50:55.0:3.70:0\n");
        assertThat(ask(device, "u")).isEqualTo("u:200:400:100:0:60000:0:300:3500:30:20:0\n");
        assertThat(ask(device, "f")).isEqualTo("f:1\n");
        assertThat(ask(device, "R:0:10500")).isEqualTo("R:\n");
        pace.advance(Duration.ofMillis(4_955));
        device.feel(OptionalDouble.of(11.35));
        assertThat(ask(device, "q")).isEqualTo("q:11009:-509:1:11.35:55.0:2.62:-40\n");
        assertThat(ask(device, "p")).isEqualTo("p:11009\n");
        assertThat(ask(device, "i")).isEqualTo("i:1\n");
        assertThat(ask(device, "H")).isEqualTo("H:\n");
        pace.advance(Duration.ofSeconds(1));
        assertThat(ask(device, "i")).isEqualTo("i:0\n");
        assertThat(ask(device, "P:5555")).isEqualTo("P:\n");
        assertThat(ask(device, "p")).isEqualTo("p:5555\n");
        assertThat(ask(device, "U:200:400:100:0:60000:1:300:3500:30:20:0:")).isEqualTo("U:\n");
        assertThat(ask(device, "U:200:400:100:0:24000:1:300:3500:30:20:1:")).isEqualTo("U:\n");
        assertThat(ask(device, "u")).isEqualTo("u:200:400:100:0:24000:1:300:3500:30:20:1\n");
        assertThat(ask(device, "S:20")).isEqualTo("S:\n");
        pace.advance(Duration.ofSeconds(1));
        assertThat(ask(device, "q")).isEqualTo("q:5515:0:1:11.35:55.0:2.62:0\n");
    }

    @Test
    void speaksTheTranscriptOfTheDebianMiniDriver() {
        var device = device(12_000, 25_000, Map.of("model", "mini"));
        ask(device, "E:30:3500:0:0:20:");

        assertThat(ask(device, "#")).isEqualTo("#:AstroLink4mini\n");
        assertThat(ask(device, "u")).isEqualTo("u:25000:220:0:100:440:0:0:1:257:0:0:0:0:0:1:0:0\n");
        assertThat(ask(device, "j")).isEqualTo("j:0\n");
        assertThat(ask(device, "e")).isEqualTo("e:30:3500:0:0:20\n");
        assertThat(ask(device, "f")).isEqualTo("f:1\n");
        assertThat(ask(device, "n")).isEqualTo("n:1090:140:100:100\n");
        ask(device, "R:0:10500");
        pace.advance(Duration.ofMillis(4_590));
        assertThat(ask(device, "q"))
                .isEqualTo(
                        "q:10991:-491:0.35:1:12.50:55.0:3.70:0:0:0:0:0:0:0:12.1:5.0:0.00:0.00:0:0:0:0\n");
        ask(device, "H");
        pace.advance(Duration.ofSeconds(1));
        assertThat(ask(device, "P:0:5555")).isEqualTo("P:\n");
        assertThat(ask(device, "p")).isEqualTo("p:5555\n");
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(
            textBlock =
                    """
                    focuser-link, #:FocuserLink,     8, A: error
                    mini,         #:AstroLink4mini, 23, A: error
                    usb,          #:AstroLink4USB,  23, A: error
                    mini-ii,      #:AstroLink4mini, 36, A:4.5.0 mini II
                    max,          #:AstroLink4Max,  36, A:5.0.2 MAX
                    """)
    void eachBoxHasItsNameItsStatusAndItsFirmware(
            String model, String name, int fields, String firmware) {
        var device = device(1_000, 9_000, Map.of("model", model));

        assertThat(ask(device, "#")).isEqualTo(name + "\n");
        assertThat(ask(device, "q").split(":", -1)).hasSize(fields);
        assertThat(ask(device, "A")).isEqualTo(firmware + "\n");
    }

    @Test
    void theMiniIIMovesItsTwoMotorsIndependently() {
        var device = device(1_000, 9_000, Map.of("model", "mini-ii", "motor", "2"));

        assertThat(ask(device, "q")).startsWith("q:AL4MII:5000:0:1000:0:");
        ask(device, "R:1:1200");
        ask(device, "R:0:5100");
        pace.advance(Duration.ofMillis(250));
        assertThat(ask(device, "q")).startsWith("q:AL4MII:5050:50:1050:150:");
        assertThat(ask(device, "H:0")).isEqualTo("H:\n");
        pace.advance(Duration.ofSeconds(5));
        assertThat(ask(device, "q")).startsWith("q:AL4MII:5070:0:1200:0:");
        assertThat(ask(device, "R:2:5")).isEqualTo("R: error\n");
        assertThat(device.motor().positionSteps()).isEqualTo(1_200);
    }

    @ParameterizedTest(name = "R:0:{0} with a maximum of 9000")
    @CsvSource({"9001", "999999999", "-1"})
    void beyondTheLimitsItAcknowledgesAndStaysWhereItIs(String target) {
        var device = device(1_000, 9_000);

        assertThat(ask(device, "R:0:" + target)).isEqualTo("R:\n");
        pace.advance(Duration.ofMinutes(2));

        assertThat(ask(device, "q")).startsWith("q:1000:0:");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    X,        X: error
                    Y:1:2,    Y: error
                    P:0:5,    P: error
                    R:a,      R: error
                    B:0:80,   B: error
                    U:1:2:3:, U: error
                    e,        e: error
                    """)
    void whatAFocuserLinkDoesNotKnowIsAnError(String order, String answer) {
        assertThat(ask(device(1_000, 9_000), order)).isEqualTo(answer + "\n");
    }

    @Test
    void linesMayComeInAnyPortionsAndEndInEitherWay() {
        var device = device(1_000, 9_000);

        device.hear("p".getBytes(ISO_8859_1));
        assertThat(device.say()).isEmpty();
        device.hear("\r\ni\np\n".getBytes(ISO_8859_1));

        assertThat(new String(device.say(), ISO_8859_1)).isEqualTo("p:1000\ni:0\np:1000\n");
    }

    @Test
    void aHaltSlowsDownBeforeItStands() {
        var device = device(1_000, 9_000);
        ask(device, "R:0:5000");
        pace.advance(Duration.ofSeconds(2));

        ask(device, "H");

        assertThat(ask(device, "q")).startsWith("q:1400:50:");
        pace.advance(Duration.ofSeconds(1));
        assertThat(ask(device, "q")).startsWith("q:1450:0:");
    }

    @Test
    void positionAndSettingsSurviveTheNightButAMoveUnderWayIsForgotten() {
        var device = device(1_000, 9_000);
        ask(device, "U:200:400:100:0:8000:0:300:0:30:20:0:");
        ask(device, "R:0:2000");
        pace.advance(Duration.ofSeconds(60));
        ask(device, "R:0:3000");
        pace.advance(Duration.ofSeconds(1));

        device.powerCycle();

        assertThat(ask(device, "q")).as("it is starting").isEmpty();
        pace.advance(Duration.ofSeconds(2));
        assertThat(ask(device, "q")).startsWith("q:2000:0:");
        assertThat(ask(device, "u")).startsWith("u:200:400:100:0:8000:");
        assertThat(device.motor().tubeSteps())
                .as("the tube did move")
                .isEqualTo(2_200, within(1e-9));
    }

    @Test
    void reversedTurnsTheTubeTheOtherWayWhileTheCounterKeepsItsMeaning() {
        var device = device(1_000, 9_000);
        ask(device, "U:200:400:100:0:9000:1:300:0:30:20:0:");

        ask(device, "R:0:1100");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, "q")).startsWith("q:1100:0:");
        assertThat(device.motor().tubeSteps()).isEqualTo(900, within(1e-9));
    }

    @ParameterizedTest(name = "{0} in mode {1}: {2} full steps for 100")
    @CsvSource({"mini, 0, 100", "mini, 1, 100", "mini, 2, 12.5", "usb, 3, 3.125"})
    void aMicrostepCountsLikeAWholeOne(String model, int mode, double fullSteps) {
        var device = device(1_000, 9_000, Map.of("model", model));
        ask(device, "U:9000:220:0:100:440:0:%d:1:257:0:0:0:0:0:1:0:0:".formatted(mode));

        ask(device, "R:0:1100");
        pace.advance(Duration.ofSeconds(1));

        assertThat(device.motor().tubeSteps()).isEqualTo(1_000 + fullSteps, within(1e-9));
    }

    @ParameterizedTest(name = "35 steps/°C, {0} °C more, S:{1} ends at {2}")
    @CsvSource({"-2, 20, 930", "-2, 69, 930", "-2, 70, 1000", "2, 20, 1070", "0.2, 20, 1000"})
    void compensationIsAppliedWhenMoreIsDueThanAsked(double change, int beyond, int endSteps) {
        var device = device(1_000, 9_000);
        ask(device, "U:200:400:100:0:9000:0:300:3500:30:20:0:");

        device.feel(OptionalDouble.of(12.5 + change));
        assertThat(ask(device, "S:" + beyond)).isEqualTo("S:\n");
        pace.advance(Duration.ofSeconds(5));

        assertThat(ask(device, "q")).startsWith("q:%d:0:".formatted(endSteps));
    }

    @Test
    void automaticModeMovesAtTheEndOfACycleAndOnlyBeyondItsThreshold() {
        var device = device(1_000, 9_000);
        ask(device, "U:200:400:100:0:9000:0:300:3500:30:20:1:");

        device.feel(OptionalDouble.of(12));
        pace.advance(Duration.ofSeconds(40));
        assertThat(ask(device, "q")).as("17 are due").startsWith("q:1000:0:").endsWith(":-17\n");
        device.feel(OptionalDouble.of(11.5));
        pace.advance(Duration.ofSeconds(40));
        ask(device, "i");
        pace.advance(Duration.ofSeconds(5));
        assertThat(ask(device, "q")).startsWith("q:965:0:").endsWith(":0\n");
    }

    @Test
    void withoutASensorThereIsNoAirAndNoCompensation() {
        var device =
                new AstroLinkEmulator(
                        new EmulatorSettings(1_000, 9_000, 0, 0, OptionalDouble.empty(), Map.of()),
                        pace);

        assertThat(ask(device, "q")).isEqualTo("q:1000:0:0:0.00:0.0:0.00:0\n");
        device.feel(OptionalDouble.of(5));
        assertThat(ask(device, "q"))
                .as("plugged in too late to be recognised")
                .isEqualTo("q:1000:0:0:0.00:0.0:0.00:0\n");
    }

    @Test
    void theButtonsMoveItWithoutAWordUnlessSwitchedOff() {
        var device = device(1_000, 9_000);

        device.jog(100);
        pace.advance(Duration.ofSeconds(2));
        assertThat(ask(device, "p")).isEqualTo("p:1100\n");
        ask(device, "F:0");
        device.jog(100);
        pace.advance(Duration.ofSeconds(2));
        assertThat(ask(device, "p")).isEqualTo("p:1100\n");
    }

    @Test
    void aTrippedProtectionStandsInTheStatus() {
        var device = device(1_000, 9_000, Map.of("model", "mini"));

        device.trip(1, 14.7);

        assertThat(ask(device, "q")).endsWith(":1:14.7\n");
    }

    @Test
    void aHalfSecondOldSampleIsStillTold() {
        var device = device(1_000, 9_000, Map.of("sampling", "half-second"));
        ask(device, "q");
        ask(device, "R:0:2000");

        pace.advance(Duration.ofMillis(400));
        assertThat(ask(device, "q")).startsWith("q:1000:0:");
        pace.advance(Duration.ofMillis(100));
        assertThat(ask(device, "q")).startsWith("q:1100:900:");
    }

    @Test
    void aBoardThatHasJustBeenResetHearsNothingForTwoSeconds() {
        var device = device(1_000, 9_000, Map.of("boot", "two-seconds"));

        assertThat(ask(device, "#")).isEmpty();
        pace.advance(Duration.ofSeconds(2));
        assertThat(ask(device, "#")).isEqualTo("#:FocuserLink\n");
    }

    @Test
    void aHabitNobodyHasIsRefusedByName() {
        assertThatThrownBy(() -> device(0, 1, Map.of("model", "nano")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model=nano");
        assertThatThrownBy(() -> device(0, 1, Map.of("motor", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no second motor");
    }

    private AstroLinkEmulator device(int positionSteps, int maximumSteps) {
        return device(positionSteps, maximumSteps, Map.of());
    }

    private AstroLinkEmulator device(
            int positionSteps, int maximumSteps, Map<String, String> quirks) {
        return new AstroLinkEmulator(
                new EmulatorSettings(
                        positionSteps,
                        maximumSteps,
                        0,
                        0,
                        OptionalDouble.of(12.5),
                        new HashMap<>(quirks)),
                pace);
    }

    private static String ask(AstroLinkEmulator device, String line) {
        device.hear((line + "\n").getBytes(ISO_8859_1));
        return new String(device.say(), ISO_8859_1);
    }
}
