package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Client;
import parfocal.hub.Events;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import tools.jackson.databind.json.JsonMapper;

/// Real small disks: one that is full, one that can only be read. Focusing goes on, the loss is said once, nothing is corrupt.
final class DiskTest {
    private static final Client WHO = new Client("test", "");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path directory = Path.of("");

    @Test
    void onAFullDiskFocusingGoesOnAndThePositionIsKeptWhenItFitsAgain() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(directory, 4)) {
            try (var night = new Night(disk.place())) {
                night.moveTo(1_100);
                night.await(() -> Files.exists(disk.place().resolve("history.db")));
                // Until nothing that was under way frees a block again.
                night.await(() -> {
                    disk.fill();
                    return night.said("history.db cannot be written") == 1;
                });

                night.moveTo(1_200);
                night.moveTo(1_300);

                assertThat(night.focuser.state().trouble()).isEmpty();
                assertThat(night.said("main.json cannot be written")).isEqualTo(1);
                assertThat(remembered(disk.place())).isEqualTo(1_100);

                disk.empty();
                night.await(() -> remembered(disk.place()) == 1_300);
            }
            try (var morning = new Night(disk.place())) {
                assertThat(morning.focuser.state().positionSteps()).isEqualTo(1_000);
                assertThat(morning.said("damaged")).isZero();
                morning.await(() -> morning.said("was left at 1300") == 1);
            }
        }
    }

    @Test
    void onADiskThatCanOnlyBeReadFocusingGoesOnWithWhatWasRemembered() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(directory, 8)) {
            try (var before = new Night(disk.place())) {
                before.moveTo(1_100);
                before.focuser.preset("Ha", Optional.of(1_070), WHO);
            }
            disk.makeReadOnly();
            try (var night = new Night(disk.place())) {
                assertThat(night.focuser.presets()).containsEntry("Ha", 1_070);

                night.moveTo(1_200);
                night.moveTo(1_300);

                assertThat(night.focuser.state().trouble()).isEmpty();
                assertThat(night.said("main.json cannot be written")).isEqualTo(1);
                night.await(() -> night.said("history.db cannot be written") == 1);
                assertThat(remembered(disk.place())).isEqualTo(1_100);

                disk.makeWritable();
                night.await(() -> remembered(disk.place()) == 1_300);
            }
        }
    }

    @Test
    void onADiskThatCanOnlyBeReadNoSecondHubIsFeared() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(directory, 1)) {
            disk.makeReadOnly();

            assertThat(HubLock.take(disk.place()))
                    .hasValueSatisfying(loss -> assertThat(loss).contains("can only be read"));
            assertThat(Memory.in(disk.place()).identity("focuser main")).isNotNull();
        }
    }

    private static int remembered(Path place) {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(place.resolve("focusers/main.json")))
                    .path("positionSteps")
                    .asInt();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A hub with one focuser that stands at 1000, and everything that is kept of a night.
    private static final class Night implements AutoCloseable {
        private final Pace pace = Pace.wall();
        private final Hub hub;
        private final Bookkeeping books;
        private final List<String> sentences = new CopyOnWriteArrayList<>();
        private final Events.Watch watch;
        private final Thread listener;
        final HubFocuser focuser;

        Night(Path place) throws Exception {
            hub = new Hub(Memory.in(place), pace);
            watch = hub.events().watch();
            listener = Thread.ofVirtual().start(this::listen);
            books = Bookkeeping.prepare(hub, everySecond(), place, pace);
            FocuserDriver driver = Drivers.byId("usb-focus").orElseThrow();
            FocuserEmulator device =
                    driver.emulator(
                            new EmulatorSettings(
                                    1_000, 5_000, 20_000, 0, OptionalDouble.of(10), Map.of()),
                            pace);
            focuser =
                    hub.add(
                            new FocuserPlan(
                                    "main",
                                    "Main",
                                    "usb-focus",
                                    "memory",
                                    false,
                                    () ->
                                            driver.open(
                                                    new MemoryLine(
                                                            "line", device, pace, WireLog.none()),
                                                    pace),
                                    Optional.empty(),
                                    Map.of()));
            books.begin();
            await(() -> focuser.state().availability().isReady());
        }

        private static Configuration everySecond() throws Exception {
            Path file = Files.createTempFile("often", ".toml");
            try {
                return Configuration.read(
                        Files.writeString(file, "[history]\ninterval-seconds = 1\n"));
            } finally {
                Files.delete(file);
            }
        }

        private void listen() {
            try {
                while (true) {
                    watch.next(PATIENCE)
                            .ifPresent(event -> {
                                if (event instanceof HubEvent.Said said) {
                                    sentences.add(said.sentence());
                                }
                            });
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        void moveTo(int positionSteps) throws Exception {
            focuser.moveTo(positionSteps, WHO);
            await(() ->
                    !focuser.state().moving() && focuser.state().positionSteps() == positionSteps);
        }

        long said(String words) {
            return sentences.stream().filter(sentence -> sentence.contains(words)).count();
        }

        void await(Callable<Boolean> condition) throws Exception {
            var end = pace.now().plus(PATIENCE);
            while (!condition.call()) {
                assertThat(pace.now()).as("it never came: %s", sentences).isBefore(end);
                pace.pause(Duration.ofMillis(10));
            }
        }

        @Override
        public void close() {
            hub.close();
            books.close();
            watch.close();
            listener.interrupt();
        }
    }
}
