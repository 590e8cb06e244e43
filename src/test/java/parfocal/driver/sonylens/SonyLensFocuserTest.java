package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceFault;
import parfocal.driver.Troubles;
import parfocal.link.LineTrouble;

final class SonyLensFocuserTest {
    private static final String LENS = "sigma-85-f1.4";
    private static final int RANGE = 2_551;
    private static final Map<String, String> EXACT = Map.of("jitter-percent", "0");

    @ParameterizedTest(name = "from {0}")
    @ValueSource(ints = {0, 1_000, 2_551})
    void homingFindsInfinityFromAnywhere(int start) throws Exception {
        var bench = new LensBench(LENS, start, Map.of());
        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();

        bench.focuser.home();

        assertThat(bench.truth()).isEqualTo(RANGE);
        assertThat(bench.focuser.status().positionSteps()).isEqualTo(RANGE);
        assertThat(bench.sigma()).isLessThan(2);
    }

    @Test
    void movesLandWithinHalfAUnitAndTheStatedSigma() throws Exception {
        var bench = new LensBench(LENS, 0, Map.of());
        bench.focuser.home();
        RandomGenerator random = Troubles.random(85);

        for (int move = 0; move < 200; move++) {
            int target = RANGE - 10 - random.nextInt(300);
            int said = bench.go(target);

            assertThat(said)
                    .as("move %d", move)
                    .isCloseTo(target, within((int) (2 + bench.sigma())));
            assertThat(bench.truth())
                    .as("move %d to %d", move, target)
                    .isCloseTo(said, within(1 + 4 * bench.sigma()));
        }
    }

    @Test
    void aMoveFromNowhereHomesFirstAndTheNextOneDoesNot() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);

        bench.go(2_500);
        assertThat(bench.body.pressed()).startsWith(7, 7, 7);
        int presses = bench.body.pressed().size();
        bench.go(2_480);

        assertThat(bench.body.pressed().subList(presses, bench.body.pressed().size()))
                .isNotEmpty()
                .allMatch(key -> Math.abs(key) <= 4);
        assertThat(bench.truth()).isCloseTo(2_480, within(1.0));
    }

    @Test
    void aHaltComesWithinOnePress() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.home();
        int presses = bench.body.pressed().size();

        bench.focuser.moveTo(500);
        bench.pace.advance(Duration.ofMillis(300));
        bench.focuser.halt();
        assertThat(bench.focuser.status().moving()).isTrue();
        int stands = bench.settled();

        assertThat(bench.body.pressed()).hasSize(presses + 1);
        assertThat(bench.truth()).isCloseTo(stands, within(1.0));
    }

    @Test
    void aBusyBodyIsAskedAgainAndEachPressCountsOnce() throws Exception {
        // The lens needs twice the time it is given.
        var bench =
                new LensBench(
                        LENS,
                        1_200,
                        Map.of("jitter-percent", "0", "busy", "refuse", "pace-percent", "200"));
        bench.focuser.home();

        assertThat(bench.truth()).isEqualTo(RANGE);
        assertThat(bench.go(2_000)).isCloseTo(2_000, within(1));
        bench.pace.advance(Duration.ofSeconds(5));
        assertThat(bench.truth()).isCloseTo(2_000, within(bench.sigma() + 1));
    }

    @Test
    void aBodyThatQueuesLandsEvenWhenGivenTooLittleTime() throws Exception {
        var bench =
                new LensBench(LENS, 1_200, Map.of("jitter-percent", "0", "pace-percent", "200"));
        bench.focuser.home();
        bench.go(2_000);
        bench.pace.advance(Duration.ofMinutes(1));

        assertThat(bench.truth()).isCloseTo(2_000, within(bench.sigma() + 1));
    }

    @Test
    void pressesDroppedByAHastyPaceAreNoticedByThePercentage() throws Exception {
        var bench = new LensBench(LENS, 2_551, Map.of("busy", "drop", "pace-percent", "200"));
        bench.focuser.home();
        assertThat(bench.go(500)).isCloseTo(500, within(1));
        bench.pace.advance(Duration.ofSeconds(5));

        bench.focuser.status();

        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();
        assertThat(bench.focuser.settings())
                .anySatisfy(it -> assertThat(it.value()).contains("were expected"));
    }

    @Test
    void aCameraInAutofocusIsSaidAtOnceAndNothingIsPressed() throws Exception {
        var bench = new LensBench(LENS, 1_200, Map.of("camera-mode", "auto"));

        assertThat(faultOf(() -> bench.focuser.moveTo(2_000)).message())
                .contains("Set the camera's focus mode to MF");
        assertThat(bench.body.pressed()).isEmpty();
    }

    @Test
    void aLensWhoseOwnSwitchIsOnManualIsSaidToBeThat() throws Exception {
        var bench = new LensBench(LENS, 1_200, Map.of("lens-switch", "manual"));

        assertThat(faultOf(bench.focuser::home).message())
                .contains("Set the lens's own AF/MF switch to AF");
        assertThat(bench.body.pressed()).isNotEmpty();
        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();
    }

    @Test
    void aLensTurnedByHandIsHomedBeforeTheNextMove() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.home();
        bench.go(2_400);
        bench.body.turnRing(-600);
        bench.pace.advance(Duration.ofSeconds(1));

        assertThat(bench.focuser.status().positionSteps()).isCloseTo(1_800, within(30));
        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();
        bench.go(2_400);

        assertThat(bench.truth()).isCloseTo(2_400, within(1.0));
    }

    @Test
    void autofocusMeanwhileMeansHoming() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.home();
        bench.body.focusMode(SonyWords.AUTO_SINGLE);

        bench.focuser.status();

        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();
    }

    @Test
    void aCutLinkLeavesThePositionUnknownAndPressesNothingLate() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.home();
        bench.focuser.moveTo(1_000);
        int presses = bench.body.pressed().size();
        bench.line.trouble(new LineTrouble.Unplugged());
        bench.pace.advance(Duration.ofSeconds(1));

        assertThat(faultOf(bench.focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(bench.focuser.positionSigmaSteps()).isEmpty();
        bench.line.plugIn();
        bench.pace.advance(Duration.ofMinutes(1));
        bench.focuser.status();

        assertThat(bench.body.pressed()).hasSize(presses);
        assertThat(bench.go(1_000)).isCloseTo(1_000, within(1));
    }

    @Test
    void aPressWithoutAnAnswerIsNeverRepeated() throws Exception {
        var bench = new LensBench(LENS, 2_551, EXACT);
        bench.focuser.home();
        int presses = bench.body.pressed().size();
        bench.line.trouble(new LineTrouble.Silence());

        assertThat(faultOf(() -> bench.focuser.moveTo(1_000)))
                .isInstanceOf(DeviceFault.Silent.class);
        bench.pace.advance(Duration.ofMinutes(1));
        bench.focuser.status();

        assertThat(bench.body.pressed()).hasSize(presses + 1);
    }

    /// Each of them left a press in the body's queue; the presses of the last would wait behind them, long after it has said that it is there.
    @Test
    void afterSeveralHastyReconnectsTheLensIsWhereItIsSaidToBe() throws Exception {
        var bench = new LensBench(LENS, 300, Map.of("jitter-percent", "0", "percent", "missing"));
        for (int reconnect = 0; reconnect < 8; reconnect++) {
            SonyLensFocuser hasty = bench.again();
            hasty.moveTo(2_000);
            bench.pace.advance(Duration.ofMillis(100));
            hasty.close();
        }
        SonyLensFocuser last = bench.again();

        last.moveTo(2_000);
        while (last.status().moving()) {
            bench.pace.advance(Duration.ofMillis(50));
        }

        assertThat(bench.truth()).isCloseTo(2_000, within(1.0));
    }

    @Test
    void reversedNumbersCountFromInfinity() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.change("reverse", "on");
        bench.focuser.home();
        assertThat(bench.focuser.status().positionSteps()).isZero();

        assertThat(bench.go(100)).isCloseTo(100, within(1));
        assertThat(bench.truth()).isCloseTo(RANGE - 100, within(1.0));
    }

    @Test
    void betweenMovesTheCameraIsLetGoWhenAskedTo() throws Exception {
        var bench = new LensBench(LENS, 1_200, EXACT);
        bench.focuser.change("camera-session", "per-move");

        assertThat(bench.go(2_000)).isCloseTo(2_000, within(1));
        assertThat(bench.go(2_100)).isCloseTo(2_100, within(1));

        assertThat(bench.truth()).isCloseTo(2_100, within(1 + bench.sigma()));
    }

    @Test
    void aLensNobodyHasCountedIsUsableAndSaysSo() throws Exception {
        var bench = new LensBench("typical", 5_000, Map.of());

        assertThat(bench.focuser.introduction().warnings())
                .singleElement()
                .asString()
                .contains("No counted lens is chosen");
        assertThat(bench.go(9_000)).isCloseTo(9_000, within(1));
        assertThat(bench.sigma()).isGreaterThan(20);
    }

    @Test
    void presetsOfTheListAreWellKnown() {
        assertThat(LensSettings.ids()).contains("typical", LENS, "canon-eos", "nikon");
        assertThat(List.of("sony-fe-200-600", "tamron-150-500")).allMatch(LensSettings::knows);
    }
}
