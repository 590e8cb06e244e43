package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;
import static parfocal.hub.HubBench.ALICE;
import static parfocal.hub.HubBench.BOB;
import static parfocal.hub.HubBench.PANEL;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parfocal.device.Approach;
import parfocal.device.DeviceFault;
import parfocal.driver.EmulatorSettings;

/// How the end of a move is told, for the history, where it did not simply arrive.
final class MoveEndsTest {
    @Test
    void aMoveThatCouldNotBeHaltedIsNotToldAsHalted() throws Exception {
        HubBench bench = HubBench.unstoppable().opened();
        bench.focuser.moveTo(1_400, ALICE);
        bench.atNextReading =
                () ->
                        assertThat(faultOf(() -> bench.focuser.halt(BOB)))
                                .isInstanceOf(DeviceFault.Unsupported.class);
        bench.carryOut();

        assertThat(bench.moved())
                .singleElement()
                .satisfies(moved ->
                        assertThat(moved.trouble())
                                .contains(
                                        "The halt did not stop it, and it may have gone on. The clockwork has no halt."));
    }

    @Test
    void whereAButtonIsLetGoThereItWasToGo() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        bench.focuser.releaseHold(bench.focuser.hold(Approach.UP, PANEL));
        bench.carryOut();

        assertThat(bench.moved())
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.trouble()).isEmpty();
                    assertThat(moved.targetSteps()).isEqualTo(moved.standsSteps());
                });
        assertThat(bench.focuser.state().trouble()).isEmpty();
        assertThat(bench.focuser.failure()).isEmpty();
    }

    @Test
    void aMoveCutByTheEndOfTheProgramIsToldAfterTheNextStart() throws Exception {
        Memory memory = Memory.untilTheEnd();
        memory.keep(
                "main",
                FocuserMemory.blank()
                        .goingTo(
                                700,
                                new FocuserMemory.Errand(
                                        1_400, Instant.parse("2026-11-21T17:58:00Z"), "panel")));
        HubBench bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(1_000, 5_000),
                                memory,
                                Optional.empty())
                        .opened();

        assertThat(bench.moved())
                .containsExactly(
                        new HubEvent.Moved(
                                bench.pace.now(),
                                "main",
                                PANEL,
                                Instant.parse("2026-11-21T17:58:00Z"),
                                700,
                                1_400,
                                1_000,
                                Optional.of(
                                        "Interrupted: the program ended before it arrived. Nothing was sent again.")));
        bench.pullPlug();
        bench.tendFor(Duration.ofSeconds(3));
        bench.pluggedIn = true;
        bench.tendFor(Duration.ofSeconds(30));
        assertThat(bench.moved()).isEmpty();
    }
}
