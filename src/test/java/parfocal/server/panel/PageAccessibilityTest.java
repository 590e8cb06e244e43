package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.hub.Client;

/// axe finds nothing wrong with any view in any theme, with every drawer open.
final class PageAccessibilityTest {
    private static Optional<PanelBench> opened = Optional.empty();
    private static Optional<Chromium> started = Optional.empty();

    @BeforeAll
    static void open() throws Exception {
        var bench = new PanelBench(true);
        opened = Optional.of(bench);
        bench.focuser.preset("Ha", Optional.of(5_100), new Client("test", ""));
        // A table and a plot are there only with points.
        for (int celsius = 8; celsius <= 16; celsius += 4) {
            var _ =
                    bench.hub
                            .compensation("main")
                            .orElseThrow()
                            .calculator()
                            .note(celsius, 4_700 + 30 * celsius, "L");
        }
        Chromium chromium = Chromium.open(390, 844);
        started = Optional.of(chromium);
        var _ = chromium.page(bench.url());
    }

    @AfterAll
    static void close() {
        started.ifPresent(Chromium::close);
        opened.ifPresent(PanelBench::close);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"focus", "autofocus", "sensors", "charts", "devices", "more"})
    void everybodyCanUseIt(String view) {
        Page page = started.orElseThrow().context().pages().getLast();
        page.getByTestId("nav-" + view).click();
        assertThat(page.getByTestId("nav-" + view)).hasAttribute("aria-current", "page");
        if (!view.equals("focus")) {
            assertThat(page.getByTestId("view-" + view)).isVisible();
        }
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
        for (String theme : new String[] {"dark", "light", "night"}) {
            var _ = page.getByTestId("theme").selectOption(theme);

            // Between themes only the colours differ.
            AxeBuilder axe = new AxeBuilder(page);
            if (!theme.equals("dark")) {
                axe = axe.withRules(List.of("color-contrast"));
            }
            assertThat(axe.analyze().getViolations()).as("%s, %s", view, theme).isEmpty();
        }
    }
}
