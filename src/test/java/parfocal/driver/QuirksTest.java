package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuirksTest {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "echo",
                    List.of("no", "yes"),
                    "boot",
                    List.of("ready", "late", "never"),
                    "seed",
                    List.of("1", "2", "3", "4"));

    @Test
    void unaskedADeviceHasTheFirstHabitOfEachName() {
        var quirks = Quirks.of("a toy", KNOWN, Map.of("boot", "late"));

        assertThat(quirks.has("echo", "no")).isTrue();
        assertThat(quirks.has("boot", "ready")).isFalse();
        assertThat(quirks.habit("boot")).isEqualTo("late");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "boot|yes|a toy cannot have boot=yes. boot can be: ready, late, never.",
                "reboot|late|a toy has no habit 'reboot'. It has: boot, echo, seed.",
                "''|''|a toy has no habit ''. It has: boot, echo, seed.",
                "seed|0|a toy cannot have seed=0. seed can be: 1 to 4.",
            })
    void aHabitNobodyHasIsRefusedWithTheOnesThereAre(String name, String habit, String told) {
        assertThatThrownBy(() -> Quirks.of("a toy", KNOWN, Map.of(name, habit)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told);
    }

    @Test
    void anEmulatorThatAsksForANameOutsideItsTableIsWrong() {
        var quirks = Quirks.of("a toy", KNOWN, Map.of());

        assertThatThrownBy(() -> quirks.has("reboot", "late"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no habit is called reboot");
    }
}
