package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a move from 100 to 200 is over, told as readings: milliseconds since the order, position, and a star where one came.
final class UsbFocusMoveTest {
    private static final Instant ORDERED = Instant.parse("2026-11-21T18:00:00Z");

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            textBlock =
                    """
                    TURNING, 250 140,                               still on the way
                    ENDED,   250 140 / 500 200 *,                   star and target
                    TURNING, 250 140 / 500 200,                     the target once could be on the way past it
                    ENDED,   250 140 / 500 200 / 510 200,           the target twice
                    TURNING, 250 140 *,                             a star on the way belongs to the move before
                    ENDED,   250 140 * / 500 180 / 750 200,         whose star is as good as any at the target
                    TURNING, 250 140 * / 500 140,                   250 ms are no standstill
                    ENDED,   250 140 * / 550 140,                   star and standstill short of the target
                    TURNING, 250 100 / 4999 100,                    it may be slow to start
                    STUCK,   250 100 / 5000 100,                    five seconds without a step
                    TURNING, 4900 101 / 9800 102,                   a step now and then is progress
                    STUCK,   1000 140 / 6000 140,                   it began and stopped
                    ENDED,   9000 200 / 9250 200,                   arrived long ago and unseen
                    """)
    void starAndPositionAreBothWitnesses(
            UsbFocusMove.Verdict verdict, String readings, String story) {
        UsbFocusMove move = UsbFocusMove.ordered(100, 200, ORDERED);
        Instant now = ORDERED;
        for (String reading : readings.split(" / ", -1)) {
            String[] parts = reading.split(" ", -1);
            now = ORDERED.plusMillis(Long.parseLong(parts[0]));
            move = move.seen(Integer.parseInt(parts[1]), parts.length > 2, now);
        }

        assertThat(move.verdict(now)).as(story).isEqualTo(verdict);
    }
}
