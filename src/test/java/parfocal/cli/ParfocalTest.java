package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.image.Fits;
import parfocal.image.Frame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as its users meet it: words, JSON, exit status.
final class ParfocalTest {
    @TempDir private Path folder = Path.of("");

    private record Said(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Said say(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] arguments = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        int status =
                Parfocal.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(status, out.toString(), err.toString());
    }

    private static void assertOneSentence(Said said) {
        assertThat(said.status).isEqualTo(1);
        assertThat(said.err.strip().lines().filter(line -> !line.matches("\\d+ of \\d+ .*")))
                .hasSize(1);
        assertThat(said.err).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(said.out).isEmpty();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path hyperbola(String name) throws Exception {
        var rows = new StringBuilder("position,hfr\n");
        for (int position = 5300; position >= 4700; position -= 75) {
            double u = (position - 5010) / 100.0;
            rows.append(String.format(Locale.ROOT, "%d,%.4f%n", position, 2 * Math.hypot(1, u)));
        }
        return file(name, rows.toString());
    }

    @Test
    void aNegativeDistanceIsNoOption() {
        assertThat(say("move", "-20", "--hub", "http://127.0.0.1:1").err)
                .contains("No hub answers at http://127.0.0.1:1");
    }

    @Test
    void aSelfTestTakesADarkWhereItHasACamera() {
        Said looking = say("selftest", "--rig", "refractor-toa150", "--dark", "none.fits");
        Said blind =
                say(
                        "selftest",
                        "--driver",
                        "usb-focus",
                        "--port",
                        "tcp://localhost:1",
                        "--dark",
                        "none.fits");

        assertOneSentence(looking);
        assertThat(looking.err).contains("none.fits");
        assertThat(blind.status).isEqualTo(2);
        assertThat(blind.err).contains("With --driver no camera looks");
    }

    @Test
    void aWholeRunPublishesWhatIsPromised() {
        Said said = say("autofocus", "--rig", "refractor-toa150", "--json");

        assertThat(said.status).isZero();
        JsonNode json = said.json();
        assertThat(json.propertyNames())
                .containsExactly(
                        "outcome",
                        "reason",
                        "bestPositionSteps",
                        "sigmaSteps",
                        "approach",
                        "minimumHfrPixels",
                        "halfWidthSteps",
                        "slopePixelsPerStep",
                        "criticalZoneSteps",
                        "backlash",
                        "diagnoses",
                        "models",
                        "samples",
                        "startPositionSteps",
                        "finalPositionSteps",
                        "exposures",
                        "durationSeconds",
                        "proof",
                        "repairs",
                        "field",
                        "shape",
                        "exposureSeconds",
                        "binning",
                        "advice",
                        "checks",
                        "trueBestSteps",
                        "trueErrorSteps");
        assertThat(json.get("outcome").asString()).isEqualTo("accepted");
        assertThat(json.get("approach").asString()).isEqualTo("down");
        assertThat(json.get("startPositionSteps").asInt()).isEqualTo(914);
        assertThat(Math.abs(json.get("trueErrorSteps").asDouble())).isLessThan(10);
        assertThat(json.get("samples").get(0).propertyNames())
                .containsExactly(
                        "positionSteps",
                        "arrival",
                        "hfrPixels",
                        "sigmaPixels",
                        "starCount",
                        "used");
        assertThat(json.get("proof").propertyNames())
                .containsExactly("hfrPixels", "predictedPixels", "sigmaPixels", "passed");
        assertThat(said.err).contains("looking where we are");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidBeforeTheRun(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        Said said =
                say("autofocus", "--rig", "refractor-80", "--report", file.resolve("x").toString());

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).contains("cannot be made").doesNotContain("looking where we are");
    }

    private static Said focusThroughL(String... more) {
        List<String> words =
                List.of(
                        "autofocus",
                        "--rig",
                        "refractor-80",
                        "--filter",
                        "Ha",
                        "--reference",
                        "L",
                        "--offset",
                        "Ha=21");
        return say(Stream.concat(words.stream(), Stream.of(more)).toArray());
    }

    @Test
    void bestFocusIsSaidToBeThatOfTheFilterItWasFoundThrough() {
        Said said = focusThroughL("--quiet");

        assertThat(said.status).isZero();
        assertThat(said.out)
                .containsPattern(
                        "ACCEPTED  \\d+, reached (down|up); best focus through L \\d+\\.\\d+ ± ");
    }

    @Test
    void focusThroughTheReferenceFilterIsFocusForTheOneInTheLight() {
        Said said = focusThroughL("--json", "--quiet");

        assertThat(said.status).isZero();
        assertThat(said.json().get("filter").asString()).isEqualTo("L");
        assertThat(said.json().get("offsetSteps").asDouble()).isEqualTo(21);
        assertThat(Math.abs(said.json().get("trueErrorSteps").asDouble())).isLessThan(5);
    }

    @Test
    void aDeadMotorIsARefusalWithStatusOne() {
        Said said =
                say(
                        "autofocus",
                        "--rig",
                        "refractor-toa150",
                        "--set",
                        "stuck-at-sample=1",
                        "--json",
                        "--quiet");

        assertThat(said.status).isEqualTo(1);
        assertThat(said.json().get("outcome").asString()).isEqualTo("refused");
        assertThat(said.json().get("diagnoses").get(0).get("cause").asString())
                .isEqualTo("motor-not-moving");
        assertThat(said.json().get("finalPositionSteps").asInt()).isEqualTo(914);
        assertThat(said.err).isEmpty();
    }

    @Test
    void aCurveFromATable() throws Exception {
        Said said = say("curve", hyperbola("points.csv"), "--json");

        assertThat(said.status).isZero();
        assertThat(said.json().get("bestPositionSteps").asDouble()).isBetween(5009.0, 5011.0);
        assertThat(said.json().get("approach").asString()).isEqualTo("down");
        assertThat(said.json().get("samples").get(0).get("arrival").asString()).isEqualTo("down");
    }

    @Test
    void aSavedRunIsReadAgainAndItsSizesSayTheSame() throws Exception {
        Path report = folder.resolve("night");
        Said run =
                say(
                        "autofocus",
                        "--rig",
                        "refractor-toa150",
                        "--json",
                        "--quiet",
                        "--report",
                        report);
        Said again = say("curve", report.resolve("run.json"), "--json");

        assertThat(report.resolve("wire.log")).content().contains("SWHOIS");
        assertThat(report.resolve("curve.svg")).exists();
        assertThat(report.resolve("nina.json")).content().contains("\"CalculatedFocusPoint\"");
        assertThat(again.json().get("models").get(0).get("bestPositionSteps").asDouble())
                .isCloseTo(
                        run.json().get("models").get(0).get("bestPositionSteps").asDouble(),
                        org.assertj.core.api.Assertions.within(0.5));
    }

    @Test
    void aCurveIsDrawnIntoAFile() throws Exception {
        Path points = hyperbola("points.csv");

        assertThat(say("curve", points, "--plot", folder.resolve("c.svg")).status).isZero();
        assertThat(say("curve", points, "--plot", folder.resolve("c.png")).status).isZero();

        assertThat(folder.resolve("c.svg")).content().startsWith("<svg").contains("</svg>");
        assertThat(Files.readAllBytes(folder.resolve("c.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void twoPointsAreNoCurve() throws Exception {
        Path two = file("two.csv", "position,hfr\n100,3\n200,2\n");

        assertOneSentence(say("curve", two));
        Said published = say("curve", two, "--json");
        assertThat(published.status).isEqualTo(1);
        assertThat(published.json().get("outcome").asString()).isEqualTo("refused");
        assertThat(published.json().get("bestPositionSteps").isNull()).isTrue();
    }

    @Test
    void badInputIsOneSentenceAndStatusOne() throws Exception {
        Path empty = file("empty.fits", "");
        Path text = file("text.fits", "this is a letter, not a picture\n".repeat(200));
        Path zero = folder.resolve("zero.fits");
        Fits.write(zero, new Frame(200, 150, new float[200 * 150], Map.of()));
        Path cut = folder.resolve("cut.fits");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(zero), 9000));

        assertOneSentence(say("measure", empty));
        assertOneSentence(say("measure", text));
        assertOneSentence(say("measure", cut));
        assertOneSentence(say("measure", zero));
        assertOneSentence(say("measure", folder.resolve("nowhere.fits")));
        assertOneSentence(say("curve", empty));
        assertOneSentence(say("curve", file("words.csv", "position,hfr\nhere,there\n")));
        assertOneSentence(say("curve", folder));
    }

    @Test
    void oneBadFrameDoesNotCostTheOthers() throws Exception {
        Path good = folder.resolve("good.fits");
        float[] adu = new float[120 * 100];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = 100 + (i * 7919) % 13;
        }
        Fits.write(good, new Frame(120, 100, adu, Map.of()));

        Said said = say("measure", file("empty.fits", ""), good, "--json");

        assertThat(said.status).isEqualTo(1);
        assertThat(said.json().get("frames")).hasSize(1);
        assertThat(said.err).contains("empty.fits");
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheWork() throws Exception {
        Path nowhere = folder.resolve("no-such-folder").resolve("c.svg");

        assertThat(say("curve", hyperbola("p.csv"), "--plot", nowhere))
                .matches(said -> said.status == 2 && said.err.contains("there is no folder"));
        assertThat(say("measure", "x.fits", "--annotate", folder.resolve("x.bmp")).err)
                .contains("must end in .png");
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(say("focus-please").status).isEqualTo(2);
        assertThat(say("move").status).isEqualTo(2);
        assertThat(say("measure").status).isEqualTo(2);
        assertThat(say("emulate", "usb-focus").status).isEqualTo(2);
        assertThat(say("autofocus", "--rig", "refractor-80", "--reference", "UV").err)
                .contains("The wheel has no filter 'UV'. It has L, R,");
        assertThat(say("autofocus", "--rig", "hubble"))
                .matches(said -> said.status == 2 && said.err.contains("refractor-toa150"));
        assertThat(say("autofocus", "--rig", "refractor-toa150", "--set", "seeing-arcsec=none").err)
                .contains("wants a number, not 'none'");
        assertThat(say("emulate", "no-such-driver", "--tcp", "0").err).contains("usb-focus");
        assertThat(say("emulate", "alpaca", "--tcp", "0"))
                .matches(said -> said.status == 2 && said.err.contains("no firmware to play"));
        assertThat(say("emulate", "--help").out)
                .contains("Whose: astrolink,")
                .doesNotContain("alpaca", "indi");
        assertThat(say("emulate", "usb-focus", "--tcp", "0", "--quirk", "nope=1").err)
                .startsWith("a USB_Focus has no habit 'nope'. It has: automatic, ");
        assertThat(say("move", "12.5"))
                .matches(
                        said -> said.status == 2 && said.err.contains("Positions are whole steps"));
        assertThat(say("curve", "points.csv", "--plot", "c.gif").err).contains(".svg or .png");
        assertThat(say("emulate", "usb-focus", "--tcp", "70000").err).contains("from 0 to 65535");
    }

    @Test
    void wrongUsageIsToldInWordsOfItsWriter() {
        assertThat(say("autofokus").err).contains("There is no command 'autofokus'. Did you mean");
        assertThat(say("autofokus", "--help").status).isEqualTo(2);
        assertThat(say("move").err).contains("POS|+N|-N|PRESET is missing.");
        assertThat(say("sync", "far").err).contains("POS must be a whole number; 'far' was given.");
        assertThat(say("autofocus", "--seed").err).contains("--seed wants a value: N.");
        assertThat(say("status", "more").err).contains("does not know what to do with 'more'");
        assertThat(say("doctor", "--hub", "x").err)
                .contains("parfocal doctor has no option --hub.");
        assertThat(say("emulate", "usb-focus").err)
                .contains("One of these must be given: --pty LINK, or --tcp PORT.");
        assertThat(say("emulate", "usb-focus", "--tcp", "1", "--pty", "x").err)
                .contains("do not go together; keep one: --pty LINK, --tcp PORT.");
    }

    @Test
    void theTokenIsPrintedWhereAHubHasRun() throws Exception {
        assertThat(say("token", "--data", folder.resolve("never")))
                .matches(said -> said.status == 1 && said.err.contains("no hub has run"));
        var token = parfocal.server.Token.in(folder);

        assertThat(say("token", "--data", folder).out.strip()).isEqualTo(token.text());
        assertThat(say("token", "--data", folder, "--hub", "http://127.0.0.1:11111").status)
                .isZero();
        assertThat(say("token", "--data", folder, "--hub", "http://192.0.2.7:11111").err)
                .contains("192.0.2.7 is another computer", "parfocal token");
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(say("completion", "bash").out).startsWith("#!").contains("learn-lens");
        assertThat(say("completion", "fish"))
                .matches(said -> said.status == 2 && said.err.contains("bash and for zsh"));
    }

    @Test
    void everyCommandHelpsWithAnExample() {
        for (String command :
                List.of(
                        "autofocus",
                        "measure",
                        "curve",
                        "emulate",
                        "drivers",
                        "ports",
                        "rigs",
                        "open",
                        "watch",
                        "token",
                        "calibrate",
                        "completion",
                        "doctor")) {
            Said said = say(command, "--help");
            assertThat(said.status).isZero();
            assertThat(said.out).as(command).contains("Example");
        }
    }

    @Test
    void driversAndRigsAreListed() {
        assertThat(say("drivers").out).contains("usb-focus");
        assertThat(say("drivers", "--json").json().get("drivers").get(0).has("usbIds")).isTrue();
        assertThat(say("rigs").out).contains("refractor-toa150").contains("backlash-steps");
        assertThat(say("rigs", "--json").json().get("rigs").get(0).get("name").asString())
                .isEqualTo("refractor-toa150");
    }

    @Test
    void theReportForPeopleIsNotWhatReplayReads(@TempDir Path directory) throws Exception {
        Path report = Files.writeString(directory.resolve("report.html"), "<!doctype html>");

        Said said = say("replay", report);

        assertThat(said.status).isEqualTo(1);
        assertThat(said.err.strip())
                .isEqualTo(
                        "report.html is no record of a run. Replay reads the run.json that autofocus --report writes, beside report.html.");
    }
}
