package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;
import static parfocal.hub.HubBench.ALICE;
import static parfocal.hub.HubBench.BOB;
import static parfocal.hub.HubBench.PANEL;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import parfocal.device.Approach;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.hub.HubEvent.Said;
import parfocal.link.LineTrouble;
import parfocal.motion.BacklashMode;

final class HubFocuserTest {
    @Test
    void anOrderIsAcceptedAtOnceAndEndsWhenItStandsStill() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.moveTo(1_400, ALICE);

        assertThat(bench.focuser.state().moving()).isTrue();
        assertThat(bench.focuser.state().targetSteps()).hasValue(1_400);
        assertThat(bench.focuser.state().mover()).contains(ALICE);
        bench.carryOut();
        assertThat(bench.focuser.state())
                .satisfies(state -> assertThat(state.moving()).isFalse())
                .satisfies(state -> assertThat(state.positionSteps()).isEqualTo(1_400))
                .satisfies(state -> assertThat(state.trouble()).isEmpty());
    }

    @Test
    void theLastOrderWinsAndTheOneBeforeIsNotCarriedOut() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.moveTo(1_400, ALICE);
        bench.focuser.moveTo(900, BOB);
        bench.carryOut();

        assertThat(bench.device.motor().positionSteps()).isEqualTo(900);
        assertThat(bench.focuser.state().trouble()).isEmpty();
    }

    @Test
    void nothingMovesAfterAHaltThatOvertookItsOrder() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.moveTo(1_400, ALICE);
        bench.focuser.halt(BOB);
        bench.carryOut();
        bench.pace.advance(Duration.ofMinutes(1));

        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
        assertThat(bench.focuser.state().trouble()).contains("It was halted by INDI 2.");
    }

    @Test
    void anOrderBeyondTheLimitsIsRefusedAndNothingMoves() throws Exception {
        var limits = FocuserSettings.unknown().withLimits(Optional.of(new Travel(500, 2_000)));
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(1_000, 5_000),
                                Memory.untilTheEnd(),
                                Optional.of(limits))
                        .opened();

        assertThat(faultOf(() -> bench.focuser.moveTo(2_001, ALICE)))
                .isInstanceOf(DeviceFault.OutOfRange.class);
        assertThat(bench.focuser.state().travel()).isEqualTo(new Travel(500, 2_000));
        assertThat(bench.focuser.state().moving()).isFalse();
    }

    @Test
    void aRunHasTheFocuserToItselfAndOthersAreToldWho() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        Lease lease = bench.focuser.lend("an autofocus run started by panel", PANEL, () -> {});

        assertThat(faultOf(() -> bench.focuser.moveTo(1_100, ALICE)).message())
                .contains("an autofocus run started by panel has it");
        lease.close();
        bench.focuser.moveTo(1_100, ALICE);
        bench.carryOut();

        assertThat(bench.focuser.state().positionSteps()).isEqualTo(1_100);
    }

    @Test
    void aHaltEndsTheRunToo() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        var ended = new AtomicBoolean();
        Lease lease = bench.focuser.lend("a run", PANEL, () -> ended.set(true));

        bench.focuser.halt(ALICE);

        assertThat(ended).isTrue();
        assertThat(faultOf(() -> lease.moveTo(1_200))).isInstanceOf(DeviceFault.Refused.class);
        assertThat(bench.focuser.state().owner()).isEmpty();
    }

    @Test
    void aHaltThatDidNotReachTheMotorIsWrittenDown() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.pullPlug();

        DeviceFault fault = faultOf(() -> bench.focuser.halt(ALICE));

        assertThat(bench.said()).contains(fault.message());
    }

    @Test
    void aSyncSaysThatPresetsAreElsewhereNow() throws Exception {
        HubBench bench = HubBench.of("moonlite").opened();
        bench.focuser.sync(1_010, BOB);
        assertThat(bench.said()).noneMatch(sentence -> sentence.contains("presets"));
        bench.focuser.preset("Ha", Optional.of(1_100), PANEL);

        bench.focuser.sync(1_000, BOB);

        assertThat(bench.said())
                .contains(
                        "Its presets keep their numbers: unless they are shifted too, each is now 10 steps farther out than it was, Ha.");
    }

    @Test
    void backlashIsTakenUpForTheHubsOwnMovesAndForClientsOnlyWhenAsked() throws Exception {
        var settings =
                FocuserSettings.unknown()
                        .withBacklash(new BacklashMode.Overshoot(Approach.DOWN, 100));
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(1_000, 5_000),
                                Memory.untilTheEnd(),
                                Optional.of(settings))
                        .opened();
        bench.focuser.moveTo(1_300, PANEL);
        bench.carryOut();

        var before = bench.pace.now();
        bench.focuser.moveTo(1_600, ALICE);
        bench.carryOut();
        Duration direct = Duration.between(before, bench.pace.now());
        before = bench.pace.now();
        bench.focuser.moveTo(1_900, PANEL);
        bench.carryOut();
        Duration overshot = Duration.between(before, bench.pace.now());

        assertThat(bench.focuser.state().positionSteps()).isEqualTo(1_900);
        assertThat(overshot).isGreaterThan(direct);
    }

    @Test
    void aClientThatLeavesCutsNobodyElse() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.focuser.connect(ALICE);
        bench.focuser.connect(BOB);

        bench.focuser.disconnect(ALICE);

        assertThat(bench.focuser.isConnected(ALICE)).isFalse();
        assertThat(bench.focuser.isConnected(BOB)).isTrue();
        assertThat(bench.focuser.state().availability().isReady()).isTrue();
    }

    @Test
    void aPulledPlugIsToldAndComesBackByItselfWithNothingReSent() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.pullPlug();

        bench.tendFor(Duration.ofSeconds(10));
        assertThat(bench.focuser.state().availability())
                .isInstanceOf(Availability.Unavailable.class);
        assertThat(faultOf(() -> bench.focuser.moveTo(1_200, ALICE)))
                .isInstanceOf(DeviceFault.NotConnected.class);

        bench.pluggedIn = true;
        bench.tendFor(Duration.ofSeconds(30));
        assertThat(bench.focuser.state().availability().isReady()).isTrue();
        assertThat(bench.focuser.state().warnings()).isEmpty();
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
    }

    @Test
    void aPlugPulledInMidMoveEndsTheMoveWithWordsAndIsSaidOnReturn() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.focuser.moveTo(4_000, ALICE);
        bench.line.trouble(new LineTrouble.Late(Duration.ofMillis(100)));
        bench.line.trouble(new LineTrouble.Late(Duration.ofMillis(100)));
        bench.line.trouble(new LineTrouble.Late(Duration.ofMillis(100)));
        bench.pullPlug();

        bench.carryOut();
        assertThat(bench.focuser.state().trouble()).isPresent();
        assertThat(bench.focuser.state().moving()).isFalse();

        bench.pluggedIn = true;
        bench.tendFor(Duration.ofSeconds(40));
        assertThat(bench.focuser.state().warnings())
                .singleElement()
                .asString()
                .contains("on its way from 1000 to 4000")
                .contains("Nothing was sent again");
    }

    @Test
    void aPositionThatChangedBehindTheHubsBackIsComparedAndSaid() throws Exception {
        var memory = Memory.untilTheEnd();
        new HubBench("usb-focus", EmulatorSettings.at(1_000, 5_000), memory, Optional.empty())
                .opened();

        var next =
                new HubBench("usb-focus", EmulatorSettings.at(250, 5_000), memory, Optional.empty())
                        .opened();

        assertThat(next.focuser.state().positionSteps()).isEqualTo(250);
        assertThat(next.focuser.state().warnings())
                .singleElement()
                .asString()
                .contains("stands at 250, and was left at 1000")
                .contains("parfocal sync 1000 --focuser main");
    }

    @Test
    void aHaltIsToldBeforeWhatItBringsToAnEnd() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        var _ =
                bench.focuser.lend(
                        "a run",
                        PANEL,
                        () ->
                                bench.events.tell(
                                        new Said(
                                                bench.pace.now(),
                                                HubEvent.Gravity.NOTE,
                                                "Main focuser",
                                                "the run ends.")));

        bench.focuser.halt(BOB);

        assertThat(bench.said()).containsSubsequence("INDI 2 halts it.", "the run ends.");
    }

    @Test
    void aHaltAtRestIsNoOrderThatFailed() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.halt(ALICE);
        assertThat(bench.focuser.state().trouble()).isEmpty();

        bench.focuser.moveTo(2_000, ALICE);
        bench.focuser.halt(BOB);
        assertThat(bench.focuser.state().trouble()).hasValue("It was halted by INDI 2.");
    }

    @Test
    void whyADeviceIsAwayIsSaidOnce() throws Exception {
        HubBench bench = HubBench.usbFocus();
        bench.pluggedIn = false;
        bench.opened();

        assertThat(faultOf(() -> bench.focuser.moveTo(1_200, ALICE)).message())
                .isEqualTo("Main focuser is not connected: no such port.");
        assertThat(bench.said()).containsExactly("not connected: no such port.");
    }

    @Test
    void aStepAfterAStepCountsFromWhereTheFirstLeads() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.moveBy(20, PANEL);
        bench.focuser.moveBy(20, PANEL);
        bench.carryOut();

        assertThat(bench.focuser.state().positionSteps()).isEqualTo(1_040);
    }

    @Test
    void onTheWayHomeNobodyKnowsWhereToCountFrom() throws Exception {
        HubBench bench = HubBench.of("sony-lens").opened();
        bench.focuser.home(PANEL);

        assertThat(faultOf(() -> bench.focuser.moveBy(10, PANEL)).message())
                .contains("on its way to the stop")
                .contains("halt it");
    }

    @Test
    void aTravelThatNobodyMeasuredIsHintedAtUntilThereAreLimits() throws Exception {
        HubBench bench = HubBench.of("moonlite").opened();
        assertThat(bench.focuser.state().warnings())
                .singleElement()
                .asString()
                .contains("as far as 65535")
                .contains("Set maximum-steps for main");

        bench.focuser.treat(
                FocuserSettings.unknown().withLimits(Optional.of(new Travel(0, 9_000))), PANEL);

        assertThat(bench.focuser.state().warnings()).isEmpty();
    }

    @Test
    void aPresetIsAPlaceThatCanBeReachedUnderANameThatIsNoNumber() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.focuser.preset("Ha", Optional.of(1_234), PANEL);

        assertThat(faultOf(() -> bench.focuser.preset("far", Optional.of(5_001), PANEL)))
                .isInstanceOf(DeviceFault.BadValue.class);
        assertThat(faultOf(() -> bench.focuser.preset("4570", Optional.of(10), PANEL)).message())
                .contains("would be read as a position");
        assertThat(faultOf(() -> bench.focuser.preset("OIII", Optional.empty(), PANEL)).message())
                .isEqualTo("Main focuser has no preset 'OIII'; it has Ha.");
        assertThat(bench.focuser.presets()).containsOnlyKeys("Ha");
    }

    @Test
    void anIdleLineIsAskedSeldomAndAMovingOneOften() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.tendFor(Duration.ofSeconds(10));

        int atRest = bench.tendFor(Duration.ofMinutes(1));
        assertThat(atRest).isBetween(20, 40);
    }

    @Test
    void presetsLastAndSoDoesTheIdentity() throws Exception {
        var memory = Memory.untilTheEnd();
        var first =
                new HubBench(
                        "usb-focus", EmulatorSettings.at(1_000, 5_000), memory, Optional.empty());
        first.focuser.preset("Ha", Optional.of(1_234), PANEL);

        var second =
                new HubBench(
                        "usb-focus", EmulatorSettings.at(1_000, 5_000), memory, Optional.empty());

        assertThat(second.focuser.presets()).containsEntry("Ha", 1_234);
        assertThat(second.focuser.identity()).isEqualTo(first.focuser.identity());
    }
}
