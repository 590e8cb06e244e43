package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.image.Frame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Learning a lens from counts, as its users meet it.
final class LearnLensCommandTest {
    @TempDir private Path folder;

    private record Said(int status, String out, String err) {}

    private static Said say(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Parfocal.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Said(status, out.toString(), err.toString());
    }

    @Test
    void countsOfSomebodyBecomeALensFile() throws Exception {
        Path table =
                Files.writeString(
                        folder.resolve("counts.csv"),
                        """
                        size,direction,presses
                        # by Anna, on her 200-600
                        4,near,523
                        4,far,520
                        5,both,200
                        6;;77
                        7,NEAR,29.3
                        """);
        Path lens = folder.resolve("lens.json");

        Said said = say("learn-lens", "--counts", table.toString(), "--out", lens.toString());

        assertThat(said.status).isZero();
        assertThat(said.out).contains("From 5 counts.", "Not counted: key 1, 2, 3");
        JsonNode file = JsonMapper.shared().readTree(Files.readString(lens));
        assertThat(file.get("far").get(6).asDouble() / file.get("far").get(3).asDouble())
                .isBetween(17.4, 18.2);
    }

    @Test
    void aSimulatedLensTellsTheTruthAndWhereItWasWritten() {
        Path lens = folder.resolve("lens.json");

        Said said =
                say(
                        "learn-lens",
                        "--simulate",
                        "--from-counts",
                        "--smallest-key",
                        "5",
                        "--quiet",
                        "--out",
                        lens.toString());

        assertThat(said.status).isZero();
        assertThat(said.out)
                .contains("TRUTH     This lens is simulated and knows: its keys move 1.00, ")
                .containsPattern("the largest error is \\d+\\.\\d %, of (near|far) key \\d")
                .contains("Written to " + lens, "?lens=" + lens);
    }

    @Test
    void aRowThatIsNoCountIsSaidWithItsPlace() throws Exception {
        Path table = Files.writeString(folder.resolve("counts.csv"), "7,near,29\n8,far,3\n");

        Said said = say("learn-lens", "--counts", table.toString());

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).contains("line 2", "8,far,3", "Sizes are 1 to 7");
    }

    @ParameterizedTest
    @CsvSource({
        "learn-lens, Say what is learned from",
        "learn-lens --address gphoto2:usb:, Without stars add --from-counts",
        "learn-lens --simulate --counts 3;2;1, One of them",
        "learn-lens --simulate --by-eye, --by-eye goes with",
        "learn-lens --simulate --dark none.fits, nothing is learned from frames",
        "learn-lens --counts none.csv, cannot be read",
        "'learn-lens --counts 1,2', 'wanted in a row, of sizes 1 to 7; 2 were given'",
        "'learn-lens --counts 29,77,200,523,1325,3361,7896', 'Size 1 takes 29 presses and size 2, which is a larger step, 77'",
        "'learn-lens --counts 7896,3361,1325,523,200,200,29', 'Size 5 takes 200 presses and size 6'",
        "'learn-lens --counts 7896,3361,1325,523,200,77,0', Size 7 cannot cross the range in 0 presses",
        "'learn-lens --simulate --quirk slip-percent=99', 'slip-percent can be: 0, 1, 2, 3, 5.'",
        "'learn-lens --simulate --quirk slip=1', has no habit 'slip'. It has: asymmetry-percent",
    })
    void wrongUsageIsToldInASentence(String words, String expected) {
        Said said = say(words.split(" "));

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).contains(expected);
    }

    @Test
    void aBodyWithoutAReadingIsCountedByPictures() {
        Said said =
                say(
                        "learn-lens --simulate --from-counts --smallest-key 3 --json --quirk percent=missing --quirk lens=sigma-16-f1.4"
                                .split(" "));

        assertThat(said.status).isZero();
        assertThat(said.err).contains("key 5 near across the range", "On a real body");
        JsonNode answer = JsonMapper.shared().readTree(said.out);
        JsonNode far = answer.get("lens").get("far");
        assertThat(answer.get("truth").get("worstErrorPercent").asDouble()).isBetween(0.0, 10.0);
        assertThat(far.get(5).asDouble() / far.get(2).asDouble()).isBetween(16.8, 17.9);
    }

    @Test
    void whoWatchesIsAskedUntilHeAnswers() throws Exception {
        var asked = new StringWriter();
        var person =
                new WatchingPerson(
                        new BufferedReader(new StringReader("\nwhat?\nS\n")),
                        new PrintWriter(asked, true));

        assertThat(List.of(person.stood(), person.stood())).containsExactly(false, true);
        assertThat(asked.toString()).contains("Did it move?");
    }

    @Test
    void aPictureThatOnlyFlickersAndIsNoisyHasNotMoved() throws Exception {
        var random = new Random(3);
        double[] edge = {40};
        var witness = new SceneWitness(() -> room(edge[0], random));
        witness.watch();

        assertThat(witness.stood()).isTrue();
        edge[0] = 40.2;
        assertThat(witness.stood()).isFalse();
        assertThat(witness.stood()).isTrue();
    }

    /// Half bright, half dark, under a lamp that flickers by some percent.
    private static Frame room(double edge, Random random) {
        float[] adu = new float[96 * 96];
        double lamp = 1 + 0.03 * random.nextGaussian();
        for (int at = 0; at < adu.length; at++) {
            double bright = Math.clamp(at % 96 - edge, 0, 1);
            adu[at] = (float) (lamp * (1_000 + 20_000 * bright) + 30 * random.nextGaussian());
        }
        return new Frame(96, 96, adu);
    }
}
