package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static parfocal.driver.Told.faultOf;
import static parfocal.hub.HubBench.ALICE;
import static parfocal.hub.HubBench.PANEL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.CompensationWish;
import parfocal.device.DeviceFault;
import parfocal.driver.EmulatorSettings;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperatureStudy.Quality;

final class HubCompensationTest {
    private OptionalDouble celsius = OptionalDouble.of(10);
    private boolean exposing;

    @Test
    void automaticFollowsTheColdInward() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 10);

        cool(bench, compensation, 9.7);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
        cool(bench, compensation, 9.5);

        assertThat(bench.device.motor().positionSteps()).isEqualTo(985);
        assertThat(compensation.state().consequence()).contains("2 °C colder: 60 steps inward");
        assertThat(bench.said()).contains("compensates -15.0 steps for 9.5 °C.");
    }

    @Test
    void nothingMovesDuringAnExposureOfOurCamera() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        exposing = true;

        cool(bench, compensation, 8.5);
        assertThat(bench.waiting).isEmpty();
        assertThat(compensation.state().waiting()).contains("a camera exposes");

        exposing = false;
        cool(bench, compensation, 8.5);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(955);
    }

    @Test
    void aClientMayAskForStillness() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        compensation.keepStill(Duration.ofMinutes(5), ALICE);

        cool(bench, compensation, 8.5);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);

        bench.pace.advance(Duration.ofSeconds(301));
        cool(bench, compensation, 8.5);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(955);
    }

    @Test
    void manualShowsWhatIsDueAndMovesWhenOrdered() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.MANUAL, 30, 10);

        cool(bench, compensation, 9);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
        assertThat(compensation.state().dueSteps()).hasValue(-30);

        assertThat(compensation.compensate(31, PANEL)).isEmpty();
        assertThat(compensation.compensate(20, PANEL)).hasValue(-30);
        bench.carryOut();
        assertThat(bench.device.motor().positionSteps()).isEqualTo(970);
    }

    @Test
    void whereAClientPutsItIsTheNewReference() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        cool(bench, compensation, 9);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(970);

        bench.focuser.moveTo(1_200, ALICE);
        cool(bench, compensation, 9);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_200);

        cool(bench, compensation, 8);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_170);
    }

    @Test
    void aCompensationThatIsHaltedIsNotTriedAgain() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        celsius = OptionalDouble.of(8.5);
        bench.pace.advance(Duration.ofSeconds(1));
        compensation.look();
        bench.focuser.halt(ALICE);
        bench.carryOut();

        for (int look = 0; look < 10; look++) {
            cool(bench, compensation, 8.5);
        }
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
    }

    @Test
    void afterAStartNothingMovesByItself(@TempDir Path directory) throws Exception {
        var first =
                new HubBench(
                        "usb-focus",
                        EmulatorSettings.at(1_000, 5_000),
                        Memory.in(directory),
                        Optional.empty());
        HubCompensation before = holding(first.opened(), Mode.AUTOMATIC, 30, 1);
        cool(first, before, 9.9);
        assertThat(first.device.motor().positionSteps()).isEqualTo(997);

        var second =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(997, 5_000),
                                Memory.in(directory),
                                Optional.empty())
                        .opened();
        HubCompensation after = compensation(second);
        for (int look = 0; look < 5; look++) {
            cool(second, after, 5);
        }

        assertThat(second.device.motor().positionSteps()).isEqualTo(997);
        assertThat(after.state().waiting()).get().asString().contains("started anew");
        assertThat(after.state().dueSteps().orElseThrow()).isCloseTo(-147, within(1e-6));
        assertThat(after.compensate(10, PANEL)).hasValue(-147);
        second.carryOut();
        assertThat(second.device.motor().positionSteps()).isEqualTo(850);
        cool(second, after, 4);
        assertThat(second.device.motor().positionSteps()).isEqualTo(820);
    }

    @Test
    void aFileIsHeardWhereItSaysSomethingNewAndMovesNothing(@TempDir Path directory)
            throws Exception {
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(1_000, 5_000),
                                Memory.in(directory),
                                Optional.empty())
                        .opened();
        HubCompensation compensation = compensation(bench);
        compensation.heed(wish(30, 5));
        for (int look = 0; look < 5; look++) {
            cool(bench, compensation, 5 - look);
        }
        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
        assertThat(compensation.state().waiting()).get().asString().contains("nobody has focused");

        compensation.settle(compensation.settings().withThresholdSteps(8), PANEL);
        HubCompensation restarted =
                new HubCompensation(
                        bench.focuser, around(), Memory.in(directory), bench.events, bench.pace);
        restarted.heed(wish(30, 5));
        assertThat(restarted.settings().thresholdSteps()).as("said by a person since").isEqualTo(8);

        restarted.heed(wish(30, 6));
        assertThat(restarted.settings().thresholdSteps()).as("said anew in the file").isEqualTo(6);
    }

    private static CompensationWish wish(double stepsPerCelsius, int thresholdSteps) {
        return new CompensationWish(
                Optional.of(Mode.AUTOMATIC),
                OptionalDouble.of(stepsPerCelsius),
                OptionalInt.of(thresholdSteps),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aSensorThatFallsSilentIsSaidOnceAndMovesNothing() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        var _ = bench.said();
        celsius = OptionalDouble.empty();

        for (int look = 0; look < 20; look++) {
            bench.pace.advance(Duration.ofSeconds(20));
            compensation.look();
        }

        assertThat(compensation.state().waiting()).get().asString().contains("it has said nothing");
        assertThat(bench.said())
                .filteredOn(sentence -> sentence.contains("thermometer"))
                .hasSize(1);
        assertThat(bench.waiting).isEmpty();
    }

    @Test
    void aBrokenThermometerIsSaidOnceAndMovesNothing() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = holding(bench, Mode.AUTOMATIC, 30, 1);
        var _ = bench.said();

        for (int look = 0; look < 20; look++) {
            cool(bench, compensation, -127);
        }

        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_000);
        assertThat(bench.said())
                .filteredOn(sentence -> sentence.contains("thermometer"))
                .singleElement()
                .asString()
                .contains("-127 °C");
    }

    @Test
    void withoutACoefficientItSaysWhatToDo() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();
        HubCompensation compensation = compensation(bench);
        compensation.look();

        assertThat(faultOf(() -> compensation.compensate(1, PANEL)))
                .isInstanceOf(DeviceFault.Refused.class);
        assertThat(faultOf(() -> compensation.compensate(1, PANEL)).message())
                .contains("parfocal compensation --coefficient N");
    }

    @Test
    void aMoveAgainstTheApproachGoesBeyondAndComesBack() throws Exception {
        HubBench bench = HubBench.usbFocus().opened();

        bench.focuser.arrive(1_100, 150, PANEL);
        bench.carryOut();

        assertThat(bench.device.motor().positionSteps()).isEqualTo(1_100);
        assertThat(bench.focuser.state().trouble()).isEmpty();
    }

    @Test
    void pointsAreKeptJudgedEditedAndApplied(@TempDir Path directory) throws Exception {
        var bench =
                new HubBench(
                                "usb-focus",
                                EmulatorSettings.at(1_000, 5_000),
                                Memory.in(directory),
                                Optional.empty())
                        .opened();
        HubCompensation compensation = compensation(bench);
        double[][] rows = {{20, 5230}, {18, 5162}, {15, 5064}, {13, 4990}, {11, 9999}};
        for (double[] row : rows) {
            var _ = compensation.calculator().note(row[0], row[1], "L");
        }
        assertThat(compensation.calculator().edit(5, 11, 4928)).isTrue();
        assertThat(compensation.calculator().remove(77)).isFalse();
        compensation.look();
        assertThat(compensation.calculator().noteNow().source())
                .isEqualTo(KeptPoint.Source.READING);
        assertThat(compensation.calculator().remove(6)).isTrue();

        assertThat(compensation.apply(Optional.of("L"), PANEL).quality()).isEqualTo(Quality.GOOD);

        HubCompensation again =
                new HubCompensation(
                        bench.focuser, around(), Memory.in(directory), bench.events, bench.pace);
        assertThat(again.calculator().all()).hasSize(5);
        assertThat(again.settings().law().orElseThrow().changeSteps(20, 11))
                .isCloseTo(-302, within(5.0));
    }

    /// Lets the thermometer show this, looks, carries out and looks again.
    private void cool(HubBench bench, HubCompensation compensation, double newCelsius)
            throws Exception {
        celsius = OptionalDouble.of(newCelsius);
        for (int look = 0; look < 3; look++) {
            bench.pace.advance(Duration.ofSeconds(20));
            compensation.look();
            bench.carryOut();
        }
    }

    private HubCompensation holding(
            HubBench bench, Mode mode, double stepsPerCelsius, int thresholdSteps) {
        HubCompensation compensation = compensation(bench);
        compensation.look();
        compensation.settle(
                CompensationSettings.unknown()
                        .withMode(mode)
                        .withThresholdSteps(thresholdSteps)
                        .withAveraging(Duration.ZERO)
                        .withLaw(Optional.of(TemperatureLaw.straight(stepsPerCelsius))),
                PANEL);
        return compensation;
    }

    private HubCompensation compensation(HubBench bench) {
        var compensation =
                new HubCompensation(
                        bench.focuser, around(), bench.memory, bench.events, bench.pace);
        bench.focuser.onRenumbering(compensation::renumbered);
        return compensation;
    }

    private Surroundings around() {
        return new Surroundings() {
            @Override
            public OptionalDouble celsius(String focuserId) {
                return celsius;
            }

            @Override
            public boolean exposing() {
                return exposing;
            }

            @Override
            public String filter() {
                return "L";
            }
        };
    }
}
