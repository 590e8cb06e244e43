package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.cli.HubInside.Said;
import parfocal.device.Shot;
import parfocal.hub.CameraCare;
import parfocal.hub.HubFocuser;
import parfocal.hub.SensorFiles;
import parfocal.image.Fits;
import parfocal.link.WireLog;
import parfocal.report.RunRecord;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.time.Pace;
import parfocal.time.QuickPace;

/// Orders typed to a running hub: what they print, and with what exit status they end.
final class HubCommandsTest {
    private static final int QUICKLY = 20;

    @TempDir private Path folder = Path.of("");
    private HubInside inside;

    @BeforeEach
    void open() throws Exception {
        inside = new HubInside(new QuickPace(QUICKLY));
    }

    @AfterEach
    void close() {
        inside.close();
    }

    @Test
    void haltSyncAndMoveTellWhatTheFocuserCameTo() throws Exception {
        inside.plugIn("main", "moonlite", 5_000, 20_000);

        Said moved = inside.say("move", "5100", "--json");
        assertThat(moved.status()).isZero();
        assertThat(moved.json().path("positionSteps").asInt()).isEqualTo(5_100);
        assertThat(inside.say("sync", "100").out()).contains("stands at 100");
        Said halted = inside.say("halt", "--json");
        assertThat(halted.status()).isZero();
        assertThat(halted.json().path("trouble").isNull()).isTrue();
    }

    @Test
    void statusShowsTheFocuserThatWasNamedAlone() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);
        inside.plugIn("guide", "usb-focus", 700, 20_000);

        assertThat(inside.say("status").out()).contains("main", "guide");
        assertThat(inside.say("status", "--focuser", "guide").out())
                .contains("stands at 700")
                .doesNotContain("main");
        assertThat(
                        inside.say("status", "--focuser", "guide", "--json")
                                .json()
                                .path("id")
                                .asString())
                .isEqualTo("guide");
        assertThat(inside.say("status", "--focuser", "none"))
                .matches(said -> said.status() == 2 && said.err().contains("It has: guide, main"));
        assertThat(inside.say("move", "10"))
                .matches(said -> said.status() == 2 && said.err().contains("guide, main"));
    }

    @Test
    void settingsAreOneObjectAndOneIsRead() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);

        assertThat(inside.say("settings", "--json").json().path("settings").size()).isPositive();
        assertThat(inside.say("settings", "maximum-steps").out().strip()).isEqualTo("10000");
        assertThat(
                        inside.say("settings", "maximum-steps", "9000", "--json")
                                .json()
                                .path("value")
                                .asString())
                .isEqualTo("9000");
        assertThat(inside.say("settings", "colour"))
                .matches(said -> said.status() == 1 && said.err().contains("maximum-steps"));
    }

    @Test
    void aResetIsConfirmedWithTheOptionsItWasAskedWith() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);

        assertThat(inside.say("reset", "hub").out())
                .containsPattern(
                        "parfocal reset hub --word \\d+ --hub http://\\S+:\\d+ \\(within a minute\\)\\.");
    }

    @Test
    void whereThereAreNoPresetsItSaysHowToMakeOne() throws Exception {
        var _ = inside.plugIn("main", "usb-focus", 5_000, 0);

        assertThat(inside.say("preset").out()).startsWith("There are no presets.");
    }

    @Test
    void aPresetThatCannotBeIsRefused() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);
        assertThat(inside.say("preset", "Ha", "4570").status()).isZero();

        assertThat(inside.say("preset", "far", "10001"))
                .matches(said -> said.status() == 1 && said.err().contains("from 0 to 10000"));
        assertThat(inside.say("preset", "far", "10001").err())
                .contains(
                        "preset 'far' cannot be '10001'. Allowed: its limits, from 0 to 10000. Nothing was changed.");
        assertThat(inside.say("sync", "10001"))
                .matches(said ->
                        said.status() == 1
                                && said.err()
                                        .contains(
                                                "the number of its position cannot be '10001'. Allowed: its limits, from 0 to 10000."));
        assertThat(inside.say("preset", "12.5", "10").status()).isEqualTo(1);
        assertThat(inside.say("preset", "4570", "10"))
                .matches(said -> said.status() == 1 && said.err().contains("read as a position"));
        assertThat(inside.say("preset", "OIII", "--remove"))
                .matches(said -> said.status() == 1 && said.err().contains("it has Ha."));
        assertThat(inside.say("preset", "--json").json().path("Ha").asInt()).isEqualTo(4_570);
    }

    @Test
    void aMoveThatNobodyWaitsForAnyLongerIsHalted() throws Exception {
        HubFocuser focuser = inside.plugIn("main", "usb-focus", 0, 20);
        var ended = new CompletableFuture<Said>();
        Thread typing =
                Thread.ofPlatform().start(() -> ended.complete(inside.say("move", "10000")));
        while (focuser.state().positionSteps() == 0) {
            Pace.wall().pause(Duration.ofMillis(5));
        }

        // As Ctrl-C does it.
        typing.interrupt();
        Said said = ended.join();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("Halted. It stands at").contains("Cancelled.");
        assertThat(focuser.state().moving()).isFalse();
        assertThat(focuser.state().positionSteps()).isBetween(1, 9_999);
    }

    @Test
    void aCalibrationIsFollowedToItsEnd() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);
        inside.plugIn("sct", "celestron", 5_000, 4_000);

        Said said = inside.say("calibrate", "--focuser", "sct", "--json");

        assertThat(said.json().path("calibration").asString()).startsWith("calibrated, raw");
        assertThat(said.json().path("outcome").asString()).isEqualTo("calibrated");
        assertThat(said.status()).isZero();
        assertThat(inside.say("calibrate", "--focuser", "main"))
                .matches(refused ->
                        refused.status() == 1 && refused.err().contains("parfocal home"));
    }

    @Test
    void homeIsWaitedFor() throws Exception {
        inside.plugIn("lens", "sony-lens", 1_000, 0);

        Said said = inside.say("home", "--json");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.json().path("moving").asBoolean()).isFalse();
        assertThat(said.json().path("positionSigmaSteps").isNumber()).isTrue();
    }

    @Test
    void adviceIsWrittenAsItMustBeTypedHere() {
        String sentence = "Was it moved? `parfocal sync 1000 --focuser main` puts it right.";

        assertThat(Advice.forHub(sentence, "http://127.0.0.1:11111")).isEqualTo(sentence);
        assertThat(Advice.forHub(sentence, "http://pi:11112"))
                .isEqualTo(
                        "Was it moved? `parfocal sync 1000 --focuser main --hub http://pi:11112` puts it right.");
    }

    @Test
    void watchPrintsALineForEachChangeAndJsonAnObject() throws Exception {
        inside.plugIn("main", "usb-focus", 5_000, 20_000);

        assertThat(inside.say("watch", "--seconds", "0").out())
                .contains("main")
                .contains("5000")
                .contains("10.0 °C");
        var json = inside.say("watch", "--seconds", "0", "--json").json();
        assertThat(json.path("focuser").asString()).isEqualTo("main");
        assertThat(json.path("positionSteps").asInt()).isEqualTo(5_000);
        assertThat(json.path("temperatureCelsius").asDouble()).isEqualTo(10);
    }

    @Test
    void withoutADisplayThePageIsAnAddress() throws Exception {
        Surroundings real = Surroundings.here();
        var remote =
                new Surroundings(
                        "Linux",
                        real.root(),
                        Map.of("PATH", "/usr/bin"),
                        real.asked(),
                        real.ports(),
                        real.servers(),
                        real.pace());
        var out = new StringWriter();

        int status =
                Parfocal.run(
                        new OpenCommand(remote),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "--hub",
                        inside.address());

        assertThat(status).isZero();
        assertThat(out.toString().strip()).isEqualTo(inside.address() + "/");
    }

    @Test
    void anAutofocusOnTheHubIsDrawnAndKeptAndHeedsWhatIsSaidOfItsCamera() throws Exception {
        RigPlan rig =
                SimulatedNight.plan("refractor-toa150", Map.of("hot-pixels", "0.002"))
                        .withField(900, 700);
        Path dark = folder.resolve("dark.fits");
        Fits.write(
                dark,
                Rig.setUp(rig.with("stars", "0"), 1, SimulatedNight.nightfall())
                        .camera()
                        .expose(new Shot(Duration.ofSeconds(4), 1, Optional.empty())));
        serve(
                rig,
                new CameraCare(new SensorFiles(Optional.of(dark), Optional.empty()), true, false));

        Said said =
                inside.say(
                        "autofocus",
                        "--plot",
                        folder.resolve("curve.svg"),
                        "--report",
                        folder.resolve("run"));

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out()).contains("ACCEPTED").contains("PROOF");
        assertThat(said.err()).contains("looking where we are");
        assertThat(folder.resolve("curve.svg")).content().startsWith("<svg");
        assertThat(folder.resolve("run/run.json")).content().contains("\"outcome\":\"accepted\"");
        assertThat(folder.resolve("run/curve.svg")).exists();
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("ACCEPTED", "data:image/png;base64,", "looking where we are");
        String kept = Files.readString(folder.resolve("run/run.json"));
        assertThat(RunRecord.replay("run.json", kept).written()).isEqualTo(kept);
        assertThat(inside.hub.runs().latest("refractor-toa150").orElseThrow().plan().looks())
                .isEmpty();
        assertThat(inside.say("autofocus", "--seed", "3"))
                .matches(refused -> refused.status() == 2 && refused.err().contains("--rig"));
        assertThat(inside.say("autofocus", "--dark", dark))
                .matches(refused ->
                        refused.status() == 2 && refused.err().contains("under [[camera]]"));
    }

    @Test
    void aRunWhoseDarkCannotBeReadDoesNotBegin() throws Exception {
        Path none = folder.resolve("none.fits");
        serve(
                SimulatedNight.plan("refractor-toa150"),
                new CameraCare(new SensorFiles(Optional.of(none), Optional.empty()), false, true));

        Said said = inside.say("autofocus");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("none.fits");
        assertThat(inside.hub.runs().latest("refractor-toa150")).isEmpty();
    }

    private void serve(RigPlan rig, CameraCare care) throws Exception {
        SimulatedRig.add(
                inside.hub, new Configuration.RigEntry(rig, 1, care), inside.pace, WireLog.none());
        inside.awaitReady(inside.hub.focuser("refractor-toa150").orElseThrow());
    }

    @Test
    void aRunThatWasHaltedStandsWhereItWasStoppedAndSaysNothingElse() throws Exception {
        SimulatedRig.add(
                inside.hub,
                new Configuration.RigEntry(SimulatedNight.plan("refractor-toa150"), 1),
                inside.pace,
                WireLog.none());
        HubFocuser focuser = inside.hub.focuser("refractor-toa150").orElseThrow();
        inside.awaitReady(focuser);
        var ended = new CompletableFuture<Said>();
        var _ = Thread.ofPlatform().start(() -> ended.complete(inside.say("autofocus")));
        while (focuser.state().positionSteps() == 914) {
            Pace.wall().pause(Duration.ofMillis(5));
        }

        assertThat(inside.say("halt").status()).isZero();
        Said said = ended.join();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err())
                .contains("ended by a halt. The focuser stands where it was stopped.")
                .doesNotContain("back to");
    }

    @Test
    void aHubThatEndsInMidMoveIsToldInWords() throws Exception {
        HubFocuser focuser = inside.plugIn("main", "usb-focus", 0, 20);
        var ended = new CompletableFuture<Said>();
        var _ = Thread.ofPlatform().start(() -> ended.complete(inside.say("move", "10000")));
        while (focuser.state().positionSteps() == 0) {
            Pace.wall().pause(Duration.ofMillis(5));
        }

        inside.door.close();
        Said said = ended.join();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("ended while the focuser was on its way");
    }
}
