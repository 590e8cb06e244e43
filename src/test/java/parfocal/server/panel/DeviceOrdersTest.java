package parfocal.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.panel.PanelBench.await;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.hub.Availability;
import parfocal.hub.HubFocuser;
import parfocal.hub.Lessons;

/// What a device does on order, as buttons beside its settings.
final class DeviceOrdersTest {

    @Test
    void aCelestronMotorIsCalibratedWithItsProgressAndStopped() throws Exception {
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open()) {
            HubFocuser motor = add(bench);
            await(() -> motor.state().availability() instanceof Availability.Ready);
            Page page = chromium.page(bench.url());
            page.getByTestId("focuser-motor").click();
            page.getByTestId("device").locator("summary").click();
            page.getByTestId("setting-calibrate-set").click();
            page.getByTestId("dialog-ok").click();

            assertThat(page.getByTestId("setting-calibration"))
                    .hasText(Pattern.compile("state [1-9]\\d* of 12; .*"));
            page.getByTestId("setting-stop-calibration-set").click();
            page.getByTestId("dialog-ok").click();
            await(() -> !motor.state().moving());
            assertThat(page.getByTestId("setting-calibration")).not().containsText("of 12;");
            assertThat(chromium.troubles()).isEmpty();
        }
    }

    @Test
    void aLineIsTakenUpWithOtherHabits() throws Exception {
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open()) {
            var _ = add(bench);
            Page page = devices(chromium, bench);
            page.getByTestId("habits-motor").locator("summary").click();
            page.getByTestId("trace-motor").check();
            page.getByTestId("reset-on-connect-motor").check();
            page.getByTestId("habits-save-motor").click();

            assertThat(page.getByTestId("habits-said-motor")).containsText("Saved");
            assertThat(bench.wired)
                    .containsExactly(
                            "habits of Focus motor: Habits[trace=true, resetOnConnect=true]");
            assertThat(chromium.troubles()).isEmpty();
        }
    }

    @Test
    void aLessonIsBegunWatchedEndedAndLearnedFrom() throws Exception {
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open()) {
            HubFocuser motor = add(bench);
            await(() -> motor.state().availability() instanceof Availability.Ready);
            var goOn = new Semaphore(0);
            bench.hub.lessons().offer("motor", new Teacher(goOn));
            Page page = devices(chromium, bench);
            begin(page);

            assertThat(page.getByTestId("lesson-motor"))
                    .containsText(
                            Pattern.compile("1 of about 350 frames. Frame 1: HFR [0-9.]+ px"));
            assertThat(page.getByTestId("focuser-row-motor"))
                    .containsText("a lesson begun by panel has its line");
            assertThat(motor.state().owner()).hasValue("a lesson begun by panel");
            page.getByTestId("learn-stop-motor").click();
            assertThat(page.getByTestId("lesson-motor")).containsText("nothing was learned");
            await(() -> motor.state().availability() instanceof Availability.Ready);

            begin(page);
            goOn.release();
            assertThat(page.getByTestId("lesson-motor")).hasText("Learned from 2 frames.");
            assertThat(page.getByTestId("lesson-words-motor"))
                    .containsText("Key 1 moves 1.00 units. 135 GM was kept.");
            await(() -> motor.state().availability() instanceof Availability.Ready);
            assertThat(motor.state().owner()).isEmpty();
            assertThat(chromium.troubles()).isEmpty();
        }
    }

    private static Page devices(Chromium chromium, PanelBench bench) {
        Page page = chromium.page(bench.url());
        page.getByTestId("nav-devices").click();
        return page;
    }

    private static void begin(Page page) {
        page.getByTestId("learn-motor").click();
        var _ = page.getByTestId("lesson-camera").selectOption("sky");
        page.getByTestId("lesson-exposure").fill("0.01");
        page.getByTestId("lesson-model").fill("135 GM");
        page.getByTestId("dialog-ok").click();
    }

    /// Looks at one frame, waits to be told so, and looks at another.
    private record Teacher(Semaphore goOn) implements Lessons.Teacher {
        @Override
        public Lesson learn(Subject subject, Stars stars, Consumer<String> progress)
                throws DeviceException, InterruptedException {
            progress.accept(
                    "frame 1: HFR %.2f px".formatted(stars.look().hfrPixels().orElseThrow()));
            goOn.acquire();
            progress.accept(
                    "frame 2: HFR %.2f px".formatted(stars.look().hfrPixels().orElseThrow()));
            return new Lesson(subject.model(), List.of("Key 1 moves 1.00 units."));
        }

        @Override
        public String keep(Lesson lesson) {
            return " %s was kept.".formatted(lesson.file());
        }
    }

    private static HubFocuser add(PanelBench bench) {
        var _ =
                bench.add(
                        "motor",
                        "Focus motor",
                        "celestron",
                        new EmulatorSettings(
                                20_000,
                                40_000,
                                0,
                                0,
                                OptionalDouble.empty(),
                                Map.of("calibration", "missing")));
        return bench.hub.focuser("motor").orElseThrow();
    }
}
