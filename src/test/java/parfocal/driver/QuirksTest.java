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
            Map.of("echo", List.of("no", "yes"), "boot", List.of("ready", "late", "never"));

    @Test
    void unaskedADeviceHasTheFirstHabitOfEachName() {
        var quirks = Quirks.of("a toy", KNOWN, Map.of("boot", "late"));

        assertThat(quirks.has("echo", "no")).isTrue();
        assertThat(quirks.has("boot", "ready")).isFalse();
        assertThat(quirks.habit("boot")).isEqualTo("late");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"boot,yes", "reboot,late", "'',''"})
    void aHabitNobodyHasIsRefusedWithTheOnesThereAre(String name, String habit) {
        assertThatThrownBy(() -> Quirks.of("a toy", KNOWN, Map.of(name, habit)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a toy has no habit %s=%s; known are {boot=[ready, late, never], echo=[no, yes]}",
                        name, habit);
    }

    @Test
    void anEmulatorThatAsksForANameOutsideItsTableIsWrong() {
        var quirks = Quirks.of("a toy", KNOWN, Map.of());

        assertThatThrownBy(() -> quirks.has("reboot", "late"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no habit is called reboot");
    }
}
