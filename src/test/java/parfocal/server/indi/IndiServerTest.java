package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.indi.Observatory.CAMERA;
import static parfocal.server.indi.Observatory.FOCUSER;
import static parfocal.server.indi.Observatory.WHEEL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.hub.HubEvent;
import parfocal.hub.Program;
import parfocal.image.Fits;
import parfocal.image.Frame;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.Value;

final class IndiServerTest {
    private static final String ABS = "ABS_FOCUS_POSITION";
    private static final String ABS_STEPS = "FOCUS_ABSOLUTE_POSITION";

    @Test
    void aRefusedOrderIsInTheNightsLogAndTheProgramsVersionInTheDevice() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient();
                var watch = observatory.hub.events().watch()) {
            client.number(FOCUSER, ABS, ABS_STEPS, 99_999);

            String said = "";
            while (!said.contains("was refused")) {
                if (watch.next(Duration.ofSeconds(30)).orElseThrow() instanceof HubEvent.Said one) {
                    said = one.device() + ": " + one.sentence();
                }
            }
            assertThat(said)
                    .startsWith("INDI: INDI ")
                    .contains("was refused " + ABS + " (" + ABS_STEPS + " 99999) of " + FOCUSER)
                    .contains("Valid range is from 0 to 10000");
            assertThat(client.awaitDefined(FOCUSER, "DRIVER_INFO").text("DRIVER_VERSION"))
                    .contains(Program.VERSION);
        }
    }

    @Test
    void aRenamedFocuserIsThereUnderItsNewName() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            observatory.hub.rename("focuser", observatory.hub.focusers().getFirst().id(), "Esprit");

            client.connect("Esprit");
            client.number("Esprit", ABS, ABS_STEPS, 5_050);
            client.await(
                    "Esprit",
                    ABS,
                    property ->
                            property.state() == PropertyState.OK
                                    && property.number(ABS_STEPS).equals(OptionalDouble.of(5_050)));
        }
    }

    @Test
    void aMoveIsBusyAllTheWayAndOkOnceWithTheFinalPosition() throws Exception {
        try (var observatory = Observatory.slow();
                var client = observatory.connectedClient()) {
            int before = client.count();

            client.number(FOCUSER, ABS, ABS_STEPS, 6_500);
            client.awaitState(FOCUSER, ABS, PropertyState.BUSY);
            client.awaitState(FOCUSER, ABS, PropertyState.OK);
            client.roundTrip();

            List<SetVector> told = updates(client, before, ABS);
            assertThat(told).hasSizeGreaterThanOrEqualTo(2);
            assertThat(told.subList(0, told.size() - 1))
                    .allMatch(set -> set.state().equals(Optional.of(PropertyState.BUSY)));
            assertThat(told.getLast().state()).contains(PropertyState.OK);
            assertThat(client.property(FOCUSER, ABS).orElseThrow().number(ABS_STEPS))
                    .hasValue(6_500);
        }
    }

    @Test
    void aMoveToWhereItStandsIsBusyFirstAndThenOk() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            int before = client.count();

            client.number(FOCUSER, ABS, ABS_STEPS, Observatory.START);

            assertThat(client.awaitUpdate(before, FOCUSER, ABS).state())
                    .contains(PropertyState.BUSY);
            client.awaitState(FOCUSER, ABS, PropertyState.OK);
        }
    }

    @Test
    void aRelativeMoveGoesTheWayThatWasChosen() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            client.press(FOCUSER, "FOCUS_MOTION", "FOCUS_OUTWARD");
            client.number(FOCUSER, "REL_FOCUS_POSITION", "FOCUS_RELATIVE_POSITION", 300);
            client.await(FOCUSER, ABS, now -> stands(now, 5_300));
            client.awaitState(FOCUSER, "REL_FOCUS_POSITION", PropertyState.OK);

            client.press(FOCUSER, "FOCUS_MOTION", "FOCUS_INWARD");
            client.number(FOCUSER, "REL_FOCUS_POSITION", "FOCUS_RELATIVE_POSITION", 500);
            client.await(FOCUSER, ABS, now -> stands(now, 4_800));
        }
    }

    @Test
    void aTimedMoveStopsWhenItsTimeIsOver() throws Exception {
        try (var observatory = Observatory.slow();
                var client = observatory.connectedClient()) {
            client.press(FOCUSER, "FOCUS_MOTION", "FOCUS_OUTWARD");
            client.number(FOCUSER, "FOCUS_TIMER", "FOCUS_TIMER_VALUE", 400);
            client.awaitState(FOCUSER, "FOCUS_TIMER", PropertyState.BUSY);
            client.awaitState(FOCUSER, "FOCUS_TIMER", PropertyState.OK);

            client.awaitState(FOCUSER, ABS, PropertyState.OK);
            assertThat(observatory.focuser.state().positionSteps()).isBetween(5_010, 9_900);
        }
    }

    @Test
    void anAbortLeavesThePositionIdleWhereItStopped() throws Exception {
        try (var observatory = Observatory.slow();
                var client = observatory.connectedClient()) {
            client.number(FOCUSER, ABS, ABS_STEPS, 9_900);
            client.awaitState(FOCUSER, ABS, PropertyState.BUSY);
            client.press(FOCUSER, "FOCUS_ABORT_MOTION", "ABORT");

            client.awaitState(FOCUSER, "FOCUS_ABORT_MOTION", PropertyState.OK);
            Property stopped = client.awaitState(FOCUSER, ABS, PropertyState.IDLE);
            assertThat(stopped.number(ABS_STEPS).orElseThrow()).isLessThan(9_900);
        }
    }

    @Test
    void aRunThatHasTheFocuserIsSaidAndNothingMoves() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            var lease =
                    observatory.focuser.lend(
                            "a run", new parfocal.hub.Client("panel", ""), () -> {});
            int before = client.count();

            client.number(FOCUSER, ABS, ABS_STEPS, 6_000);

            SetVector answer = client.awaitUpdate(before, FOCUSER, ABS);
            assertThat(answer.state()).contains(PropertyState.ALERT);
            assertThat(answer.message().orElseThrow()).contains("a run has it");
            assertThat(observatory.device.motor().positionSteps()).isEqualTo(Observatory.START);
            lease.close();
        }
    }

    @Test
    void aPresetIsGoneTo() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            client.number(FOCUSER, "Presets", "PRESET_2", 5_600);
            client.awaitState(FOCUSER, "Presets", PropertyState.OK);
            client.press(FOCUSER, "Goto", "Preset 2");

            client.await(FOCUSER, ABS, now -> stands(now, 5_600));
            assertThat(observatory.focuser.presets()).containsEntry("Preset 2", 5_600);
        }
    }

    @Test
    void theMaximumMovesWithTheLimitsOfWhateverDependsOnIt() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            client.number(FOCUSER, "FOCUS_MAX", "FOCUS_MAX_VALUE", 8_000);
            client.awaitState(FOCUSER, "FOCUS_MAX", PropertyState.OK);
            client.await(
                    FOCUSER,
                    ABS,
                    now ->
                            now.member(ABS_STEPS)
                                    .flatMap(member -> member.shape())
                                    .filter(shape -> shape.maximum() == 8_000)
                                    .isPresent());
        }
    }

    @Test
    void backlashIsSwitchedOnBeforeItIsSaidHowMuch() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            int before = client.count();
            client.number(FOCUSER, "FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE", 90);
            assertThat(
                            client.awaitUpdate(before, FOCUSER, "FOCUS_BACKLASH_STEPS")
                                    .message()
                                    .orElseThrow())
                    .contains("must be enabled first");

            client.press(FOCUSER, "FOCUS_BACKLASH_TOGGLE", "INDI_ENABLED");
            client.awaitState(FOCUSER, "FOCUS_BACKLASH_TOGGLE", PropertyState.OK);
            client.number(FOCUSER, "FOCUS_BACKLASH_STEPS", "FOCUS_BACKLASH_VALUE", 90);
            client.awaitState(FOCUSER, "FOCUS_BACKLASH_STEPS", PropertyState.OK);

            assertThat(observatory.focuser.settings().backlash().widthSteps()).isEqualTo(90);
            assertThat(observatory.focuser.settings().backlashForClients()).isTrue();
        }
    }

    @Test
    void aDisconnectCutsNobodyElseAndTheLastOneDisconnects() throws Exception {
        try (var observatory = Observatory.quick();
                var alice = observatory.connectedClient();
                var bob = observatory.connectedClient()) {
            alice.press(FOCUSER, "CONNECTION", "DISCONNECT");
            alice.awaitState(FOCUSER, "CONNECTION", PropertyState.IDLE);
            bob.number(FOCUSER, ABS, ABS_STEPS, 5_100);
            bob.await(FOCUSER, ABS, now -> stands(now, 5_100));
            bob.roundTrip();
            alice.roundTrip();
            assertThat(alice.property(FOCUSER, ABS)).isEmpty();
            assertThat(bob.property(FOCUSER, "CONNECTION").orElseThrow().isOn("CONNECT")).isTrue();

            bob.press(FOCUSER, "CONNECTION", "DISCONNECT");
            bob.awaitState(FOCUSER, "CONNECTION", PropertyState.IDLE);
            alice.press(FOCUSER, "CONNECTION", "CONNECT");
            alice.awaitDefined(FOCUSER, ABS);
        }
    }

    @Test
    void whoAsksForOnePropertyHearsOfNoOther() throws Exception {
        try (var observatory = Observatory.quick();
                var other = observatory.connectedClient();
                var client = observatory.client()) {
            client.send("<getProperties version='1.7' device='Main focuser' name='FOCUS_SYNC'/>");
            client.awaitDefined(FOCUSER, "FOCUS_SYNC");
            other.number(FOCUSER, ABS, ABS_STEPS, 5_200);
            other.await(FOCUSER, ABS, now -> stands(now, 5_200));

            assertThat(client.heard(0)).noneMatch(message -> message.toString().contains(ABS));
        }
    }

    @Test
    void whatIsSavedComesBackWhenItIsLoaded(@TempDir Path folder) throws Exception {
        try (var observatory = new Observatory("usb-focus", 20_000, Optional.of(folder));
                var client = observatory.connectedClient()) {
            client.number(FOCUSER, "Presets", "PRESET_1", 1_234);
            client.awaitState(FOCUSER, "Presets", PropertyState.OK);
            client.press(FOCUSER, "CONFIG_PROCESS", "CONFIG_SAVE");
            client.awaitState(FOCUSER, "CONFIG_PROCESS", PropertyState.OK);
            client.number(FOCUSER, "Presets", "PRESET_1", 99);
            client.await(FOCUSER, "Presets", now -> now.number("PRESET_1").orElse(0) == 99);

            client.press(FOCUSER, "CONFIG_PROCESS", "CONFIG_LOAD");
            client.await(FOCUSER, "Presets", now -> now.number("PRESET_1").orElse(0) == 1_234);

            client.press(FOCUSER, "CONFIG_PROCESS", "CONFIG_PURGE");
            client.roundTrip();
            client.press(FOCUSER, "CONFIG_PROCESS", "CONFIG_LOAD");
            client.awaitState(FOCUSER, "CONFIG_PROCESS", PropertyState.ALERT);
        }
    }

    @Test
    void aFrameGoesToWhoeverWantsFramesAndBeforeTheOk() throws Exception {
        try (var observatory = Observatory.quick().withCamera();
                var wants = observatory.client();
                var does = observatory.client()) {
            for (IndiWatcher each : List.of(wants, does)) {
                each.send("<getProperties version='1.7'/>");
                each.connect(CAMERA);
            }
            // The frame tells where the focuser stood, once it is known.
            does.connect(FOCUSER);
            wants.send("<enableBLOB device='Main camera'>Also</enableBLOB>");
            wants.awaitDefined(CAMERA, "CCD_BINNING");
            wants.send(
                    "<newNumberVector device='Main camera' name='CCD_BINNING'>"
                            + "<oneNumber name='HOR_BIN'>2</oneNumber><oneNumber name='VER_BIN'>2</oneNumber></newNumberVector>");
            wants.awaitState(CAMERA, "CCD_BINNING", PropertyState.OK);
            int before = wants.count();

            wants.number(CAMERA, "CCD_EXPOSURE", "CCD_EXPOSURE_VALUE", 0.1);
            assertThat(wants.awaitUpdate(before, CAMERA, "CCD_EXPOSURE").state())
                    .contains(PropertyState.BUSY);
            wants.awaitState(CAMERA, "CCD_EXPOSURE", PropertyState.OK);
            does.awaitState(CAMERA, "CCD_EXPOSURE", PropertyState.OK);

            SetVector file = updates(wants, before, "CCD1").getFirst();
            var blob = (Value.Blob) file.items().getFirst().value();
            Frame frame = Fits.read("frame.fits", blob.bytes());
            assertThat(frame.widthPixels()).isEqualTo(8);
            assertThat(frame.number("FOCUSPOS")).hasValue(Observatory.START);
            assertThat(frame.number("XBINNING")).hasValue(2);
            List<IndiMessage> all = wants.heard(before);
            assertThat(all.indexOf(file))
                    .isLessThan(all.indexOf(updates(wants, before, "CCD_EXPOSURE").getLast()));
            assertThat(updates(does, 0, "CCD1")).isEmpty();
        }
    }

    @Test
    void anAbortedExposureIsIdleAndGivesNoFrame() throws Exception {
        try (var observatory = Observatory.quick().withCamera();
                var client = observatory.client()) {
            client.send(
                    "<getProperties version='1.7'/><enableBLOB device='Main camera'>Also</enableBLOB>");
            client.connect(CAMERA);
            client.awaitDefined(CAMERA, "CCD_EXPOSURE");
            client.number(CAMERA, "CCD_EXPOSURE", "CCD_EXPOSURE_VALUE", 30);
            client.awaitState(CAMERA, "CCD_EXPOSURE", PropertyState.BUSY);

            client.press(CAMERA, "CCD_ABORT_EXPOSURE", "ABORT");

            client.awaitState(CAMERA, "CCD_EXPOSURE", PropertyState.IDLE);
            assertThat(updates(client, 0, "CCD1")).isEmpty();
        }
    }

    @Test
    void aFilterWheelIsBusyWhileItTurns() throws Exception {
        try (var observatory = Observatory.quick().withWheel();
                var client = observatory.client()) {
            client.send("<getProperties version='1.7'/>");
            client.connect(WHEEL);
            assertThat(client.awaitDefined(WHEEL, "FILTER_NAME").text("FILTER_SLOT_NAME_2"))
                    .contains("Ha");
            client.number(WHEEL, "FILTER_SLOT", "FILTER_SLOT_VALUE", 3);
            client.awaitState(WHEEL, "FILTER_SLOT", PropertyState.BUSY);
            client.await(
                    WHEEL,
                    "FILTER_SLOT",
                    now ->
                            now.state() == PropertyState.OK
                                    && now.number("FILTER_SLOT_VALUE").orElse(0) == 3);
        }
    }

    @Test
    void filtersAreRenamedForEverybody() throws Exception {
        try (var observatory = Observatory.quick().withWheel();
                var client = observatory.client()) {
            client.send("<getProperties version='1.7'/>");
            client.connect(WHEEL);
            var _ = client.awaitDefined(WHEEL, "FILTER_NAME");

            client.text(WHEEL, "FILTER_NAME", "FILTER_SLOT_NAME_2", "Hα 7 nm");
            client.await(
                    WHEEL,
                    "FILTER_NAME",
                    now -> now.text("FILTER_SLOT_NAME_2").orElse("").equals("Hα 7 nm"));
            assertThat(observatory.hub.wheel("main").orElseThrow().state().filters())
                    .containsExactly("L", "Hα 7 nm", "OIII");

            client.text(WHEEL, "FILTER_NAME", "FILTER_SLOT_NAME_1", "x".repeat(41));
            client.awaitState(WHEEL, "FILTER_NAME", PropertyState.ALERT);
            assertThat(observatory.hub.wheel("main").orElseThrow().state().filters())
                    .startsWith("L");

            // A blank name is the wheel's own again.
            client.text(WHEEL, "FILTER_NAME", "FILTER_SLOT_NAME_2", " ");
            client.await(
                    WHEEL,
                    "FILTER_NAME",
                    now -> now.text("FILTER_SLOT_NAME_2").orElse("").equals("Ha"));
        }
    }

    @Test
    void anAutofocusWithoutACameraIsRefusedWithTheReason() throws Exception {
        try (var observatory = Observatory.quick();
                var client = observatory.connectedClient()) {
            client.awaitDefined(FOCUSER, "AUTOFOCUS");
            int before = client.count();
            client.press(FOCUSER, "AUTOFOCUS", "START");

            SetVector answer = client.awaitUpdate(before, FOCUSER, "AUTOFOCUS");
            assertThat(answer.state()).contains(PropertyState.ALERT);
            assertThat(answer.message().orElseThrow()).contains("there is no camera");
        }
    }

    private static boolean stands(Property now, int steps) {
        return now.state() == PropertyState.OK && now.number(ABS_STEPS).orElse(-1) == steps;
    }

    private static List<SetVector> updates(IndiWatcher client, int since, String property) {
        return client.heard(since).stream()
                .filter(SetVector.class::isInstance)
                .map(SetVector.class::cast)
                .filter(set -> set.name().equals(property))
                .toList();
    }
}
