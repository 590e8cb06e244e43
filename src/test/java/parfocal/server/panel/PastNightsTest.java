package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.history.Reading;
import parfocal.history.Run;
import parfocal.history.Span;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.logbook.Logbook;
import parfocal.logbook.LogbookSettings;
import parfocal.logbook.StarlessRun;
import parfocal.server.Face;
import parfocal.time.Pace;

/// What the hub kept before this page was opened: readings, logs and runs.
final class PastNightsTest {
    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final Instant NOW = Pace.wall().now();
    private static final LocalDate LAST_NIGHT = Span.nightOf(NOW, ZONE).minusDays(1);

    @TempDir static Path directory = Path.of("");

    private static Optional<History> kept = Optional.empty();
    private static Optional<Logbook> logbook = Optional.empty();
    private static Optional<PanelBench> opened = Optional.empty();
    private static Optional<Chromium> started = Optional.empty();
    private final PanelBench bench = opened.orElseThrow();
    private final Page page = started.orElseThrow().page(bench.url());

    @BeforeAll
    static void open() throws Exception {
        Path logs = Files.createDirectories(directory.resolve("logs"));
        Files.writeString(
                logs.resolve(LAST_NIGHT + ".log"),
                """
                22:40:03   Main focuser: panel moves it to 4570.
                22:40:09 ! Main focuser: It did not arrive.
                """);
        opened = Optional.of(new PanelBench(false, PastNightsTest::history));
        started = Optional.of(Chromium.open());
        History history = kept.orElseThrow();
        for (int minutes = 180; minutes > 60; minutes--) {
            history.keep(
                    new Reading(
                            NOW.minus(Duration.ofMinutes(minutes)),
                            "main",
                            4_000 + minutes,
                            OptionalDouble.of(minutes / 30.0),
                            OptionalDouble.empty(),
                            OptionalDouble.empty()));
        }
        history.keep(run(22, 4_570.25));
        logbook.orElseThrow().runs().keep(StarlessRun.of("main", began(22)));
        history.keep(run(23, 4_606.25));
        assertThat(history.awaitWritten(Duration.ofSeconds(30))).isTrue();
    }

    private static List<Face> history(Hub hub) {
        History history =
                History.of(
                        Database.inFile(directory.resolve("history.db")),
                        HistoryLimits.defaults(),
                        Pace.wall(),
                        Logbook.announcer(hub));
        kept = Optional.of(history);
        history.begin();
        Logbook book = Logbook.open(hub, history, LogbookSettings.in(directory, ZONE), Pace.wall());
        logbook = Optional.of(book);
        return List.of(new HistoryFace(hub, history, book.log(), book.runs(), Pace.wall(), ZONE));
    }

    private static Instant began(int hour) {
        return LAST_NIGHT.atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private static Run run(int hour, double best) {
        Instant began = began(hour);
        return new Run(
                began,
                began.plusSeconds(200),
                "main",
                "sky",
                "command line",
                Run.Verdict.ACCEPTED,
                Optional.empty(),
                OptionalDouble.of(best),
                OptionalDouble.of(2.5),
                OptionalDouble.of(1.75),
                OptionalDouble.of(-1.5),
                Optional.of("L"),
                """
                {"outcome":"accepted","reason":null,"bestPositionSteps":BEST,"sigmaSteps":2.5,
                 "minimumHfrPixels":1.75,"halfWidthSteps":60,"criticalZoneSteps":12,"backlash":null,"diagnoses":[],
                 "samples":[
                  {"positionSteps":4450,"arrival":"down","hfrPixels":3.9,"sigmaPixels":0.1,"starCount":40,"used":true},
                  {"positionSteps":4570,"arrival":"down","hfrPixels":1.8,"sigmaPixels":0.1,"starCount":44,"used":true},
                  {"positionSteps":4690,"arrival":"down","hfrPixels":3.9,"sigmaPixels":0.1,"starCount":41,"used":true}],
                 "startPositionSteps":4600,"finalPositionSteps":4570,"exposures":4,"durationSeconds":200,
                 "proof":{"hfrPixels":1.76,"predictedPixels":1.75,"sigmaPixels":0.05,"passed":true},"repairs":["Backlash was measured"],
                 "field":{"message":"The field is tilted: the right edge is in focus 40 ± 4 steps further out.","parts":[
                  {"column":0,"row":0,"starCount":9,"offsetSteps":-20,"sigmaSteps":3},
                  {"column":1,"row":0,"starCount":1,"offsetSteps":null,"sigmaSteps":null},
                  {"column":2,"row":2,"starCount":8,"offsetSteps":20,"sigmaSteps":3}]}}
                """
                        .replace("BEST", Double.toString(best)));
    }

    @AfterAll
    static void close() {
        started.ifPresent(Chromium::close);
        opened.ifPresent(PanelBench::close);
        logbook.ifPresent(Logbook::close);
        kept.ifPresent(History::close);
    }

    @AfterEach
    void noScriptFailed() {
        assertThat(started.orElseThrow().troubles()).isEmpty();
        page.close();
    }

    @Test
    void theChartBeginsWithWhatTheHubKeptOfThePeriod() throws Exception {
        go("charts");
        var _ = page.getByTestId("chart-period").selectOption("4");
        await(() -> positions().contains(4_180));
        assertThat(positions()).hasSizeGreaterThanOrEqualTo(120);
        var _ = page.getByTestId("chart-period").selectOption("1");
        await(() -> !positions().contains(4_180));
        var _ = page.getByTestId("chart-period").selectOption("4");
        await(() -> positions().contains(4_180));

        assertThat(text("chart-csv")).contains(",4180,6,,\n");
        assertThat(text("chart-readings"))
                .startsWith("time,focuser,position,temperature,humidity,dewpoint,sensor\n")
                .contains(",main,4180,6,,,\n");
        var _ = page.getByTestId("chart-every").selectOption("1");
        await(() -> positions().getLast() == PanelBench.START);
    }

    /// Of the points of the chart, oldest first.
    private List<Integer> positions() {
        return ((List<?>)
                        page.evaluate(
                                "import('/panel/series.js').then(series => series.points('main').map(point => Math.round(point.position)))"))
                .stream().map(Integer.class::cast).toList();
    }

    @Test
    void theLogBeginsWithTonightsGoesOnAndOtherNightsAreChosen() throws Exception {
        bench.focuser.preset("OIII", Optional.of(5_200), new Client("test", ""));
        go("more");
        assertThat(page.getByTestId("log")).containsText("test calls 5200 'OIII'");
        bench.focuser.preset("SII", Optional.of(5_300), new Client("test", ""));
        assertThat(page.getByTestId("log")).containsText("test calls 5300 'SII'");

        var _ = page.getByTestId("log-night").selectOption(LAST_NIGHT.toString());
        assertThat(page.getByTestId("log").getByRole(AriaRole.LISTITEM)).hasCount(2);
        var _ = page.getByTestId("log-filter").selectOption("warn");
        assertThat(page.getByTestId("log").getByRole(AriaRole.LISTITEM)).hasCount(1);
        assertThat(text("log-save")).isEqualTo("22:40:09 ! Main focuser: It did not arrive.\n");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void aRunOfAnEarlierNightIsOpenedAndCompared() {
        go("autofocus");
        page.getByTestId("earlier").locator("summary").click();
        var _ = page.getByTestId("af-night").selectOption(LAST_NIGHT.toString());
        assertThat(page.getByTestId("af-history")).containsText("Accepted, 4 570 ± 2.5");
        page.getByTestId("af-open").last().click();

        assertThat(page.locator("[data-testid=curve] .sample")).hasCount(3);
        assertThat(page.locator("[data-testid=curve] .model")).hasCount(1);
        assertThat(page.getByTestId("af-result")).containsText("Best focus at 4 570 ± 2.5 steps");
        assertThat(page.getByTestId("af-result")).containsText("Proven: 1.76 pixels");
        assertThat(page.getByTestId("af-tilt"))
                .hasAttribute("aria-label", Pattern.compile("The field is tilted.*"));
        assertThat(page.getByTestId("af-tilt")).containsText("−20 ± 3");
        assertThat(page.getByTestId("af-story").getByRole(AriaRole.LISTITEM))
                .hasText(
                        new String[] {
                            "Frame 1 at 4 450: 40 stars, half-flux radius 3.90 ± 0.10 pixels.",
                            "Frame 2 at 4 570: 44 stars, half-flux radius 1.80 ± 0.10 pixels.",
                            "Frame 3 at 4 690: 41 stars, half-flux radius 3.90 ± 0.10 pixels.",
                            "The curve puts best focus at 4 570 ± 2.5.",
                            "Backlash was measured",
                            "Proven: 1.76 pixels where 1.75 were predicted.",
                            "It stands at 4 570."
                        });
        page.getByTestId("af-compare").first().check();
        assertThat(page.locator("[data-testid=curve] .compared")).hasCount(1);
        assertThat(page.getByTestId("af-difference"))
                .hasText(
                        "Best focus of the later one lies 36.0 steps further out, 10.2 times what both together can tell; its stars are as small.");
        assertThat(page.getByTestId("af-comparison")).containsText("4 606 ± 2.5");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void theReportOfARunOfAnEarlierNightIsDrawnFromItsRecord() {
        go("autofocus");
        page.getByTestId("earlier").locator("summary").click();
        var _ = page.getByTestId("af-night").selectOption(LAST_NIGHT.toString());
        // Only of the older one a record was kept.
        Page report =
                page.waitForPopup(
                        () -> page.getByTestId("af-history").getByTestId("af-report").click());

        assertThat(report.url()).contains("/history/runs/main/");
        assertThat(report.locator("h1")).hasText("Autofocus of Main focuser");
        assertThat(report.locator("body")).containsText("with sky, ordered by command line");
        // The record says otherwise than the history, as when the program has changed.
        assertThat(report.locator(".verdict")).containsText("REFUSED");
        assertThat(report.locator(".verdict")).containsText("That night it was accepted.");
        report.close();
    }

    private String text(String button) {
        Download file = page.waitForDownload(() -> page.getByTestId(button).click());
        try {
            return Files.readString(file.path(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void go(String view) {
        page.getByTestId("nav-" + view).click();
    }
}
