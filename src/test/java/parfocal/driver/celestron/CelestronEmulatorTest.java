package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
final class CelestronEmulatorTest {
    private static final String POSITION = "3B 03 20 12 01 CA";
    private static final String FINISHED = "3B 03 20 12 13 B8";
    private static final String CALIBRATION = "3B 03 20 12 2B A0";
    private static final String LIMITS = "3B 03 20 12 2C 9F";
    private static final String STOP = "3B 04 20 12 24 00 A6";
    private static final String TO_18500 = "3B 06 20 12 02 00 48 44 3A";

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    @Test
    void speaksTheTranscriptOfTheRealDriver() {
        var device = device(Map.of());

        assertThat(ask(device, "3B 03 20 12 FE CD")).isEqualTo("3B 07 12 20 FE 07 10 27 75 16");
        assertThat(ask(device, POSITION)).isEqualTo("3B 06 12 20 01 00 4E 20 59");
        assertThat(ask(device, LIMITS)).isEqualTo("3B 0B 12 20 2C 00 00 07 D0 00 00 9C 40 E4");
        assertThat(ask(device, TO_18500)).isEqualTo("3B 03 12 20 02 C9");
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 00 B7");
        pace.advance(Duration.ofMillis(5_001));
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 FF B8");
        assertThat(ask(device, POSITION)).isEqualTo("3B 06 12 20 01 00 48 44 3B");
        assertThat(ask(device, STOP)).isEqualTo("3B 03 12 20 24 A7");
    }

    @Test
    void threeHundredCountsASecondUntilItIsStopped() {
        var device = device(Map.of());
        ask(device, TO_18500);
        pace.advance(Duration.ofSeconds(2));

        ask(device, STOP);

        pace.advance(Duration.ofMinutes(1));
        assertThat(device.motor().positionSteps()).isEqualTo(19_400);
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 FF B8");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // a wrong sum
                "3B 03 20 12 01 CB",
                // to the mount's axis
                "3B 03 20 10 01 CC",
                // a modem prober
                "41 54 0D",
                // a reply of its own kind
                "3B 06 12 20 01 00 4E 20 59"
            })
    void whatIsNotMeantForItIsNotAnswered(String bytes) {
        var device = device(Map.of());

        assertThat(ask(device, bytes)).isEmpty();
        assertThat(ask(device, POSITION)).isEqualTo("3B 06 12 20 01 00 4E 20 59");
    }

    @Test
    void junkInFrontOfAPacketIsDropped() {
        assertThat(ask(device(Map.of()), "41 54 0D 3B FF " + POSITION))
                .isEqualTo("3B 06 12 20 01 00 4E 20 59");
    }

    @Test
    void aPacketNeverFinishedDoesNotSwallowTheNext() {
        var device = device(Map.of());
        ask(device, "3B 06 20 12 02 00");
        pace.advance(Duration.ofSeconds(1));

        assertThat(ask(device, POSITION)).isEqualTo("3B 06 12 20 01 00 4E 20 59");
        assertThat(device.motor().moving()).isFalse();
    }

    @Test
    void itAnswersWhoeverAsks() {
        assertThat(ask(device(Map.of()), "3B 03 0D 12 01 DD"))
                .isEqualTo("3B 06 12 0D 01 00 4E 20 6C");
    }

    @Test
    void anUnknownCommandIsNotRecognised() {
        assertThat(ask(device(Map.of()), "3B 03 20 12 40 8B")).isEqualTo("3B 03 12 20 F0 DB");
    }

    @ParameterizedTest(name = "to {0} it goes to {1}")
    @CsvSource({
        "3B 06 20 12 02 00 9E 34 F4, 40500",
        "3B 06 20 12 02 7F FF FF 49, 40500",
        "3B 06 20 12 02 00 05 DC E5, 1500",
        "3B 06 20 12 02 FF FF FF C9, 1500"
    })
    void aGotoEndsFiveHundredBeyondTheLimits(String goTo, int endSteps) {
        var device = device(Map.of());

        ask(device, goTo);
        pace.advance(Duration.ofMinutes(3));

        assertThat(device.motor().positionSteps()).isEqualTo(endSteps);
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 FF B8");
    }

    @Test
    void withoutCalibrationItRunsIntoItsStopAndPushes() {
        var device = device(Map.of("calibration", "missing"));
        assertThat(ask(device, LIMITS)).isEqualTo("3B 0B 12 20 2C 00 00 00 00 00 00 00 00 97");
        assertThat(ask(device, CALIBRATION)).isEqualTo("3B 05 12 20 2B 00 00 9E");

        ask(device, "3B 06 20 12 02 7F FF FF 49");
        pace.advance(Duration.ofMinutes(3));

        assertThat(device.motor().positionSteps()).isEqualTo(41_000);
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 00 B7");
        ask(device, STOP);
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 FF B8");
    }

    @Test
    void aCalibrationWalksThroughTwelveStatesInThreeToFiveMinutes() {
        var device = device(Map.of("calibration", "missing"));
        assertThat(ask(device, "3B 04 20 12 2A 01 9F")).isEqualTo("3B 03 12 20 2A A1");
        var states = new java.util.TreeSet<String>();
        Instant begin = pace.now();

        String said = ask(device, CALIBRATION);
        while (!said.equals("3B 05 12 20 2B 01 00 9D")) {
            states.add(said.substring(15, 20));
            pace.advance(Duration.ofSeconds(1));
            said = ask(device, CALIBRATION);
        }

        assertThat(states)
                .containsExactly(
                        "00 01", "00 02", "00 03", "00 04", "00 05", "00 06", "00 07", "00 08",
                        "00 09", "00 0A", "00 0B", "00 0C");
        assertThat(Duration.between(begin, pace.now()))
                .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
        assertThat(ask(device, LIMITS)).isEqualTo("3B 0B 12 20 2C 00 00 07 D0 00 00 9C 40 E4");
        assertThat(device.motor().positionSteps()).isEqualTo(21_000);
    }

    @ParameterizedTest(name = "calibrating={0} ends in state {1}")
    @CsvSource({"fails,3B 05 12 20 2B 00 00 9E", "hangs,3B 05 12 20 2B 00 04 9A"})
    void aCalibrationMayEndBadly(String habit, String said) {
        var device = device(Map.of("calibrating", habit));
        ask(device, "3B 04 20 12 2A 01 9F");

        for (int second = 0; second < 300; second++) {
            pace.advance(Duration.ofSeconds(1));
            ask(device, CALIBRATION);
        }

        assertThat(ask(device, CALIBRATION)).isEqualTo(said);
        ask(device, "3B 04 20 12 2A 00 A0");
        assertThat(ask(device, CALIBRATION)).isEqualTo("3B 05 12 20 2B 00 00 9E");
    }

    @Test
    void theWrongStopLeavesACalibrationHanging() {
        var device = device(Map.of());
        ask(device, "3B 04 20 12 2A 01 9F");

        ask(device, STOP);

        pace.advance(Duration.ofMinutes(5));
        assertThat(ask(device, CALIBRATION)).isEqualTo("3B 05 12 20 2B 00 01 9D");
        assertThat(device.motor().moving()).isFalse();
    }

    @Test
    void aLateMotorSaysThatItHasFinishedBeforeItHasBegun() {
        var device = device(Map.of("start", "late"));

        ask(device, TO_18500);

        pace.advance(Duration.ofMillis(2_900));
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 FF B8");
        pace.advance(Duration.ofMillis(200));
        assertThat(ask(device, FINISHED)).isEqualTo("3B 04 12 20 13 00 B7");
    }

    @ParameterizedTest(name = "{0}={1}: {2} gives {3}")
    @CsvSource({
        "acknowledgement, byte,  3B 06 20 12 02 00 48 44 3A, 3B 04 12 20 02 01 C7",
        "version,         short, 3B 03 20 12 FE CD, 3B 05 12 20 FE 07 10 B4",
        "echo,            yes,   3B 03 20 12 01 CA, 3B 03 20 12 01 CA 3B 06 12 20 01 00 4E 20 59",
        "traffic,         mount, 3B 03 20 12 01 CA, 3B 03 0D 10 01 DF 3B 06 12 20 01 00 4E 20 59"
    })
    void aQuirkIsAHabitOfSomeFirmwareOrBus(
            String name, String habit, String request, String answer) {
        assertThat(ask(device(Map.of(name, habit)), request)).isEqualTo(answer);
    }

    @Test
    void aHabitNobodyHasIsRefusedByName() {
        assertThatThrownBy(() -> device(Map.of("echo", "twice")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("echo=twice");
    }

    private CelestronEmulator device(Map<String, String> quirks) {
        return new CelestronEmulator(
                new EmulatorSettings(20_000, 40_000, 0, 0, OptionalDouble.empty(), quirks), pace);
    }

    private static String ask(CelestronEmulator device, String bytes) {
        device.hear(HexLine.bytes(bytes));
        return HexLine.hex(device.say());
    }
}
