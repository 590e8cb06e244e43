package parfocal.server.panel;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import parfocal.hub.Client;
import parfocal.time.Pace;

/// How far the position on the page is behind the emulator's motor while it moves, with ten pages open. What the motor did is noted every
/// two milliseconds, what each page shows at every painted picture; each shown number is then as old as the time since the motor last
/// stood there. Not part of the build: start `main` on the test class path.
final class PagePositionBench {
    private static final int PAGES = 10;
    private static final int MOVES = 6;
    private static final String WATCH =
            """
            () => {
              window.seen = [];
              const text = document.querySelector('[data-testid=position]');
              const look = () => {
                window.seen.push([Date.now(), Number(text.textContent)]);
                requestAnimationFrame(look);
              };
              look();
            }
            """;

    private PagePositionBench() {}

    public static void main(String[] arguments) throws Exception {
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open()) {
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                Page page = chromium.page(bench.url());
                page.getByTestId("position").getByText("5000").waitFor();
                pages.add(page);
            }
            for (Page page : pages) {
                page.evaluate(WATCH);
            }
            var motor = new ArrayList<long[]>();
            for (int move = 0; move < MOVES; move++) {
                bench.focuser.moveTo(move % 2 == 0 ? 9_000 : 1_000, new Client("bench", ""));
                while (bench.focuser.state().moving()) {
                    motor.add(new long[] {Pace.wall().now().toEpochMilli(), bench.deviceSteps()});
                    Pace.wall().pause(Duration.ofMillis(2));
                }
            }
            List<Long> ages = new ArrayList<>();
            for (Page page : pages) {
                ages.addAll(ages(motor, (List<?>) page.evaluate("() => window.seen")));
            }
            Collections.sort(ages);
            System.out.printf(
                    "%d looks on %d pages: p50 %d ms, p95 %d ms, p99 %d ms, most %d ms%n",
                    ages.size(),
                    PAGES,
                    at(ages, 0.5),
                    at(ages, 0.95),
                    at(ages, 0.99),
                    ages.getLast());
        }
        Chromium.quit();
    }

    /// Of every look while the motor turned: for how long the motor had not stood any more where the page said.
    private static List<Long> ages(List<long[]> motor, List<?> seen) {
        var ages = new ArrayList<Long>();
        for (Object look : seen) {
            long at = ((Number) ((List<?>) look).get(0)).longValue();
            long shown = ((Number) ((List<?>) look).get(1)).longValue();
            int now = before(motor, at);
            // At rest there is nothing to be behind of.
            if (now <= 0 || motor.get(now)[1] == motor.get(now - 1)[1]) {
                continue;
            }
            int then = now;
            while (then > 0 && !stoodAt(motor.get(then - 1)[1], motor.get(then)[1], shown)) {
                then--;
            }
            if (then > 0) {
                ages.add(at - motor.get(then)[0]);
            }
        }
        return ages;
    }

    private static boolean stoodAt(long from, long to, long steps) {
        return Math.min(from, to) <= steps && steps <= Math.max(from, to);
    }

    private static int before(List<long[]> motor, long at) {
        int low = 0;
        int high = motor.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (motor.get(middle)[0] <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == motor.size() - 1 ? -1 : low;
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
