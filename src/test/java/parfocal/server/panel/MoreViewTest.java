package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.hub.Client;

/// Notes, the log, factory defaults, keys and themes, each control used once.
final class MoreViewTest {
    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @Test
    void factoryDefaultsAreAskedForTwice() throws Exception {
        bench.focuser.treat(
                bench.focuser.settings().withStepMicrons(OptionalDouble.of(2)),
                new Client("test", ""));
        OPEN.go("more");
        OPEN.unfold("reset");
        page.getByTestId("reset-hub").click();
        page.getByTestId("dialog-ok").click();
        String word = page.getByTestId("reset-doubt").textContent().replaceAll("\\D", "");
        assertThat(bench.focuser.settings().stepMicrons()).hasValue(2);
        page.getByTestId("reset-word").fill(word);
        page.getByTestId("dialog-ok").click();

        assertThat(page.getByTestId("reset-said")).hasText("It was reset.");
        assertThat(bench.focuser.settings().stepMicrons()).isEmpty();
        page.getByTestId("reset-device").click();
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByTestId("order-error")).containsText("factory reset");
    }

    @Test
    void notesAreKeptAsTypedAndTheLogIsFilteredAndSaved() throws Exception {
        OPEN.go("more");
        page.getByTestId("notes").fill("Flats: 2.1 s");
        assertThat(page.getByTestId("notes-saved")).containsText("saved");
        assertThat(bench.focuser.notes()).isEqualTo("Flats: 2.1 s");
        page.getByTestId("notes-insert").click();
        await(() -> bench.focuser.notes().contains(" steps, "));

        bench.focuser.preset("Ha", Optional.of(5_100), new Client("test", ""));
        assertThat(page.getByTestId("log")).containsText("test calls 5100 'Ha'");
        Download log = page.waitForDownload(() -> page.getByTestId("log-save").click());
        assertThat(Files.readString(log.path(), UTF_8)).contains("test calls 5100 'Ha'");
        var _ = page.getByTestId("log-filter").selectOption("warn");
        assertThat(page.getByTestId("log")).not().containsText("calls");
        assertThat(page.getByTestId("version")).hasText("Parfocal test");
        assertThat(page.getByTestId("access")).containsText("Only this computer reaches the hub");
        page.getByTestId("motor-graphics").uncheck();
        assertThat(page.locator(".motor")).isHidden();
        page.getByTestId("motor-graphics").check();
        assertThat(page.getByTestId("mini")).isVisible();
    }

    @Test
    void keysOpenTheListOfKeysAndTheThemeIsRemembered() {
        OPEN.go("focus");
        page.getByTestId("position").click();
        page.keyboard().press("?");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.DIALOG))
                .containsText("halt, always");
        page.getByTestId("dialog-ok").click();
        page.keyboard().press("g");
        assertThat(page.getByTestId("goto")).isFocused();
        page.getByTestId("position").click();
        page.keyboard().press("a");
        assertThat(page.getByText("Start an autofocus run?")).isVisible();
        page.getByTestId("dialog-cancel").click();

        var _ = page.getByTestId("theme").selectOption("night");
        var _ = page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "night");
        var _ = page.getByTestId("theme").selectOption("dark");
    }

    @Test
    void theWayPastTheHeaderStaysInTheViewAndTheHubsJsonIsDescribed() {
        OPEN.go("more");
        page.getByTestId("skip").press("Enter");
        assertThat(page.locator("main")).isFocused();
        assertThat(page.getByTestId("view-more")).isVisible();
        page.getByTestId("api").click();
        assertThat(page.locator("body")).containsText("\"openapi\"");
        var _ = page.goBack();
        assertThat(page.getByTestId("version")).hasText("Parfocal test");
    }

    @Test
    void theSmallWindowShowsThePositionAndHalts() throws Exception {
        OPEN.go("more");
        Page small = page.context().waitForPage(() -> page.getByTestId("mini").click());
        assertThat(small.getByTestId("mini-position"))
                .hasText(Integer.toString(bench.deviceSteps()));
        bench.focuser.moveTo(9_000, new Client("test", ""));
        await(() -> bench.deviceSteps() > 5_100);
        small.getByTestId("mini-halt").click();

        bench.awaitRest();
        assertThat(bench.deviceSteps()).isLessThan(8_900);
        assertThat(small.getByTestId("mini-position"))
                .hasText(Integer.toString(bench.deviceSteps()));
        small.close();
    }
}
