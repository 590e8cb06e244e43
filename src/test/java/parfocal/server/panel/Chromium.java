package parfocal.server.panel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Debian's Chromium without a window, with an empty profile. Where it is missing, tests that want it are skipped, and say so.
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final BrowserContext context;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, BrowserContext context) {
        this.playwright = playwright;
        this.context = context;
    }

    static Chromium open() throws IOException {
        return open(1_400, 1_000);
    }

    static Chromium open(int widthPixels, int heightPixels) throws IOException {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                PROGRAM
                        + " is missing, so the page was not driven. Install it: apt install chromium");
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserContext context =
                playwright
                        .chromium()
                        .launchPersistentContext(
                                Files.createTempDirectory("parfocal-profile"),
                                new BrowserType.LaunchPersistentContextOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setHeadless(true)
                                        .setViewportSize(widthPixels, heightPixels)
                                        .setArgs(FLAGS));
        context.setDefaultTimeout(30_000);
        return new Chromium(playwright, context);
    }

    /// A new page there, whose scripts' troubles are remembered.
    Page page(String url) {
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            // Chromium notes each answer of status 4xx and each cut line as an error of its own;
            // those are the tests' doing.
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")
                    && !message.text().startsWith("WebSocket connection")) {
                troubles.add(message.text());
            }
        });
        var _ = page.navigate(url);
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /// What scripts threw and what the browser's policy refused, so far.
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        context.close();
        playwright.close();
    }
}
