package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.Learned;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.motion.BacklashMode;

final class MemoryTest {
    private static final FocuserMemory FULL =
            new FocuserMemory(
                    OptionalInt.of(4_570),
                    Optional.of(
                            new FocuserMemory.Errand(
                                    4_600, Instant.parse("2026-11-21T21:04:00Z"), "panel")),
                    new TreeMap<>(Map.of("Ha", 4_512)),
                    new FocuserSettings(
                            Optional.of(new Travel(100, 9_000)),
                            Approach.UP,
                            new BacklashMode.Overshoot(Approach.UP, 90),
                            true,
                            true,
                            OptionalDouble.of(3.25)),
                    "collimated on the 3rd");

    @TempDir Path directory = Path.of("");

    @Test
    void everythingComesBackAfterARestart() throws Exception {
        Memory before = Memory.in(directory);
        before.keep("main", FULL);
        UUID identity = before.identity("focuser main");

        Memory after = Memory.in(directory);

        assertThat(after.focuser("main")).isEqualTo(FULL);
        assertThat(after.identity("focuser main")).isEqualTo(identity);
        assertThat(after.identity("camera main")).isNotEqualTo(identity);
    }

    @Test
    void numbersOutliveARestartWhateverIsAskedForFirst() throws Exception {
        Memory before = Memory.in(directory);
        assertThat(before.number("focuser", "main")).isZero();
        assertThat(before.number("focuser", "guide")).isEqualTo(1);
        assertThat(before.number("camera", "guide")).isZero();

        Memory after = Memory.in(directory);

        assertThat(after.number("focuser", "new")).isEqualTo(2);
        assertThat(after.number("focuser", "guide")).isEqualTo(1);
        assertThat(after.number("focuser", "main")).isZero();
        assertThat(after.number("camera", "guide")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"focuser\":{\"main\":0,\"guide\":0}}",
                "{\"focuser\":{\"main\":-1}}",
                "{\"focuser\":null}"
            })
    void numbersThatCannotBeReadAreSetAside(String rubbish) throws Exception {
        Files.writeString(directory.resolve("numbers.json"), rubbish);

        assertThat(Memory.in(directory).number("focuser", "guide")).isZero();
        assertThat(directory.resolve("numbers.json.unreadable")).hasContent(rubbish);
    }

    @Test
    void filterNamesOutliveARestart() throws Exception {
        Memory.in(directory).keepFilters("main", List.of("Lum", ""));

        assertThat(Memory.in(directory).filters("main")).containsExactly("Lum", "");
        assertThat(Memory.in(directory).filters("other")).isEmpty();
    }

    @Test
    void anAbsolutePlayComesBackToo() throws Exception {
        FocuserMemory absolute =
                FULL.withSettings(FULL.settings().withBacklash(new BacklashMode.Absolute(55)));
        Memory.in(directory).keep("main", absolute);

        assertThat(Memory.in(directory).focuser("main")).isEqualTo(absolute);
    }

    @Test
    void aHalfWrittenNewFileIsNoMatter() throws Exception {
        Memory.in(directory).keep("main", FULL);
        Files.writeString(directory.resolve("focusers/main.json.new"), "{\"positionSt");

        assertThat(Memory.in(directory).focuser("main")).isEqualTo(FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "\u0000\u0000", "{\"settings\":{\"approach\":\"sideways\"}}"})
    void aFileThatCannotBeReadIsSetAside(String rubbish) throws Exception {
        Files.createDirectories(directory.resolve("focusers"));
        Files.writeString(directory.resolve("focusers/main.json"), rubbish);

        assertThat(Memory.in(directory).focuser("main")).isEqualTo(FocuserMemory.blank());
        assertThat(directory.resolve("focusers/main.json.unreadable")).hasContent(rubbish);
    }

    @Test
    void whatRunsTaughtIsThereAfterARestart() throws Exception {
        var learned =
                new Learned(
                        0.0151,
                        0.012,
                        1.08,
                        524.2,
                        Approach.DOWN,
                        Optional.of(new Learned.KnownPlay(91.5, 4)),
                        3);
        Memory.in(directory).keepLearned("main", Map.of("camera/2", learned));

        assertThat(Memory.in(directory).learned("main"))
                .containsExactly(Map.entry("camera/2", learned));
    }
}
