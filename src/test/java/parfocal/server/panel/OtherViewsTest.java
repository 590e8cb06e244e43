package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parfocal.hub.Client;
import parfocal.hub.HubCompensation;

/// The views beside the home view, each control used once.
final class OtherViewsTest {
    private static Optional<PanelBench> opened = Optional.empty();
    private static Optional<Chromium> started = Optional.empty();
    private PanelBench bench = opened.orElseThrow();
    private Page page = started.orElseThrow().context().pages().getLast();

    @BeforeAll
    static void open() throws Exception {
        var bench = new PanelBench(false);
        opened = Optional.of(bench);
        Chromium chromium = Chromium.open();
        started = Optional.of(chromium);
        var _ = chromium.page(bench.url());
    }

    @AfterAll
    static void close() {
        started.ifPresent(Chromium::close);
        opened.ifPresent(PanelBench::close);
    }

    @AfterEach
    void noScriptFailed() {
        assertThat(started.orElseThrow().troubles()).isEmpty();
    }

    @Test
    void anAutofocusRunIsStartedWatchedComparedAndStopped() throws Exception {
        go("autofocus");
        var _ = page.getByTestId("af-camera").selectOption("sky");
        page.getByTestId("af-exposure").fill("0.01");
        page.getByTestId("af-start").click();

        assertThat(page.getByTestId("owner")).containsText("an autofocus run started by panel");
        assertThat(page.getByTestId("af-sentence"))
                .containsText(Pattern.compile("Frame|Going|curve"));
        assertThat(page.getByTestId("af-outcome"))
                .hasText(
                        "Accepted",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                .setTimeout(60_000));
        bench.awaitRest();
        assertThat(bench.deviceSteps())
                .isCloseTo(DrawnSky.BEST, org.assertj.core.data.Offset.offset(10));
        assertThat(page.getByTestId("af-result")).containsText("Best focus at 5");
        assertThat(page.getByTestId("af-result")).containsText("Proven");
        assertThat(page.locator("[data-testid=curve] .sample").count()).isGreaterThan(4);
        assertThat(page.locator("[data-testid=curve] .model")).hasCount(1);
        assertThat(page.getByTestId("af-story").locator("li").count()).isGreaterThan(9);

        assertThat(
                        (String)
                                page.getByTestId("af-report")
                                        .first()
                                        .evaluate(
                                                "link => fetch(link.href).then(answer => answer.text())"))
                .contains("<!doctype html>", "Autofocus of Main focuser");

        unfold(page.getByTestId("frame"));
        assertThat(page.getByTestId("frame-words")).containsText("stars, ");
        assertThat(
                        (Integer)
                                page.getByTestId("frame-picture")
                                        .evaluate("p => p.decode().then(() => p.naturalWidth)"))
                .isEqualTo(480);
        page.locator(".box").last().dispatchEvent("click");
        assertThat(page.getByTestId("frame-detail")).containsText("half-flux radius");
        page.getByTestId("frame-boxes").click();
        assertThat(page.locator(".box").last()).isHidden();
        page.getByTestId("frame-larger").click();

        page.getByText("Earlier runs").click();
        page.getByTestId("af-compare").first().check();
        assertThat(page.locator("[data-testid=curve] .compared")).hasCount(1);
        page.getByTestId("af-open").first().click();
        page.getByTestId("af-start").click();
        await(() -> bench.focuser.state().owner().isPresent());
        page.getByTestId("af-stop").click();
        assertThat(page.getByTestId("af-outcome")).hasText("Ended");
        bench.awaitRest();
    }

    @Test
    void aRunWithoutStarsSaysWhyThereIsNoCurve() throws Exception {
        go("autofocus");
        page.getByTestId("af-exposure").fill("0.01");
        bench.sky.covered = true;
        page.getByTestId("af-start").click();

        assertThat(page.getByTestId("af-empty"))
                .containsText(
                        Pattern.compile("No curve: .* a star that can be measured. Usual causes"));
        page.getByTestId("af-stop").click();
        bench.sky.covered = false;
        assertThat(page.getByTestId("af-outcome")).hasText(Pattern.compile("Ended|Refused"));
        bench.awaitRest();
    }

    @Test
    void sensorsAreShownAndTheChangeMeterIsReset() throws Exception {
        HubCompensation held = bench.hub.compensation("main").orElseThrow();
        held.settle(held.settings().withAveraging(Duration.ZERO), new Client("test", ""));
        go("sensors");
        // A thermometer that jumps by more than two degrees is not believed.
        feels(9, held);
        page.getByTestId("temperature-change-reset").click();
        assertThat(page.getByTestId("temperature-change")).hasText("0.0 °C");
        feels(8, held);

        assertThat(page.getByTestId("temperature")).hasText("8.0 °C");
        assertThat(page.getByTestId("humidity")).containsText("%");
        assertThat(page.getByTestId("dew-point")).containsText("°C");
        assertThat(page.getByTestId("temperature-change")).hasText("-1.0 °C");
        // As in the manual: pressing the meter itself.
        page.getByTestId("temperature-change").click();
        assertThat(page.getByTestId("temperature-change")).hasText("0.0 °C");
    }

    @Test
    void theCalculatorFindsACoefficientAndCompensationUsesIt() throws Exception {
        HubCompensation held = bench.hub.compensation("main").orElseThrow();
        held.settle(held.settings().withAveraging(Duration.ZERO), new Client("test", ""));
        go("sensors");
        unfold(page.getByTestId("calculator"));
        // A run that another test made may have left one.
        held.calculator().clear();
        feels(9, held);
        page.getByTestId("calc-add-current").click();
        await(() -> held.calculator().all().size() == 1);
        page.getByTestId("calc-table").locator("button").last().click();
        await(() -> held.calculator().all().isEmpty());
        for (String row : List.of("20,5230", "18,5162", "15,5064", "13,4990", "11,4900")) {
            String[] pair = row.split(",", -1);
            int before = held.calculator().all().size();
            page.getByTestId("calc-celsius").fill(pair[0]);
            page.getByTestId("calc-position").fill(pair[1]);
            page.getByTestId("calc-point-filter").fill("L");
            page.getByTestId("calc-add").click();
            await(() -> held.calculator().all().size() == before + 1);
        }
        Locator last = page.getByTestId("calc-table").getByLabel("Position of point").last();
        assertThat(last).hasValue("4900");
        last.fill("4928");
        last.press("Enter");
        assertThat(page.getByTestId("calc-verdict")).containsText("Good: 33.");
        assertThat(page.locator("[data-testid=calc-plot] .sample")).hasCount(5);
        assertThat(page.locator("[data-testid=calc-plot] .model")).hasCount(1);
        var _ = page.getByTestId("calc-filter").selectOption("L");
        page.getByTestId("calc-apply").click();
        await(() -> held.settings().law().isPresent());

        var _ = page.getByTestId("comp-mode").selectOption("manual");
        page.getByTestId("comp-threshold").fill("25");
        page.getByTestId("comp-averaging").fill("0");
        page.getByTestId("comp-learning").check();
        page.getByTestId("comp-save").click();
        assertThat(page.getByTestId("comp-saved")).hasText("Saved.");
        assertThat(held.settings().thresholdSteps()).isEqualTo(25);
        assertThat(page.getByTestId("comp-words")).containsText("2 °C colder: 67 steps inward");
        assertThat(page.getByTestId("comp-reference")).containsText("In focus at");

        int stood = bench.deviceSteps();
        feels(7.5, held);
        assertThat(page.getByTestId("comp-due")).containsText("steps inward");
        page.getByTestId("compensate").click();
        assertThat(page.getByTestId("comp-done")).containsText("Moved by");
        await(() -> bench.deviceSteps() < stood);
        bench.awaitRest();
        page.getByTestId("comp-coefficient").fill("30");
        var _ = page.getByTestId("comp-sensor").selectOption("own");
        var _ = page.getByTestId("comp-mode").selectOption("off");
        page.getByTestId("comp-save").click();
        assertThat(page.getByTestId("comp-words")).containsText("2 °C colder: 60 steps inward");
        page.getByTestId("calc-clear").click();
        page.getByTestId("dialog-ok").click();
        await(() -> held.calculator().all().isEmpty());
    }

    private void feels(double celsius, HubCompensation held) throws Exception {
        bench.device.feel(OptionalDouble.of(celsius));
        bench.focuser.refresh();
        await(() -> Math.abs(held.state().celsius().orElse(0) - celsius) < 0.05);
    }

    @Test
    void factoryDefaultsAreAskedForTwice() throws Exception {
        bench.focuser.treat(
                bench.focuser.settings().withStepMicrons(OptionalDouble.of(2)),
                new Client("test", ""));
        go("more");
        unfold(page.getByTestId("reset"));
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
    void chartsAreChosenZoomedSavedAndCleared() throws Exception {
        go("charts");
        var _ = page.getByTestId("chart-every").selectOption("1");
        await(() -> csv().lines().count() > 4);
        assertThat(page.getByTestId("chart"))
                .hasAttribute("aria-label", Pattern.compile("Temperature and Position from .*"));
        var _ = page.getByTestId("chart-pair").selectOption("hd");
        assertThat(page.getByTestId("chart-left")).hasValue("humidity");
        var _ = page.getByTestId("chart-left").selectOption("position");
        assertThat(page.getByTestId("chart-pair")).hasValue("any");
        var _ = page.getByTestId("chart-period").selectOption("1");

        Download picture = page.waitForDownload(() -> page.getByTestId("chart-png").click());
        assertThat(ImageIO.read(Files.newInputStream(picture.path())).getWidth()).isEqualTo(1_800);

        BoundingBox box = page.getByTestId("chart").boundingBox();
        page.mouse().move(box.x + box.width * 0.85, box.y + 80);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.99, box.y + 90);
        page.mouse().up();
        assertThat(page.getByTestId("chart-pan")).isVisible();
        page.getByTestId("chart-pan").fill("0");
        page.getByTestId("chart-reset").click();
        assertThat(page.getByTestId("chart-pan")).isHidden();
        page.getByTestId("chart-in").click();
        assertThat(page.getByTestId("chart-pan")).isVisible();
        page.getByTestId("chart-out").click();
        page.getByTestId("chart-out").click();
        assertThat(page.getByTestId("chart-pan")).isHidden();
        page.getByTestId("chart-clear").click();
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByText("Points appear here")).isVisible();
    }

    @Test
    void devicesAreListedTestedAddedRemovedAndTurned() throws Exception {
        go("devices");
        assertThat(page.getByTestId("focuser-row-main")).containsText("astrolink at memory");
        assertThat(page.getByTestId("camera-row-sky")).containsText("Drawn sky");
        page.getByTestId("wheel-open-filters").click();
        var _ = page.getByTestId("wheel-filters").selectOption("Ha");
        await(() -> bench.hub.wheel("filters").orElseThrow().state().slot().orElse(-1) == 1);

        page.getByTestId("ports-refresh").click();
        page.getByTestId("add-name").fill("Second focuser");
        var _ = page.getByTestId("add-model").selectOption("moonlite");
        page.getByTestId("add-address").fill("tcp://127.0.0.1:4001");
        page.getByTestId("add-test").click();
        assertThat(page.getByTestId("add-said"))
                .containsText("It answered: FocuserLink, at 4 570.");
        page.getByTestId("add-submit").click();
        assertThat(page.getByTestId("add-said")).containsText("Second focuser was added");
        var _ = page.getByTestId("rig-name").selectOption("sct-c11");
        page.getByTestId("rig-add").click();
        await(() -> bench.wired.size() == 3);
        page.getByTestId("remove-main").click();
        page.getByTestId("dialog-ok").click();
        await(() -> bench.wired.size() == 4);
        page.getByTestId("rename-sky").click();
        page.getByTestId("rename-to").fill("Cooled camera");
        page.getByTestId("dialog-ok").click();
        assertThat(page.getByTestId("device-said"))
                .hasText("Drawn sky is called Cooled camera in a moment.");
        var _ = page.getByTestId("add-kind").selectOption("camera");
        assertThat(page.getByTestId("add-test")).isHidden();
        page.getByTestId("add-name").fill("Guide camera");
        page.getByTestId("add-address").fill("indi://127.0.0.1/CCD");
        page.getByTestId("add-submit").click();
        await(() -> bench.wired.size() == 6);

        assertThat(bench.wired)
                .containsExactly(
                        "ask moonlite at tcp://127.0.0.1:4001",
                        "add focuser Second focuser",
                        "add rig sct-c11",
                        "remove rig main",
                        "rename camera Drawn sky to Cooled camera",
                        "add camera Guide camera");
        assertThat(page.getByText("/home/alice/parfocal.toml")).isVisible();
    }

    @Test
    void notesAreKeptAsTypedAndTheLogIsFilteredAndSaved() throws Exception {
        go("more");
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
        go("focus");
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

    private String csv() {
        Download table = page.waitForDownload(() -> page.getByTestId("chart-csv").click());
        try {
            return Files.readString(table.path(), UTF_8);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void go(String view) {
        page.getByTestId("nav-" + view).click();
    }

    private static void unfold(Locator part) {
        if (part.getAttribute("open") == null) {
            part.locator("summary").first().click();
        }
    }
}
