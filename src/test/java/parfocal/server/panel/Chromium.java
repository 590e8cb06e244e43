package parfocal.server.panel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Debian's Chromium without a window, with a profile that nobody has used; the program itself is shared by all tests. Where it is missing, tests that want it are skipped, and say so.
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    // A name of somebody else's that leads to this computer, as after DNS
                    // rebinding.
                    "--host-resolver-rules=MAP rebound.example 127.0.0.1",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    // Starting it takes longer than many a test; each gets a fresh profile of it.
    private static Optional<Browser> browser = Optional.empty();
    private static Optional<Playwright> driver = Optional.empty();

    private final BrowserContext context;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Chromium(BrowserContext context) {
        this.context = context;
    }

    static Chromium open() {
        return open(1_400, 1_000);
    }

    static Chromium open(int widthPixels, int heightPixels) {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                PROGRAM
                        + " is missing, so the page was not driven. Install it: apt install chromium");
        BrowserContext context =
                running()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(widthPixels, heightPixels));
        context.setDefaultTimeout(30_000);
        return new Chromium(context);
    }

    private static synchronized Browser running() {
        if (browser.isEmpty()) {
            Playwright playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            driver = Optional.of(playwright);
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "chromium"));
            browser =
                    Optional.of(
                            playwright
                                    .chromium()
                                    .launch(
                                            new BrowserType.LaunchOptions()
                                                    .setExecutablePath(PROGRAM)
                                                    .setHeadless(true)
                                                    .setArgs(FLAGS)));
        }
        return browser.orElseThrow();
    }

    /// Ends the program itself, whose threads would keep a `main` alive; tests leave that to the end of their virtual machine.
    static synchronized void quit() {
        driver.ifPresent(Playwright::close);
        driver = Optional.empty();
        browser = Optional.empty();
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
    }
}
