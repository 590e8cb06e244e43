package parfocal.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.hub.HubFocuser;

/// A hub with an emulated focuser and a page on it, for all tests of a class; after each no script of the page may have failed.
final class OpenPage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private Optional<PanelBench> bench = Optional.empty();
    private Optional<Chromium> chromium = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var opened = new PanelBench(false);
        bench = Optional.of(opened);
        Chromium started = Chromium.open();
        chromium = Optional.of(started);
        var _ = started.page(opened.url());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(chromium.orElseThrow().troubles()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        chromium.ifPresent(Chromium::close);
        bench.ifPresent(PanelBench::close);
    }

    PanelBench bench() {
        return bench.orElseThrow();
    }

    Chromium chromium() {
        return chromium.orElseThrow();
    }

    Page page() {
        return chromium.orElseThrow().context().pages().getLast();
    }

    /// The focuser and the page as a test of them begins: nothing set, no presets, in the middle.
    void asItWasFound(Client test) throws Exception {
        HubFocuser focuser = bench().focuser;
        focuser.treat(FocuserSettings.unknown(), test);
        for (String name : focuser.presets().keySet()) {
            focuser.preset(name, Optional.empty(), test);
        }
        if (bench().deviceSteps() != PanelBench.START) {
            focuser.sync(PanelBench.START, test);
        }
        PlaywrightAssertions.assertThat(page().getByTestId("position")).hasText("5000");
        page().getByTestId("fine-steps").fill("50");
        var _ = page().getByTestId("coarse-multiplier").selectOption("4");
    }

    /// And as it ends.
    void atRest(Client test) throws Exception {
        bench().focuser.halt(test);
        bench().awaitRest();
    }

    /// To one of the six views.
    void go(String view) {
        page().getByTestId("nav-" + view).click();
    }

    /// Opens a drawer, where it is closed.
    void unfold(String testId) {
        unfold(page().getByTestId(testId));
    }

    static void unfold(Locator part) {
        if (part.getAttribute("open") == null) {
            part.locator("summary").first().click();
        }
    }
}
