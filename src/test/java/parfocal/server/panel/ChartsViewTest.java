package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.device.WeatherStation;
import parfocal.driver.EmulatorSettings;
import parfocal.hub.SensorPlan;

/// The charts, each control used once.
final class ChartsViewTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void chartsAreChosenZoomedSavedAndCleared() throws Exception {
        OPEN.go("charts");
        var _ = page.getByTestId("chart-pair").selectOption("tp");
        var _ = page.getByTestId("chart-every").selectOption("1");
        await(() -> seen("main") > 4);
        assertThat(csv())
                .startsWith(
                        "time,position_steps,temperature_celsius,humidity_percent,dew_point_celsius\n")
                .contains(",5000,");
        assertThat(page.getByTestId("chart"))
                .hasAttribute("aria-label", Pattern.compile("Temperature and Position from .*"));
        var _ = page.getByTestId("chart-pair").selectOption("hd");
        assertThat(page.getByTestId("chart-left")).hasValue("humidity");
        var _ = page.getByTestId("chart-left").selectOption("position");
        assertThat(page.getByTestId("chart-pair")).hasValue("any");
        var _ = page.getByTestId("chart-right").selectOption("temperature");
        assertThat(page.getByTestId("chart"))
                .hasAttribute("aria-label", Pattern.compile("Position and Temperature from .*"));
        var _ = page.getByTestId("chart-period").selectOption("1");

        Download picture = page.waitForDownload(() -> page.getByTestId("chart-png").click());
        assertThat(ImageIO.read(Files.newInputStream(picture.path())).getWidth())
                .isGreaterThan(1_200);

        BoundingBox box = page.getByTestId("chart").boundingBox();
        page.mouse().move(box.x + box.width * 0.85, box.y + 80);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.99, box.y + 90);
        page.mouse().up();
        assertThat(page.getByTestId("chart-pan")).isVisible();
        page.getByTestId("chart-pan").fill("0");
        page.getByTestId("chart-reset").click();
        assertThat(page.getByTestId("chart-pan")).isHidden();
        page.getByTestId("chart-in").click();
        assertThat(page.getByTestId("chart-pan")).isVisible();
        page.getByTestId("chart-out").click();
        page.getByTestId("chart-out").click();
        assertThat(page.getByTestId("chart-pan")).isHidden();
        page.getByTestId("chart-clear").click();
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByText("Points appear here")).isVisible();
    }

    @Test
    void theAirOfASensorElsewhereIsDrawnWithThePosition() throws Exception {
        var _ = bench.hub.add(new SensorPlan("roof", "Roof", "memory", Roof::new));
        OPEN.go("charts");
        var _ = page.getByTestId("chart-pair").selectOption("tp");
        var _ = page.getByTestId("chart-air").selectOption("Roof");
        // Of the roof, and of the focuser.
        await(() -> seen("roof") > 0 && seen("main") > 0);

        assertThat(csv()).contains(",5000,,,\n").contains(",,-3.25,61,");
        var _ = page.getByTestId("chart-air").selectOption("");
    }

    private int seen(String id) {
        return (Integer)
                page.evaluate(
                        "id => import('/panel/series.js').then(series => series.points(id).length)",
                        id);
    }

    private String csv() {
        Download table = page.waitForDownload(() -> page.getByTestId("chart-csv").click());
        try {
            return Files.readString(table.path(), UTF_8);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void whatNothingFeltIsNotDrawnAndThatIsSaid() throws Exception {
        var _ =
                bench.add(
                        "blind",
                        "Without a thermometer",
                        "moonlite",
                        EmulatorSettings.at(5_000, 10_000));
        await(() -> bench.hub.focuser("blind").orElseThrow().state().availability().isReady());
        OPEN.go("charts");
        page.getByTestId("focuser-blind").click();
        // Two points are wanted, one each second.
        var _ = page.getByTestId("chart-every").selectOption("1");
        var _ = page.getByTestId("chart-pair").selectOption("hd");

        assertThat(page.getByTestId("chart-unfelt"))
                .containsText("Not drawn: humidity and dew point");
        page.getByTestId("focuser-main").click();
        assertThat(page.getByTestId("chart-unfelt")).isEmpty();
    }

    /// Feels the same frost all night.
    private static final class Roof implements WeatherStation {
        @Override
        public Optional<Weather> weather() {
            return Optional.of(new Weather(-3.25, OptionalDouble.of(61), OptionalDouble.empty()));
        }

        @Override
        public void close() {}
    }
}
