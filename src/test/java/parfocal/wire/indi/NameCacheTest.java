package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The words of a connection.
final class NameCacheTest {
    private final NameCache cache = new NameCache();

    private String word(String text) {
        byte[] tag = ("<x " + text + "='1'>").getBytes(ISO_8859_1);
        return cache.word(tag, 3, 3 + text.length());
    }

    @Test
    void aKnownNameIsTheSameObjectWhateverElseWasSeen() {
        for (int other = 0; other < 10_000; other++) {
            assertThat(word("WORD_" + other)).isEqualTo("WORD_" + other);
        }

        assertThat(NameCache.KNOWN).allSatisfy(known -> assertThat(word(known)).isSameAs(known));
    }

    @Test
    void aWordSeenBeforeCostsNoNewText() {
        assertThat(word("ABS_FOCUS_POSITION")).isSameAs(word("ABS_FOCUS_POSITION"));
    }

    @Test
    void wordsThatDifferOnlyInTheMiddleAreToldApart() {
        for (String text :
                new String[] {
                    "", "a", "ab", "FOCUS_AA_POSITION", "FOCUS_AB_POSITION", "FOCUS_AA_POSITION"
                }) {
            assertThat(word(text)).isEqualTo(text);
        }
        String first = "WEATHER_0123456789_TEMPERATURE_ONE";
        String second = "WEATHER_9876543210_TEMPERATURE_ONE";
        assertThat(word(first)).isEqualTo(first);
        assertThat(word(second)).isEqualTo(second);
        assertThat(word(first)).isEqualTo(first);
    }
}
