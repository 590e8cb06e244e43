package parfocal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.time.VirtualPace;

final class WireLogTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T03:14:07.120Z"));
    private final StringBuilder page = new StringBuilder();
    private final WireLog log = WireLog.into(page, pace, ZoneOffset.UTC);

    @Test
    void aDeviceThatSpeaksPacketsIsWrittenInHexadecimal() throws Exception {
        var device =
                new parfocal.driver.Parrot(new byte[] {0x3B, 0x03, 0x12, 0x20, 0x02, (byte) 0xC9});
        var line = new MemoryLine("celestron", device, pace, log);

        line.exchange(
                new byte[] {0x3B, 0x03, 0x20, 0x12, 0x01, (byte) 0xCA},
                new ReplyShape.LengthPrefixed(1, 3),
                Duration.ofSeconds(1));

        assertThat(page.toString())
                .isEqualTo(
                        """
                        03:14:07.120  celestron     → 3B 03 20 12 01 CA
                        03:14:07.120  celestron     ← 3B 03 12 20 02 C9
                        """);
    }

    @Test
    void everyKindOfRowStandsInItsColumns() {
        log.sent("usb-focus", bytes("FPOSRO"));
        pace.advance(Duration.ofMillis(11));
        log.received("usb-focus", bytes("P=01234\n\r"), "");
        log.received("usb-focus", bytes("*"), "unasked");
        log.discarded("usb-focus", bytes("P=0"), Duration.ofSeconds(1));
        log.silence("moonlite", Duration.ofMillis(500));
        log.noise("usb-focus", bytes("?x#"));
        log.lost("usb-focus", bytes("DONE\n\r"));
        log.gone("usb-focus", "the plug is out");

        assertThat(page.toString())
                .isEqualTo(
                        """
                        03:14:07.120  usb-focus     → FPOSRO
                        03:14:07.131  usb-focus     ← P=01234␊␍
                        03:14:07.131  usb-focus     ← *                               unasked
                        03:14:07.131  usb-focus     ✗ P=0                             incomplete after 1000 ms: discarded
                        03:14:07.131  moonlite      ·                                 no answer within 500 ms
                        03:14:07.131  usb-focus     ~ ?x#                             noise
                        03:14:07.131  usb-focus     ~ DONE␊␍                          lost on the way
                        03:14:07.131  usb-focus     ! the plug is out
                        """);
    }

    @ParameterizedTest(name = "byte {0} is shown as {1}")
    @CsvSource({
        "0, ␀",
        "10, ␊",
        "13, ␍",
        "27, ␛",
        "31, ␟",
        "32, ' '",
        "35, #",
        "126, ~",
        "127, ␡",
        "128, ‹80›",
        "200, ‹C8›",
        "255, ‹FF›"
    })
    void everyByteCanBeSeen(int value, String shown) {
        assertThat(WireLog.visible(new byte[] {(byte) value})).isEqualTo(shown);
    }

    @Test
    void timesAreThoseOfTheObserversClock() {
        WireLog.into(page, pace, ZoneId.of("Europe/Berlin")).sent("d", bytes("x"));
        assertThat(page).startsWith("04:14:07.120");
    }

    @Test
    void aLogThatCannotBeWrittenGoesQuietAndSaysWhy() {
        var full = WireLog.into(new FullDisk(), pace, ZoneOffset.UTC);
        assertThat(full.failure()).isEmpty();

        full.sent("d", bytes("x"));
        full.sent("d", bytes("y"));

        assertThat(full.failure()).get().satisfies(why -> assertThat(why).hasMessage("disk full"));
    }

    @Test
    void noLogKeepsNothing() {
        WireLog.none().sent("d", bytes("x"));
        assertThat(WireLog.none().failure()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static final class FullDisk implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public Appendable append(char character) throws IOException {
            throw new IOException("disk full");
        }
    }
}
