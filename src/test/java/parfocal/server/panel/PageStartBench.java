package parfocal.server.panel;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// How long a page takes from its address to being of use, each time in a browser profile that has seen nothing, and what it transfers.
/// Not part of the build: start `main` on the test class path.
final class PageStartBench {
    private static final int PAGES = 20;
    private static final String TIMES =
            """
            () => {
              const files = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
              return {
                html: performance.getEntriesByType('navigation')[0].responseEnd,
                files: Math.max(...files.map(file => file.responseEnd)),
                live: performance.getEntriesByName('live')[0].startTime,
                bytes: files.reduce((sum, file) => sum + file.transferSize, 0),
                count: files.length,
              };
            }
            """;

    private PageStartBench() {}

    public static void main(String[] arguments) throws Exception {
        try (var bench = new PanelBench(false)) {
            List<Double> live = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                try (Chromium chromium = Chromium.open()) {
                    Page page = chromium.page(bench.url());
                    page.getByTestId("position").getByText("5000").waitFor();
                    page.waitForLoadState();
                    var times = (Map<?, ?>) page.evaluate(TIMES);
                    live.add(Double.parseDouble(String.valueOf(times.get("live"))));
                    System.out.printf("%2d %s%n", i + 1, times);
                }
            }
            double first = live.removeFirst();
            Collections.sort(live);
            System.out.printf(
                    "of use after: first page of the hub %.0f ms; the %d after it %.0f ms in the middle, %.0f ms at most%n",
                    first, live.size(), live.get(live.size() / 2), live.getLast());
        }
        Chromium.quit();
    }
}
