package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.hub.Client;

/// Pages stay in step with the hub and with each other, and say at once when they are not.
final class SeveralPagesTest {
    private Optional<PanelBench> opened = Optional.empty();
    private Optional<Chromium> started = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        opened = Optional.of(new PanelBench(false));
        started = Optional.of(Chromium.open());
    }

    @AfterEach
    void close() {
        started.ifPresent(Chromium::close);
        opened.ifPresent(PanelBench::close);
    }

    @Test
    void whatOnePageDoesAllPagesShow() throws Exception {
        Page one = page();
        Page other = page();
        one.getByTestId("fine-steps").fill("100");
        one.getByTestId("step-out").click();

        assertThat(other.getByTestId("position")).hasText("5100");
        opened.orElseThrow().focuser.preset("Ha", Optional.of(5_050), new Client("test", ""));
        assertThat(one.getByTestId("preset-Ha")).isVisible();
        assertThat(other.getByTestId("preset-Ha")).isVisible();
        assertThat(other.getByTestId("clients")).containsText("2 pages like this one");
    }

    @Test
    void twoBrowsersShowTheSameRunAndEitherHaltsIt() throws Exception {
        PanelBench bench = opened.orElseThrow();
        try (Chromium phone = Chromium.open(390, 844)) {
            Page one = page();
            Page other = phone.page(bench.url() + "#autofocus");
            one.getByTestId("af-exposure").fill("0.01");
            one.getByTestId("af-start").click();

            assertThat(other.getByTestId("owner"))
                    .containsText("an autofocus run started by panel");
            assertThat(other.getByTestId("af-stop")).isVisible();
            other.keyboard().press("Escape");
            assertThat(one.getByTestId("af-outcome")).hasText("Ended");
            assertThat(other.getByTestId("af-outcome")).hasText("Ended");
            bench.awaitRest();
            assertThat(one.getByTestId("position")).hasText(Integer.toString(bench.deviceSteps()));
            assertThat(other.getByTestId("position-small"))
                    .hasText(Integer.toString(bench.deviceSteps()));
            assertThat(phone.troubles()).isEmpty();
        }
    }

    @Test
    void aHeldMoveEndsWithTheLineToTheHub() throws Exception {
        PanelBench bench = opened.orElseThrow();
        Page page = page();
        assertThat(page.getByTestId("position")).hasText("5000");
        page.getByTestId("step-out").hover();
        page.mouse().down();
        await(() -> bench.deviceSteps() > 5_100);
        int[] stood = new int[1];

        bench.whileUnreachable(() -> {
            try {
                bench.awaitRest();
            } catch (InterruptedException ending) {
                throw new AssertionError(ending);
            }
            stood[0] = bench.deviceSteps();
        });

        // Half a second at 2,500 steps a second, and what it took to notice.
        assertThat(stood[0]).isBetween(5_100, 7_500);
        page.mouse().up();
        assertThat(page.getByTestId("lost")).isHidden();
        assertThat(bench.deviceSteps()).isEqualTo(stood[0]);
    }

    @Test
    void anOpenHubAsksForItsTokenBeforeItsSettingsAreChanged() throws Exception {
        try (var lan = new PanelBench(true)) {
            Page page = started.orElseThrow().page(lan.url());
            page.getByTestId("step-out").click();
            await(() -> lan.deviceSteps() > 5_000);
            lan.awaitRest();
            page.getByTestId("setup").locator("summary").click();
            page.getByTestId("maximum-steps").fill("9000");
            page.getByTestId("treatment-save").click();
            page.getByTestId("dialog-cancel").click();
            assertThat(page.getByTestId("order-error")).containsText("wants the hub's token");
            assertThat(lan.focuser.settings().limits()).isEmpty();

            page.getByTestId("treatment-save").click();
            page.getByTestId("token").fill("guess");
            page.getByTestId("dialog-ok").click();
            assertThat(page.getByTestId("order-error")).containsText("That is not the hub's token");
            assertThat(lan.focuser.settings().limits()).isEmpty();

            page.getByTestId("nav-more").click();
            page.getByTestId("token-entry").fill("another guess");
            page.getByTestId("token-keep").click();
            assertThat(page.getByTestId("token-said")).hasText("That is not the hub's token.");
            page.getByTestId("token-entry").fill(lan.token.text());
            page.getByTestId("token-keep").click();
            assertThat(page.getByTestId("token-said")).hasText("This page has the token.");
            page.getByTestId("treatment-save").click();
            await(() -> lan.focuser.state().travel().maximumSteps() == 9_000);
        }
    }

    @Test
    void underAnotherNameOfThisComputerThereIsNoPage() throws Exception {
        PanelBench bench = opened.orElseThrow();
        Page rebound = started.orElseThrow().context().newPage();
        Response answer = rebound.navigate("http://rebound.example:" + bench.port() + "/");

        assertThat(Optional.ofNullable(answer).orElseThrow().status()).isEqualTo(403);
        Object got =
                rebound.evaluate(
                        """
                        async () => {
                          const move = {method: 'POST', body: '{"positionSteps":6000}'};
                          const asked = [fetch('/api/parfocal/v1/status'), fetch('/api/parfocal/v1/focusers/main/move', move)];
                          return (await Promise.all(asked)).map(answer => answer.status);
                        }
                        """);
        assertThat((List<?>) got).isEqualTo(List.of(403, 403));
        assertThat(bench.deviceSteps()).isEqualTo(5_000);
    }

    @Test
    void pointsOfTheCalculatorComeAndGoOnAllPages() throws Exception {
        Page one = calculator();
        Page other = calculator();
        one.getByTestId("calc-celsius").fill("12.5");
        one.getByTestId("calc-position").fill("4900");
        one.getByTestId("calc-add").click();

        assertThat(other.getByTestId("calc-1-position")).hasValue("4900");
        one.getByTestId("calc-1-position").fill("4910");
        one.getByTestId("calc-1-position").press("Enter");
        assertThat(other.getByTestId("calc-1-position")).hasValue("4910");
        one.getByTestId("calc-1-celsius").fill("12.25");
        one.getByTestId("calc-1-celsius").press("Enter");
        assertThat(other.getByTestId("calc-1-celsius")).hasValue("12.25");
        other.getByTestId("calc-1-remove").click();
        assertThat(one.getByTestId("calc-1-position")).hasCount(0);
        var _ =
                opened.orElseThrow()
                        .hub
                        .compensation("main")
                        .orElseThrow()
                        .calculator()
                        .note(10, 4_850, "Ha");
        assertThat(one.getByTestId("calc-table")).containsText("Ha");
        one.getByTestId("calc-clear").click();
        one.getByTestId("dialog-ok").click();
        assertThat(other.getByTestId("calc-table")).not().containsText("Ha");
    }

    private Page calculator() {
        Page page = page();
        page.getByTestId("nav-sensors").click();
        page.getByTestId("calculator").locator("summary").click();
        return page;
    }

    @Test
    void aLostHubIsSaidAtOnceStopsTheButtonsAndHealsByItself() throws Exception {
        PanelBench bench = opened.orElseThrow();
        Page page = page();
        assertThat(page.getByTestId("position")).hasText("5000");

        bench.whileUnreachable(() -> {
            assertThat(page.getByTestId("lost")).containsText("Not connected to the hub");
            assertThat(page.getByTestId("link-state")).hasText("not connected");
            assertThat(
                            (String)
                                    page.getByTestId("step-out")
                                            .evaluate("b => getComputedStyle(b).pointerEvents"))
                    .isEqualTo("none");
            page.getByTestId("halt").click();
            assertThat(page.getByTestId("order-error")).containsText("The hub did not answer");
        });

        assertThat(page.getByTestId("lost")).isHidden();
        assertThat(page.getByTestId("link-state")).hasText("connected");
        bench.focuser.moveTo(5_030, new Client("test", ""));
        assertThat(page.getByTestId("position")).hasText("5030");
    }

    @Test
    void theFirstViewIsSmall() {
        Page page = page();
        assertThat(page.getByTestId("position")).hasText("5000");
        page.waitForLoadState();

        var bytes =
                (Number)
                        page.evaluate(
                                """
                                ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
                                    .reduce((sum, entry) => sum + entry.transferSize, 0)
                                """);
        assertThat(bytes.longValue()).isBetween(10_000L, 150_000L);
        // Every script of the first view is asked for with the page, not when another has come.
        assertThat(
                        (List<?>)
                                page.evaluate(
                                        """
                                        () => {
                                          const told = [...document.querySelectorAll('link[rel=modulepreload], script')].map(one => one.href || one.src);
                                          return performance.getEntriesByType('resource').map(entry => entry.name)
                                              .filter(name => name.endsWith('.js') && !told.includes(name));
                                        }
                                        """))
                .isEmpty();
    }

    /// Everything that a page of another origin can try in the same browser.
    @Test
    void aHostilePageInTheSameBrowserGetsNothing() throws Exception {
        PanelBench bench = opened.orElseThrow();
        Page hostile = started.orElseThrow().context().newPage();
        hostile.route(
                "http://localhost:9/**",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/html")
                                        .setBody("<!doctype html><title>hostile</title>")));
        var _ = hostile.navigate("http://localhost:9/");
        Object got =
                hostile.evaluate(
                        """
                        async hub => {
                          const got = [];
                          const move = hub + 'focusers/main/move';
                          const order = {method: 'POST', body: '{"positionSteps":6000}'};
                          await fetch(move, order).then(() => got.push('ordered')).catch(() => {});
                          await fetch(move, {...order, mode: 'no-cors'}).catch(() => {});
                          await fetch(hub + 'status').then(r => r.text()).then(text => got.push(text)).catch(() => {});
                          await new Promise(done => {
                            const socket = new WebSocket(hub.replace('http', 'ws') + 'events/socket');
                            socket.onmessage = event => { got.push(event.data); done(); };
                            socket.onclose = done;
                          });
                          await new Promise(done => {
                            const frame = document.createElement('iframe');
                            frame.src = hub.replace(/api.*/, '');
                            frame.onload = () => {
                              try { got.push(frame.contentDocument.title); } catch { }
                              done();
                            };
                            document.body.append(frame);
                          });
                          return got.filter(text => text !== '');
                        }
                        """,
                        bench.url() + "api/parfocal/v1/");

        assertThat((List<?>) got).isEmpty();
        assertThat(bench.focuser.state().targetSteps()).isEmpty();
        assertThat(bench.deviceSteps()).isEqualTo(5_000);
    }

    private Page page() {
        return started.orElseThrow().page(opened.orElseThrow().url());
    }
}
