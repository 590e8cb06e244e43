package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.HubFocuser;

/// The devices of the hub, each control used once.
final class DevicesViewTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void aPortThatWasFoundFillsTheFormWithTheNameThatLasts() {
        page.route(
                "**/api/parfocal/v1/ports",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                """
                                                {"ports": [{"name": "/dev/ttyUSB0", "lastingName": "/dev/serial/by-id/usb-FTDI-if00",
                                                "product": "FT232R", "drivers": ["moonlite"], "holders": [], "cures": []}]}
                                                """)));
        OPEN.go("devices");
        page.getByTestId("ports-refresh").click();
        page.getByTestId("port-use").click();

        assertThat(page.getByTestId("add-address")).hasValue("/dev/serial/by-id/usb-FTDI-if00");
        assertThat(page.getByTestId("add-model")).hasValue("moonlite");
        assertThat(page.getByTestId("add-name")).hasValue("FT232R");
        page.getByTestId("add-address").fill("");
        page.getByTestId("add-name").fill("");
        page.unroute("**/api/parfocal/v1/ports");
    }

    @Test
    void devicesAreListedTestedAddedRemovedAndTurned() throws Exception {
        OPEN.go("devices");
        assertThat(page.getByTestId("focuser-row-main")).containsText("astrolink at memory");
        assertThat(page.getByTestId("camera-row-sky")).containsText("Drawn sky");
        page.getByTestId("wheel-open-filters").click();
        var _ = page.getByTestId("wheel-filters").selectOption("Ha");
        await(() -> bench.hub.wheel("filters").orElseThrow().state().slot().orElse(-1) == 1);

        page.getByTestId("ports-refresh").click();
        page.getByTestId("add-name").fill("Second focuser");
        var _ = page.getByTestId("add-model").selectOption("moonlite");
        page.getByTestId("add-address").fill("tcp://127.0.0.1:4001");
        page.getByTestId("add-test").click();
        assertThat(page.getByTestId("add-said"))
                .containsText("It answered: FocuserLink, at 4 570.");
        page.getByTestId("add-submit").click();
        assertThat(page.getByTestId("add-said")).containsText("Second focuser was added");
        var _ = page.getByTestId("rig-name").selectOption("sct-c11");
        page.getByTestId("rig-add").click();
        await(() -> bench.wired.size() == 3);
        page.getByTestId("remove-main").click();
        page.getByTestId("dialog-ok").click();
        await(() -> bench.wired.size() == 4);
        page.getByTestId("rename-sky").click();
        page.getByTestId("rename-to").fill("Cooled camera");
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByTestId("device-said"))
                .hasText("Drawn sky is called Cooled camera in a moment.");
        page.getByTestId("remove-sky").click();
        page.getByTestId("dialog-ok").click();
        await(() -> bench.wired.size() == 6);
        var _ = page.getByTestId("add-kind").selectOption("camera");
        assertThat(page.getByTestId("add-test")).isHidden();
        page.getByTestId("add-name").fill("Guide camera");
        page.getByTestId("add-address").fill("indi://127.0.0.1/CCD");
        page.getByTestId("add-submit").click();
        await(() -> bench.wired.size() == 7);

        assertThat(bench.wired)
                .containsExactly(
                        "ask moonlite at tcp://127.0.0.1:4001",
                        "add focuser Second focuser",
                        "add rig sct-c11",
                        "remove rig main",
                        "rename camera Drawn sky to Cooled camera",
                        "remove camera Drawn sky",
                        "add camera Guide camera");
        assertThat(page.getByText("/home/alice/parfocal.toml")).isVisible();
    }

    @Test
    void aLensIsChosenByItsTabAndSentHome() throws Exception {
        FocuserEmulator lens =
                bench.add(
                        "lens",
                        "Lens",
                        "sony-lens",
                        new EmulatorSettings(
                                5_000, 10_000, 0, 0, OptionalDouble.empty(), Map.of()));
        HubFocuser focuser = bench.hub.focuser("lens").orElseThrow();
        await(() -> focuser.state().availability().isReady());
        OPEN.go("focus");
        page.getByTestId("focuser-lens").click();
        page.getByTestId("home").click();

        await(() -> lens.motor().positionSteps() > 5_000);
        assertThat(page.getByTestId("motor-state")).hasText("turning");
        page.getByTestId("halt").click();
        await(() -> !focuser.state().moving());
        page.getByTestId("focuser-main").click();
        assertThat(page.getByTestId("home")).isHidden();
    }
}
