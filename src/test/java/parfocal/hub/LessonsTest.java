package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Shot;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.image.Frame;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A lens that is taught on the hub, by a teacher who only looks and waits.
final class LessonsTest {
    private static final Client ALICE = new Client("panel", "");
    private static final Subject LENS = new Subject("lens", "", "135 GM", OptionalDouble.empty());

    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final FocuserDriver driver = Drivers.byId("moonlite").orElseThrow();
    private final FocuserEmulator device =
            driver.emulator(
                    new EmulatorSettings(5_000, 10_000, 2_500, 0, OptionalDouble.empty(), Map.of()),
                    Pace.wall());
    private final HubFocuser focuser =
            hub.add(
                    new FocuserPlan(
                            "lens",
                            "Lens",
                            "moonlite",
                            "memory",
                            true,
                            this::open,
                            Optional.empty(),
                            Map.of()));
    private final HubCamera camera =
            hub.add(
                    new CameraPlan(
                            "dark", "Dark", "memory", true, Optional.empty(), DarkCamera::new));
    private int opened;

    private Focuser open() throws DeviceException {
        opened++;
        return driver.open(
                new MemoryLine("MoonLite", device, Pace.wall(), WireLog.none()), Pace.wall());
    }

    @BeforeEach
    void ready() throws Exception {
        await(() -> focuser.state().availability().isReady());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whoIsNotTaughtSaysSo() {
        assertThat(hub.lessons().canLearn("lens")).isFalse();
        assertThatThrownBy(this::begin)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("need no learning");
        assertThat(focuser.state().owner()).isEmpty();
    }

    @Test
    void aLessonWhoseDarkIsGoneDoesNotBegin() {
        var gone = new SensorFiles(Optional.of(Path.of("gone.fits")), Optional.empty());
        HubCamera careful =
                hub.add(
                        new CameraPlan(
                                "careful",
                                "Careful",
                                "memory",
                                true,
                                Optional.empty(),
                                DarkCamera::new,
                                new CameraCare(gone, false, true)));
        hub.lessons().offer("lens", new Waiting(goOn));

        assertThatThrownBy(() ->
                        hub.lessons()
                                .start(
                                        focuser,
                                        careful,
                                        LENS,
                                        Shot.whole(Duration.ofSeconds(1)),
                                        ALICE))
                .hasMessageContaining("gone.fits");
        assertThat(hub.lessons().latest("lens")).isEmpty();
        assertThat(focuser.state().owner()).isEmpty();
    }

    @Test
    void aLessonHasLineAndCameraToItselfAndGivesBothBack() throws Exception {
        hub.lessons().offer("lens", new Waiting(goOn));
        begin();

        await(() -> hub.lessons().latest("lens").orElseThrow().frames() == 1);
        assertThat(focuser.state().availability()).isInstanceOf(Availability.Unavailable.class);
        assertThatThrownBy(() -> focuser.moveTo(6_000, ALICE))
                .hasMessageContaining("a lesson begun by panel");
        assertThatThrownBy(() -> camera.start(Shot.whole(Duration.ofSeconds(1)), ALICE))
                .hasMessageContaining("a lesson begun by panel has it");
        goOn.countDown();
        await(() -> !hub.lessons().latest("lens").orElseThrow().isRunning());
        assertThat(hub.lessons().latest("lens").orElseThrow().words())
                .containsExactly("Key 1 moves 1.00 units.", "135 GM was kept.");
        await(() -> focuser.state().availability().isReady());
        assertThat(focuser.state().owner()).isEmpty();
        assertThat(opened).isEqualTo(2);
        focuser.moveTo(5_010, ALICE);
        await(() -> device.motor().positionSteps() == 5_010);
    }

    @Test
    void aHaltEndsItAndNothingIsLearned() throws Exception {
        hub.lessons().offer("lens", new Waiting(goOn));
        begin();
        await(() -> hub.lessons().latest("lens").orElseThrow().frames() == 1);

        focuser.halt(ALICE);

        await(() -> !hub.lessons().latest("lens").orElseThrow().isRunning());
        assertThat(hub.lessons().latest("lens").orElseThrow().trouble().orElseThrow())
                .contains("nothing was learned");
        assertThat(hub.lessons().latest("lens").orElseThrow().words()).isEmpty();
        await(() -> focuser.state().availability().isReady());
        assertThat(focuser.state().owner()).isEmpty();
        assertThat(camera.state().owner()).isEmpty();
    }

    private void begin() throws DeviceException, InterruptedException {
        var _ =
                hub.lessons()
                        .start(focuser, camera, LENS, Shot.whole(Duration.ofMillis(10)), ALICE);
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        for (int i = 0; i < 3_000 && !wanted.getAsBoolean(); i++) {
            Pace.wall().pause(Duration.ofMillis(5));
        }
        assertThat(wanted.getAsBoolean()).isTrue();
    }

    private record Waiting(CountDownLatch goOn) implements Lessons.Teacher {
        @Override
        public Lesson learn(Subject subject, Stars stars, Consumer<String> progress)
                throws DeviceException, InterruptedException {
            assertThat(stars.look().hfrPixels()).isEmpty();
            progress.accept("frame 1: no star");
            goOn.await();
            return new Lesson(subject.model(), List.of("Key 1 moves 1.00 units."));
        }

        @Override
        public String keep(Lesson lesson) {
            return lesson.file() + " was kept.";
        }
    }

    private static final class DarkCamera implements Camera {
        @Override
        public String name() {
            return "Dark";
        }

        @Override
        public CameraInfo info() {
            return new CameraInfo(64, 64, 3.8, 1, 65_535, Optional.empty());
        }

        @Override
        public Frame expose(Shot shot) {
            return new Frame(64, 64, new float[64 * 64]);
        }

        @Override
        public void close() {}
    }
}
