package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.hub.Client;
import parfocal.hub.HubCompensation;

/// Sensors, compensation and its calculator, each control used once.
final class SensorsViewTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void sensorsAreShownAndTheChangeMeterIsReset() throws Exception {
        HubCompensation held = bench.hub.compensation("main").orElseThrow();
        held.settle(held.settings().withAveraging(Duration.ZERO), new Client("test", ""));
        OPEN.go("sensors");
        // A thermometer that jumps by more than two degrees is not believed.
        feels(9, held);
        page.getByTestId("temperature-change-reset").click();
        assertThat(page.getByTestId("temperature-change")).hasText("0.0 °C");
        feels(8, held);

        assertThat(page.getByTestId("temperature")).hasText("8.0 °C");
        assertThat(page.getByTestId("humidity")).containsText("%");
        assertThat(page.getByTestId("dew-point")).containsText("°C");
        assertThat(page.getByTestId("temperature-change")).hasText("-1.0 °C");
        // As in the manual: pressing the meter itself.
        page.getByTestId("temperature-change-tile").click();
        assertThat(page.getByTestId("temperature-change")).hasText("0.0 °C");
    }

    @Test
    void theCalculatorFindsACoefficientAndCompensationUsesIt() throws Exception {
        HubCompensation held = bench.hub.compensation("main").orElseThrow();
        held.settle(held.settings().withAveraging(Duration.ZERO), new Client("test", ""));
        OPEN.go("sensors");
        OPEN.unfold("calculator");
        // A run that another test made may have left one.
        held.calculator().clear();
        feels(9, held);
        page.getByTestId("calc-add-current").click();
        await(() -> held.calculator().all().size() == 1);
        page.getByTestId("calc-table").locator("button").last().click();
        await(() -> held.calculator().all().isEmpty());
        for (String row : List.of("20,5230", "18,5162", "15,5064", "13,4990", "11,4900")) {
            String[] pair = row.split(",", -1);
            int before = held.calculator().all().size();
            page.getByTestId("calc-celsius").fill(pair[0]);
            page.getByTestId("calc-position").fill(pair[1]);
            page.getByTestId("calc-point-filter").fill("L");
            page.getByTestId("calc-add").click();
            await(() -> held.calculator().all().size() == before + 1);
        }
        Locator last = page.getByTestId("calc-table").getByLabel("Position of point").last();
        assertThat(last).hasValue("4900");
        last.fill("4928");
        last.press("Enter");
        assertThat(page.getByTestId("calc-verdict")).containsText("Good: 33.");
        assertThat(page.locator("[data-testid=calc-plot] .sample")).hasCount(5);
        assertThat(page.locator("[data-testid=calc-plot] .model")).hasCount(1);
        var _ = page.getByTestId("calc-filter").selectOption("L");
        page.getByTestId("calc-apply").click();
        await(() -> held.settings().law().isPresent());

        var _ = page.getByTestId("comp-mode").selectOption("manual");
        page.getByTestId("comp-threshold").fill("25");
        page.getByTestId("comp-averaging").fill("0");
        page.getByTestId("comp-learning").check();
        page.getByTestId("comp-save").click();
        assertThat(page.getByTestId("comp-saved")).hasText("Saved.");
        assertThat(held.settings().thresholdSteps()).isEqualTo(25);
        assertThat(page.getByTestId("comp-words")).containsText("2 °C colder: 67 steps inward");
        assertThat(page.getByTestId("comp-reference")).containsText("In focus at");

        int stood = bench.deviceSteps();
        feels(7.5, held);
        assertThat(page.getByTestId("comp-due")).containsText("steps inward");
        page.getByTestId("compensate").click();
        assertThat(page.getByTestId("comp-done")).containsText("Moved by");
        await(() -> bench.deviceSteps() < stood);
        bench.awaitRest();
        page.getByTestId("comp-coefficient").fill("30");
        var _ = page.getByTestId("comp-sensor").selectOption("own");
        var _ = page.getByTestId("comp-mode").selectOption("off");
        page.getByTestId("comp-save").click();
        assertThat(page.getByTestId("comp-words")).containsText("2 °C colder: 60 steps inward");
        page.getByTestId("calc-clear").click();
        page.getByTestId("dialog-ok").click();
        await(() -> held.calculator().all().isEmpty());
    }

    private void feels(double celsius, HubCompensation held) throws Exception {
        bench.device.feel(OptionalDouble.of(celsius));
        bench.focuser.refresh();
        await(() -> Math.abs(held.state().celsius().orElse(0) - celsius) < 0.05);
    }

    @Test
    void aTableOutOfASpreadsheetIsPastedAndAPointChangedInItsRow() throws Exception {
        HubCompensation held = bench.hub.compensation("main").orElseThrow();
        held.calculator().clear();
        OPEN.go("sensors");
        OPEN.unfold("calculator");
        page.getByTestId("calc-celsius")
                .evaluate(
                        """
                        field => {
                          const data = new DataTransfer();
                          data.setData('text', 'Temp\\tPosition\\r\\n12,5\\t4900\\r\\n10.0\\t4820\\r\\n');
                          field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
                        }
                        """);
        await(() -> held.calculator().all().size() == 2);
        int first = held.calculator().all().getFirst().number();
        Locator celsius = page.getByTestId("calc-" + first + "-celsius");
        celsius.fill("13");
        celsius.press("Enter");

        await(() -> held.calculator().all().getFirst().point().celsius() == 13);
        assertThat(held.calculator().all().getLast().point().positionSteps()).isEqualTo(4_820);
        held.calculator().clear();
    }
}
