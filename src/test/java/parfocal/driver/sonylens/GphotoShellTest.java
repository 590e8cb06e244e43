package parfocal.driver.sonylens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.sonylens.CameraLink.Outcome;
import parfocal.link.Line;
import parfocal.link.ReplyShape;

/// Bodies of other makers, played from a script: what is said to gphoto2, word by word.
final class GphotoShellTest {
    private static final String NOT_FOUND =
            "*** Error ***\nx not found in configuration tree.\n*** Error (-1: 'Unspecified error') ***\n";

    /// Answers known commands, and everything else with nothing but the prompt.
    private static final class Script implements GphotoShell.Starter, Line {
        final List<String> commands = new ArrayList<>();
        private final Map<String, String> answers;
        int starts;
        boolean gone;

        Script(Map<String, String> answers) {
            this.answers = answers;
        }

        @Override
        public Line start() {
            starts++;
            gone = false;
            return this;
        }

        @Override
        public String prompt() {
            return "/> ";
        }

        @Override
        public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
                throws DeviceException {
            if (gone) {
                throw new DeviceException(
                        new DeviceFault.NotConnected("lens", "gphoto2 ended without a word."));
            }
            String command = new String(request, UTF_8).strip();
            if (!command.isEmpty() && !command.startsWith("get-config")) {
                commands.add(command);
            }
            return (answers.getOrDefault(command, "") + prompt()).getBytes(UTF_8);
        }

        @Override
        public void close() {
            gone = true;
        }
    }

    private static Map<String, String> body(String type) {
        return Map.of(
                "get-config manualfocus",
                NOT_FOUND,
                "get-config manualfocusdrive",
                "Type: " + type + "\nCurrent: None\nEND\n",
                "get-config cameramodel",
                "Type: TEXT\nCurrent: A body\nEND\n");
    }

    @Test
    void aCanonIsDrivenInLiveViewAndWantsNoneAndAWaitBetweenEqualPresses() throws Exception {
        var script = new Script(body("RADIO"));
        var shell = new GphotoShell("lens", script);
        assertThat(shell.body().kind()).isEqualTo(CameraLink.Kind.CANON);

        for (int key : List.of(1, 3)) {
            assertThat(shell.press(key)).isEqualTo(new Outcome.Done());
        }
        assertThat(shell.press(3)).isEqualTo(new Outcome.Busy(Duration.ofMillis(100)));
        for (int key : List.of(3, -1, -3)) {
            assertThat(shell.press(key)).isEqualTo(new Outcome.Done());
        }

        assertThat(script.commands)
                .containsExactly(
                        "set-config viewfinder=1",
                        "set-config-index manualfocusdrive=4",
                        "set-config-index manualfocusdrive=6",
                        "set-config-index manualfocusdrive=3",
                        "set-config-index manualfocusdrive=6",
                        "set-config-index manualfocusdrive=0",
                        "set-config-index manualfocusdrive=2");
    }

    @Test
    void aNikonIsToldPulses() throws Exception {
        var script = new Script(body("RANGE"));
        var shell = new GphotoShell("lens", script);
        assertThat(shell.body().kind()).isEqualTo(CameraLink.Kind.NIKON);

        for (int key : List.of(1, 2, -3)) {
            assertThat(shell.press(key)).isEqualTo(new Outcome.Done());
        }

        assertThat(script.commands)
                .containsExactly(
                        "set-config viewfinder=1",
                        "set-config manualfocusdrive=128",
                        "set-config manualfocusdrive=512",
                        "set-config manualfocusdrive=-1024");
    }

    @Test
    void aBodyWithoutFocusKeysIsSaidToBeThat() {
        var script =
                new Script(
                        Map.of(
                                "get-config manualfocus", NOT_FOUND,
                                "get-config manualfocusdrive", NOT_FOUND));

        assertThat(faultOf(() -> new GphotoShell("lens", script)))
                .isInstanceOf(DeviceFault.Unsupported.class);
    }

    @Test
    void aCameraHeldByTheDesktopIsSaidWithItsCure() {
        var script =
                new Script(
                        Map.of(
                                "get-config manualfocus",
                                "*** Error (-53: 'Could not claim the USB device') ***\n"));

        assertThat(faultOf(() -> new GphotoShell("lens", script)).message())
                .contains("another program holds the camera", "gio mount -s gphoto2");
    }

    @Test
    void aProgramThatDiesUnderAPressLeavesItUnansweredAndIsStartedAnewByTheNextCall()
            throws Exception {
        var script = new Script(Map.of());
        var shell = new GphotoShell("lens", script);
        script.gone = true;

        assertThat(shell.press(3)).isInstanceOf(Outcome.Unanswered.class);
        assertThat(shell.press(3)).isEqualTo(new Outcome.Done());
        assertThat(script.starts).isEqualTo(2);
    }
}
