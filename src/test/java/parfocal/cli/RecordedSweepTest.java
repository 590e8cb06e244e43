package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Validation on frames that a real telescope took: a Celestron C8 at f/7 through focus, one bright star, positions going down.
/// Best focus 7988 ± 8 and the slope of 0.037 px a step are known from elsewhere. Third-party data, kept beside the checkout.
final class RecordedSweepTest {
    private static final Path SWEEP = Path.of("..", "shared", "data", "c8-sweep");

    private static final Path REPORTS = Path.of("..", "shared", "data", "nina-reports");

    @Test
    void theSweepOfARealTelescopeIsUnderstoodFromItsPixels() {
        assumeThat(SWEEP)
                .as("the recorded sweep is not beside this checkout: test skipped")
                .isDirectory();
        var out = new StringWriter();

        int status =
                Parfocal.run(
                        new PrintWriter(out, true),
                        new PrintWriter(new StringWriter(), true),
                        "curve",
                        SWEEP.toString(),
                        "--leave-one-out",
                        "--json");

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(status).isZero();
        assertThat(json.get("bestPositionSteps").asDouble()).isBetween(7980.0, 7996.0);
        assertThat(json.get("slopePixelsPerStep").asDouble()).isBetween(0.035, 0.039);
        assertThat(json.get("approach").asString()).isEqualTo("down");
        assertThat(json.get("notes").get(0).asString())
                .contains("the name says 8000, the header 8025");
        assertThat(json.get("leaveOneOut").get("points").size()).isGreaterThan(6);
        assertThat(json.get("leaveOneOut").get("rmsSteps").asDouble()).isLessThan(15);
    }

    /// A report of a night whose sweep went down and whose last move went up, on a focuser with play.
    @Test
    void theReportOfANightWithBacklashIsReadAsOne() {
        assumeThat(REPORTS)
                .as("no recorded reports beside this checkout: test skipped")
                .isDirectory();
        var out = new StringWriter();

        int status =
                Parfocal.run(
                        new PrintWriter(out, true),
                        new PrintWriter(new StringWriter(), true),
                        "curve",
                        REPORTS.toString(),
                        "--json");

        JsonNode json = JsonMapper.shared().readTree(out.toString());
        double steps = json.get("backlash").get("steps").asDouble();
        double sigma = json.get("backlash").get("sigmaSteps").asDouble();
        assertThat(status).isZero();
        assertThat(steps - sigma).isGreaterThan(18);
        assertThat(steps + sigma).isLessThan(42);
        // Its models lie 19 steps apart.
        assertThat(json.get("sigmaSteps").asDouble()).isBetween(6.0, 12.0);
        assertThat(json.get("diagnoses").get(0).get("message").asString())
                .contains("Backlash is suspected");
        assertThat(json.get("diagnoses").get(0).get("remedy").asString())
                .contains("made its last move the wrong way");
    }
}
