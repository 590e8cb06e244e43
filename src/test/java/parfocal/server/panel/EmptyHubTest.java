package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parfocal.hub.Hub;
import parfocal.hub.Memory;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.time.Pace;

/// The page of a hub on which nothing is wired yet.
final class EmptyHubTest {
    @Test
    void oneButtonAddsASimulatedRig() throws Exception {
        var wired = new ArrayList<String>();
        try (var hub = new Hub(Memory.untilTheEnd(), Pace.wall());
                WebDoor door =
                        WebDoor.open(
                                DoorSettings.loopback(0),
                                List.of(
                                        new PanelFace(
                                                hub,
                                                Token.fresh(),
                                                "test",
                                                false,
                                                new PanelBench.NotedWorkbench(wired))));
                Chromium chromium = Chromium.open()) {
            Page page = chromium.page("http://127.0.0.1:" + door.port() + "/");
            assertThat(page.getByTestId("mover")).containsText("The hub has no focuser yet");
            page.getByTestId("rig-first").click();
            await(() -> !wired.isEmpty());
            for (String view : List.of("autofocus", "sensors", "charts", "devices", "more")) {
                page.getByTestId("nav-" + view).click();
                assertThat(page.getByTestId("view-" + view)).isVisible();
            }

            assertThat(wired).containsExactly("add rig refractor-80");
            assertThat(chromium.troubles()).isEmpty();
        }
    }
}
