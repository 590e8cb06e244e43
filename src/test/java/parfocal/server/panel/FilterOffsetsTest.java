package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.filters.FilterSettings;

/// Offsets of filters on the page: seen, typed, followed by the motor, measured.
final class FilterOffsetsTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void offsetsAreTypedAndTheMotorFollowsTheWheel() throws Exception {
        OPEN.go("autofocus");
        OPEN.unfold("filters");
        page.getByTestId("filter-open").click();
        assertThat(page.getByTestId("filter-now")).hasText("L is in the light.");
        var _ = page.getByTestId("filter-reference").selectOption("L");
        page.getByTestId("filter-offset-Ha").fill("32");
        page.getByTestId("filter-offset-OIII").fill("-8.5");
        page.getByTestId("filter-follow").check();
        page.getByTestId("filter-save").click();

        assertThat(page.getByTestId("filter-saved")).hasText("Saved.");
        assertThat(page.getByTestId("filter-row-L")).containsText("counts from here");
        assertThat(page.getByTestId("filter-row-Ha")).containsText("typed");
        FilterSettings kept = bench.hub.filters("main").orElseThrow().settings();
        assertThat(kept.reference()).hasValue("L");
        assertThat(kept.movesWithFilters()).isTrue();
        assertThat(kept.offsets().keySet()).containsExactlyInAnyOrder("Ha", "OIII");

        OPEN.go("devices");
        var _ = page.getByTestId("wheel-filters").selectOption("Ha");
        await(() -> bench.deviceSteps() == PanelBench.START + 32);
        bench.awaitRest();
        OPEN.go("autofocus");
        assertThat(page.getByTestId("filter-now")).hasText("Ha is in the light.");
        page.getByTestId("filter-offset-OIII").fill("");
        page.getByTestId("filter-follow").uncheck();
        page.getByTestId("filter-save").click();
        await(() -> bench.hub.filters("main").orElseThrow().settings().offsets().size() == 1);

        measuredAndEnded();
    }

    private void measuredAndEnded() throws InterruptedException {
        page.getByTestId("af-exposure").fill("0.01");
        page.getByTestId("filter-chosen-OIII").uncheck();
        page.getByTestId("filter-pairs").fill("2");
        page.getByTestId("filter-measure").click();
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.DIALOG))
                .containsText("5 autofocus runs, in turn through L and Ha");
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByTestId("owner")).containsText("a measurement of filter offsets");
        page.getByTestId("filter-stop").click();

        assertThat(page.getByTestId("filter-progress")).containsText("ended before it was done");
        bench.awaitRest();
        assertThat(page.getByTestId("filter-stop")).isHidden();
    }
}
