package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusResult;
import parfocal.image.Frame;

final class RunPageTest {
    private final FocusResult result = RunRecordTest.run();

    @Test
    void thePageNeedsNothingBesideIt() {
        String page = page(new KeptFrames());

        assertThat(page).startsWith("<!doctype html>").contains("<style>", "<svg ");
        assertThat(page).doesNotContain("<script", "<link", "src=", "href='http", "url(");
    }

    @Test
    void itTellsVerdictCurveDecisionsProofAndNumbers() {
        assertThat(page(new KeptFrames()))
                .contains(
                        "ACCEPTED",
                        "PROOF",
                        "looking where we are",
                        "What was decided, and why",
                        "What the run was asked",
                        "Every number",
                        "Across the field",
                        "The stars of each frame");
    }

    @Test
    void framesThatWereKeptAreInIt() {
        var frames = new KeptFrames();
        for (int i = 0; i < result.exposures(); i++) {
            frames.add(new Frame(64, 48, new float[64 * 48]));
        }

        assertThat(page(frames)).contains("href='data:image/png;base64,", "The frames");
    }

    @Test
    void whatStandsInARecordIsNoMarkup() {
        var about = RunPage.About.of("<script>alert('a & b')</script>");

        assertThat(RunPage.of(result, about, new KeptFrames()))
                .contains("&lt;script&gt;alert(&#39;a &amp; b&#39;)")
                .doesNotContain("<script");
    }

    @Test
    void aRunGoesToNinasReportAndBack() throws UnreadableInput {
        String report =
                NinaExport.of(result, OffsetDateTime.parse("2026-11-21T23:27:02+01:00"), "L");

        CurveTable read = CurveTable.of("report.json", report);

        List<Double> positions =
                result.fit().orElseThrow().counting().stream()
                        .map(sample -> (double) sample.positionSteps())
                        .toList();
        assertThat(report)
                .contains(
                        "\"Version\":2",
                        "\"Method\":\"STARHFR\"",
                        "\"Value\":\"NaN\"",
                        "\"Duration\":\"00:00:40.0000000\"");
        assertThat(read.samples())
                .extracting(RecordedSample::positionSteps)
                .containsExactlyInAnyOrderElementsOf(positions);
        assertThat(read.samples()).allMatch(sample -> sample.hfrPixels().isPresent());
    }

    private String page(KeptFrames frames) {
        return RunPage.of(
                result,
                new RunPage.About("My night", "Seed 1", OptionalDouble.of(614), List.of()),
                frames);
    }
}
