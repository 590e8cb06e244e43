package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parfocal.hub.Client;

/// Each control of the home view is used once, in a real browser, and its effect looked for in the emulated device.
final class FocusViewTest {
    private static final Client TEST = new Client("test", "");

    @RegisterExtension static final OpenPage OPEN = new OpenPage();
    private final PanelBench bench = OPEN.bench();
    private final Page page = OPEN.page();

    @BeforeEach
    void asItWasFound() throws Exception {
        OPEN.asItWasFound(TEST);
    }

    @AfterEach
    void nothingIsLeftMoving() throws Exception {
        OPEN.atRest(TEST);
    }

    @Test
    void goesToAPositionAndShowsItInStepsAndMillimetres() throws Exception {
        page.getByTestId("goto").fill("5200");
        page.getByTestId("go").click();

        standsAt(5_200);
        assertThat(page.getByTestId("position")).hasText("5200");
        assertThat(page.getByTestId("position-mm")).hasText("15.600 mm");
        assertThat(page.getByTestId("position-small")).hasText("5200");
    }

    @Test
    void goesToAPlaceInMicrometres() throws Exception {
        var _ = page.getByTestId("goto-unit").selectOption("microns");
        page.getByTestId("goto").fill("15300");
        page.getByTestId("goto").press("Enter");

        standsAt(5_100);
        var _ = page.getByTestId("goto-unit").selectOption("steps");
    }

    @Test
    void saysWhoMovesItAndWhere() throws Exception {
        page.getByTestId("goto").fill("9000");
        page.getByTestId("go").click();

        assertThat(page.getByTestId("motor-state")).hasText("turning");
        assertThat(page.getByTestId("mover")).hasText("moved by you");
        assertThat(page.getByTestId("target")).containsText("to 9 000");
        assertThat(page.getByTestId("link-state")).hasText("talking");
        bench.focuser.moveTo(8_000, new Client("Alpaca", "N.I.N.A."));
        assertThat(page.getByTestId("mover")).hasText("moved by Alpaca N.I.N.A.");
        page.getByTestId("halt").click();
        bench.awaitRest();
        assertThat(page.getByTestId("motor-state")).hasText("at rest");
        assertThat(page.getByTestId("trouble")).containsText("It was halted by panel.");
        assertThat(page.getByTestId("link-state")).hasText("connected");
    }

    @Test
    void aPositionBeyondTheLimitMovesNothingAndOffersTheNearest() throws Exception {
        page.getByTestId("goto").fill("10050");
        page.getByTestId("go").click();

        assertThat(page.getByTestId("goto-beyond")).containsText("10 050 lies outside 0 to 10 000");
        assertThat(bench.deviceSteps()).isEqualTo(5_000);
        page.getByTestId("goto-limit").click();
        assertThat(page.getByTestId("maximum-steps")).isFocused();
        page.getByTestId("goto-nearest").click();
        await(() -> bench.focuser.state().targetSteps().orElse(0) == 10_000);
        page.keyboard().press("Escape");
        bench.awaitRest();
        assertThat(bench.deviceSteps()).isBetween(5_001, 9_999);
    }

    @Test
    void stepsInAndOutFineAndCoarse() throws Exception {
        page.getByTestId("step-out").click();
        standsAt(5_050);
        page.getByTestId("step-out-coarse").click();
        standsAt(5_250);
        page.getByTestId("step-in").click();
        page.getByTestId("step-in-coarse").click();
        standsAt(5_000);
    }

    @Test
    void theArrowKeysStep() throws Exception {
        page.getByTestId("position").click();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowLeft");

        standsAt(4_900);
    }

    @Test
    void aHeldArrowKeyMovesUntilItIsLetGoAndUpAndDownChooseAmongStoredPositions() throws Exception {
        page.getByTestId("position").click();
        page.keyboard().down("ArrowLeft");
        page.keyboard().down("ArrowLeft");
        await(() -> bench.deviceSteps() < 4_800);
        page.keyboard().up("ArrowLeft");
        bench.awaitRest();
        assertThat(bench.deviceSteps()).isBetween(2_500, 4_800);

        bench.focuser.preset("Ha", Optional.of(5_100), TEST);
        bench.focuser.preset("OIII", Optional.of(5_200), TEST);
        assertThat(page.getByTestId("preset-OIII")).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(page.getByTestId("preset-Ha").getByTestId("preset-choose")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("goto")).hasValue("5200");
        page.getByTestId("preset-OIII").getByTestId("preset-choose").focus();
        page.keyboard().press("ArrowUp");
        assertThat(page.getByTestId("preset-Ha").getByTestId("preset-choose")).isFocused();
    }

    @Test
    void escapeHaltsWhileADialogIsOpen() throws Exception {
        page.getByTestId("goto").fill("9000");
        page.getByTestId("go").click();
        await(() -> bench.deviceSteps() > 5_100);
        page.getByTestId("preset-add").click();
        assertThat(page.getByTestId("preset-name")).isVisible();
        page.keyboard().press("Escape");

        bench.awaitRest();
        assertThat(bench.deviceSteps()).isBetween(5_100, 8_900);
        assertThat(page.getByTestId("preset-name")).isHidden();
    }

    @Test
    void movesWhileAButtonIsHeldAndStopsWhenItIsLetGo() throws Exception {
        press(page.getByTestId("step-out"));
        await(() -> bench.deviceSteps() > 5_300);
        page.mouse().up();

        bench.awaitRest();
        assertThat(bench.deviceSteps()).isBetween(5_300, 7_500);
        assertThat(page.getByTestId("trouble")).isEmpty();
    }

    @Test
    void stopsByItselfWhenTheHoldIsNotRenewed() throws Exception {
        page.route("**/hold/re*", route -> route.abort());
        press(page.getByTestId("step-in"));
        await(() -> bench.deviceSteps() < 4_900);
        bench.awaitRest();
        int stood = bench.deviceSteps();
        page.mouse().up();
        page.unroute("**/hold/re*");

        // Half a second at 2,500 steps a second, and what it took to notice.
        assertThat(stood).isBetween(2_500, 4_900);
    }

    @Test
    void positionsAreStoredChosenGoneToRenamedDeletedAndBroughtBack() throws Exception {
        page.getByTestId("preset-add").click();
        page.getByTestId("preset-name").fill("Ha");
        page.getByTestId("preset-steps").fill("5150");
        page.getByTestId("dialog-ok").click();
        await(() -> bench.focuser.presets().getOrDefault("Ha", 0) == 5_150);

        page.getByTestId("preset-choose").click();
        assertThat(page.getByTestId("goto")).hasValue("5150");
        assertThat(bench.deviceSteps()).isEqualTo(5_000);
        page.getByTestId("preset-go").click();
        standsAt(5_150);

        page.getByTestId("preset-edit").click();
        page.getByTestId("preset-name").fill("Ha 7nm");
        page.getByTestId("dialog-ok").click();
        await(() -> bench.focuser.presets().keySet().equals(java.util.Set.of("Ha 7nm")));

        assertThat(page.getByTestId("preset-Ha 7nm")).isVisible();
        assertThat(page.getByTestId("preset-Ha")).isHidden();
        page.getByTestId("preset-delete").click();
        await(() -> bench.focuser.presets().isEmpty());
        page.getByTestId("undo").click();
        await(() -> bench.focuser.presets().containsKey("Ha 7nm"));
    }

    @Test
    void programsThatConnectAreListed() throws Exception {
        var nina = new Client("Alpaca", "N.I.N.A.");
        bench.focuser.connect(nina);

        assertThat(page.getByTestId("clients")).containsText("Alpaca N.I.N.A.");
        bench.focuser.disconnect(nina);
        assertThat(page.getByTestId("clients")).not().containsText("Alpaca N.I.N.A.");
    }

    @Test
    void aViewIsShownFromItsTop() throws Exception {
        OPEN.go("more");
        assertThat(page.getByTestId("view-more")).isVisible();
        for (String view : List.of("focus", "sensors", "focus")) {
            page.evaluate("scrollTo(0, 90)");
            page.getByTestId("nav-" + view).evaluate("link => link.click()");
            assertThat(page.getByTestId("nav-" + view)).hasAttribute("aria-current", "page");
            await(() -> page.evaluate("scrollY").equals(0));
        }
    }

    @Test
    void nothingIsSaidToBeMissingBeforeTheHubWasAsked() {
        try (Page early = OPEN.chromium().context().newPage()) {
            early.routeWebSocket("**/events/socket", _ -> {});
            var _ = early.navigate(bench.url());
            assertThat(early.getByTestId("goto")).isVisible();
            assertThat(early.getByText("None yet. Store the present position")).isHidden();
            assertThat(early.getByText("No program is connected")).isHidden();
            assertThat(early.getByTestId("af-sentence")).isHidden();
        }
        assertThat(page.getByText("None yet. Store the present position")).isVisible();
    }

    @Test
    void oneStepIsSingularAndNoUncertaintyIsRoundedToNothing() {
        assertThat(
                        (List<?>)
                                page.evaluate(
                                        """
                                        async () => {
                                          const {T} = await import('/panel/texts-en.js');
                                          return [T.compensation.due(-1.2), T.compensation.due(70),
                                            T.compensation.reference(5500, 11, 5560, 0.3), T.position.uncertain(12)];
                                        }
                                        """))
                .isEqualTo(
                        List.of(
                                "1 step inward",
                                "70 steps outward",
                                "In focus at 5 500 and 11.0 °C; now that would be 5 560 ± 0.3.",
                                "± 12 steps"));
    }

    private void standsAt(int steps) throws InterruptedException {
        await(() -> bench.deviceSteps() == steps && !bench.focuser.state().moving());
    }

    private void press(Locator button) throws IOException {
        button.scrollIntoViewIfNeeded();
        BoundingBox box = button.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
    }
}
