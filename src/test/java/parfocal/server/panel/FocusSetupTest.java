package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.motion.BacklashMode;

/// How the focuser is treated, and its own settings: each control used once, and its effect looked for in the emulated device.
final class FocusSetupTest {
    private static final Client TEST = new Client("test", "");

    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @BeforeEach
    void asItWasFound() throws Exception {
        OPEN.asItWasFound(TEST);
    }

    @AfterEach
    void nothingIsLeftMoving() throws Exception {
        OPEN.atRest(TEST);
    }

    @Test
    void theNumberOfThePositionIsChangedOnceAskedAndStoredOnesShiftWithIt() throws Exception {
        bench.focuser.preset("Ha", Optional.of(5_100), TEST);
        OPEN.unfold("setup");
        page.getByTestId("set-position-to").fill("6000");
        page.getByTestId("set-position").click();
        page.getByTestId("shift-presets").check();
        page.getByTestId("dialog-ok").click();

        await(() -> bench.deviceSteps() == 6_000);
        await(() -> bench.focuser.presets().getOrDefault("Ha", 0) == 6_100);
        page.getByTestId("set-zero").click();
        page.getByTestId("dialog-ok").click();
        await(() -> bench.deviceSteps() == 0);
    }

    @Test
    void limitsStepSizeDirectionAndBacklashAreKept() throws Exception {
        OPEN.unfold("setup");
        page.getByTestId("minimum-steps").fill("1000");
        page.getByTestId("maximum-steps").fill("9000");
        page.getByTestId("step-microns").fill("2.5");
        page.getByTestId("backlash-steps").fill("-80");
        var _ = page.getByTestId("backlash-mode").selectOption("overshoot");
        assertThat(page.getByTestId("backlash-words"))
                .containsText("Inward moves go 80 steps too far");
        page.getByTestId("backlash-for-clients").check();
        var _ = page.getByTestId("approach").selectOption("up");
        page.getByTestId("treatment-save").click();

        assertThat(page.getByTestId("treatment-saved")).hasText("Saved.");
        assertThat(bench.focuser.settings())
                .isEqualTo(
                        new FocuserSettings(
                                Optional.of(new Travel(1_000, 9_000)),
                                Approach.UP,
                                new BacklashMode.Overshoot(Approach.UP, 80),
                                true,
                                false,
                                OptionalDouble.of(2.5)));
        assertThat(page.getByTestId("position-mm")).hasText("12.500 mm");
        page.getByTestId("step-in").click();
        standsAt(4_950);
        page.getByTestId("reversed").check();
        page.getByTestId("treatment-save").click();
        await(() -> bench.focuser.settings().reversed());
    }

    @Test
    void theDevicesOwnSettingsGoOverTheWire() throws Exception {
        OPEN.unfold("device");
        set("manual-buttons", "off");
        set("maximum-steps", "9500");
        set("maximum-steps", "10000");
        set("rotation", "reversed");
        set("rotation", "standard");
        set("step-size-microns", "2.5");
    }

    /// As with `CommandString("S:20")` of the manual.
    @Test
    void theDeviceCompensatesByItselfOrWhenItIsTold() throws Exception {
        OPEN.unfold("device");
        set("compensation-steps-per-celsius", "35");
        set("compensation-threshold-steps", "30");
        set("compensation-cycle-seconds", "60");
        set("compensation", "automatic");
        set("compensation", "manual");
        bench.device.feel(OptionalDouble.of(8));
        page.getByTestId("setting-compensate-beyond-steps").fill("20");
        page.getByTestId("setting-compensate-beyond-steps-set").click();

        await(() -> bench.deviceSteps() == 4_930);
        set("compensation", "off");
    }

    private void set(String setting, String value) throws InterruptedException {
        Locator control = page.getByTestId("setting-" + setting);
        if (control.evaluate("control => control.tagName").equals("SELECT")) {
            var _ = control.selectOption(value);
        } else {
            control.fill(value);
        }
        page.getByTestId("setting-" + setting + "-set").click();
        await(() -> readBack(setting).equals(value));
    }

    private String readBack(String setting) {
        return bench.focuser.state().settings().stream()
                .filter(known -> known.name().equals(setting))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void standsAt(int steps) throws InterruptedException {
        await(() -> bench.deviceSteps() == steps && !bench.focuser.state().moving());
    }
}
