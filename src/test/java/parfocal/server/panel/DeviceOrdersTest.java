package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Availability;
import parfocal.hub.FocuserPlan;
import parfocal.hub.HubFocuser;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// What a device does on order, as buttons beside its settings.
final class DeviceOrdersTest {

    @Test
    void aCelestronMotorIsCalibratedWithItsProgressAndStopped() throws Exception {
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open()) {
            HubFocuser motor = add(bench);
            await(() -> motor.state().availability() instanceof Availability.Ready);
            Page page = chromium.page(bench.url());
            page.getByTestId("focuser-motor").click();
            page.getByTestId("device").locator("summary").click();
            page.getByTestId("setting-calibrate-set").click();
            page.getByTestId("dialog-ok").click();

            assertThat(page.getByTestId("setting-calibration"))
                    .hasText(Pattern.compile("state [1-9]\\d* of 12; .*"));
            page.getByTestId("setting-stop-calibration-set").click();
            page.getByTestId("dialog-ok").click();
            await(() -> !motor.state().moving());
            assertThat(page.getByTestId("setting-calibration")).not().containsText("of 12;");
            assertThat(chromium.troubles()).isEmpty();
        }
    }

    private static HubFocuser add(PanelBench bench) {
        FocuserDriver driver = Drivers.byId("celestron").orElseThrow();
        FocuserEmulator device =
                driver.emulator(
                        new EmulatorSettings(
                                20_000,
                                40_000,
                                0,
                                0,
                                OptionalDouble.empty(),
                                Map.of("calibration", "missing")),
                        Pace.wall());
        return bench.hub.add(
                new FocuserPlan(
                        "motor",
                        "Focus motor",
                        "celestron",
                        "memory",
                        true,
                        () ->
                                driver.open(
                                        new MemoryLine(
                                                "Celestron", device, Pace.wall(), WireLog.none()),
                                        Pace.wall()),
                        Optional.empty(),
                        Map.of()));
    }
}
