package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.hub.Client;

/// No control of the page goes unused by the end-to-end tests: each has a name, and a test of this folder that presses, fills or
/// chooses it by that name. Found are those that any view shows or hides, and those of dialogs, which are written in the scripts.
final class EveryControlTest {
    private static final Path TESTS = Path.of("src/test/java/parfocal/server/panel");
    private static final Path SCRIPTS = Path.of("src/main/resources/parfocal/server/panel");

    private static final Pattern USED =
            Pattern.compile(
                    "getByTestId\\(\"([^\"]+)\"\\)(?:\\.(?:first|last|locator|getByTestId|getByLabel|nth)\\([^()]*\\))*"
                            + "\\.(?:click|fill|check|uncheck|selectOption|press|hover|dispatchEvent)\\(");
    private static final Pattern HELPED =
            Pattern.compile(
                    "\\b(?:go|unfold|press|text|save)\\((?:page\\.getByTestId\\()?\"([^\"]+)\"");
    private static final Pattern SET = Pattern.compile("\\bset\\(\"([^\"]+)\", \"");
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "h\\(\"(?:button|input|select|textarea)\", \\{[^{}]*?testid: \"([^\"]+)\"");

    private static final String CONTROLS =
            """
            () => [...document.querySelectorAll('button, input, select, textarea, a[href]')].map(control =>
                control.dataset.testid ?? control.outerHTML.slice(0, 100))
            """;

    @RegisterExtension static final OpenPage OPEN = new OpenPage();

    @Test
    void isUsedByATest() throws Exception {
        var controls = new TreeSet<String>();
        PanelBench bench = OPEN.bench();
        bench.focuser.preset("Ha", Optional.of(5_100), new Client("test", ""));
        var _ = bench.hub.compensation("main").orElseThrow().calculator().note(8, 4_700, "L");
        Page page = OPEN.page();
        for (String view : List.of("focus", "autofocus", "sensors", "charts", "devices", "more")) {
            OPEN.go(view);
            assertThat(page.getByTestId("nav-" + view)).hasAttribute("aria-current", "page");
            if (!view.equals("focus")) {
                assertThat(page.getByTestId("view-" + view)).isVisible();
            }
            unfoldAll(page);
            if (view.equals("sensors")) {
                assertThat(page.getByTestId("calc-1-remove")).isVisible();
            }
            ((List<?>) page.evaluate(CONTROLS)).forEach(name -> controls.add((String) name));
        }
        controls.addAll(found(WRITTEN, SCRIPTS, ".js"));

        // A lens is taught in the tests, and this device is none.
        controls.removeAll(Set.of("learn-main", "learn-stop-main"));
        controls.addAll(Set.of("learn-motor", "learn-stop-motor"));
        Set<String> used = found(USED, TESTS, "Test.java");
        used.addAll(found(HELPED, TESTS, "Test.java"));
        used.addAll(found(USED, TESTS, "OpenPage.java"));
        used.stream().toList().forEach(view -> used.add("nav-" + view));
        for (String setting : found(SET, TESTS, "Test.java")) {
            used.add("setting-" + setting);
            used.add("setting-" + setting + "-set");
        }

        assertThat(controls).hasSizeGreaterThan(100);
        assertThat(controls.stream().filter(control -> !used.contains(control))).isEmpty();
    }

    /// Each drawer by its title, and those within it.
    private static void unfoldAll(Page page) {
        Locator closed = page.locator("details:not([open]) > summary:visible");
        Locator open = page.locator("details[open]");
        while (closed.count() > 0) {
            int before = open.count();
            closed.first().click();
            assertThat(open).hasCount(before + 1);
        }
    }

    private static Set<String> found(Pattern pattern, Path folder, String ending)
            throws IOException {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            for (Path file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
                String chained = Files.readString(file).replaceAll("\\s+\\.", ".");
                pattern.matcher(chained).results().forEach(hit -> names.add(hit.group(1)));
            }
            return names;
        }
    }
}
