package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.hub.RunState;

/// The autofocus view, each control used once.
final class AutofocusViewTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void anAutofocusRunIsStartedWatchedComparedAndStopped() throws Exception {
        OPEN.go("autofocus");
        var _ = page.getByTestId("af-camera").selectOption("sky");
        page.getByTestId("af-exposure").fill("0.01");
        page.getByTestId("af-start").click();

        assertThat(page.getByTestId("owner")).containsText("an autofocus run started by panel");
        assertThat(page.getByTestId("af-sentence"))
                .containsText(Pattern.compile("Frame|Going|curve"));
        assertThat(page.getByTestId("af-outcome"))
                .hasText(
                        "Accepted",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                .setTimeout(60_000));
        bench.awaitRest();
        assertThat(bench.deviceSteps())
                .isCloseTo(DrawnSky.BEST, org.assertj.core.data.Offset.offset(10));
        assertThat(page.getByTestId("af-result")).containsText("Best focus at 5");
        assertThat(page.getByTestId("af-result")).containsText("Proven");
        assertThat(page.locator("[data-testid=curve] .sample").count()).isGreaterThan(4);
        assertThat(page.locator("[data-testid=curve] .model")).hasCount(1);
        assertThat(page.getByTestId("af-story").locator("li").count()).isGreaterThan(9);

        assertThat(
                        (String)
                                page.getByTestId("af-report")
                                        .first()
                                        .evaluate(
                                                "link => fetch(link.href).then(answer => answer.text())"))
                .contains("<!doctype html>", "Autofocus of Main focuser");

        OPEN.unfold("frame");
        assertThat(page.getByTestId("frame-words")).containsText("stars, ");
        assertThat(
                        (Integer)
                                page.getByTestId("frame-picture")
                                        .evaluate("p => p.decode().then(() => p.naturalWidth)"))
                .isEqualTo(480);
        page.locator(".box").last().dispatchEvent("click");
        assertThat(page.getByTestId("frame-detail")).containsText("half-flux radius");
        assertThat(page.getByTestId("frame-causes"))
                .hasText(Pattern.compile("|Refused or not counted: .*"));
        page.getByTestId("frame-boxes").click();
        assertThat(page.locator(".box").last()).isHidden();
        page.getByTestId("frame-larger").click();

        OPEN.unfold("earlier");
        page.getByTestId("af-compare").first().check();
        assertThat(page.locator("[data-testid=curve] .compared")).hasCount(1);
        page.getByTestId("af-open").first().click();
        page.getByTestId("af-start").click();
        await(() -> bench.focuser.state().owner().isPresent());
        page.getByTestId("af-stop").click();
        assertThat(page.getByTestId("af-outcome")).hasText("Ended");
        bench.awaitRest();
    }

    @Test
    void aRunWithoutStarsSaysWhyThereIsNoCurve() throws Exception {
        OPEN.go("autofocus");
        page.getByTestId("af-exposure").fill("0.01");
        bench.sky.covered = true;
        page.getByTestId("af-start").click();

        assertThat(page.getByTestId("af-empty"))
                .containsText(
                        Pattern.compile("No curve: .* a star that can be measured. Usual causes"));
        page.getByTestId("af-stop").click();
        bench.sky.covered = false;
        assertThat(page.getByTestId("af-outcome")).hasText(Pattern.compile("Ended|Refused"));
        bench.awaitRest();
    }

    @Test
    void aRunIsBinnedAndMadeAsPlanned() throws Exception {
        OPEN.go("autofocus");
        page.getByTestId("af-exposure").fill("0.01");
        OPEN.unfold("af-more");
        var _ = page.getByTestId("af-binning").selectOption("2");
        var _ = page.getByTestId("af-plan").selectOption("fixed");
        page.getByTestId("af-step").fill("40");
        page.getByTestId("af-samples").fill("7");
        page.getByTestId("af-start").click();
        await(() -> bench.hub.runs().latest("main").filter(RunState::isRunning).isPresent());
        FocusPlan plan = bench.hub.runs().latest("main").orElseThrow().plan();
        page.getByTestId("af-stop").click();
        bench.awaitRest();

        assertThat(plan.binning()).isEqualTo(2);
        assertThat(plan.fixed()).hasValue(new FixedSweep(7, 40));
        var _ = page.getByTestId("af-plan").selectOption("adaptive");
        assertThat(page.getByTestId("af-step")).isHidden();
        var _ = page.getByTestId("af-binning").selectOption("1");
    }
}
