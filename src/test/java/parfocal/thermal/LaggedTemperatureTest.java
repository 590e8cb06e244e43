package parfocal.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LaggedTemperatureTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T17:00:00Z");

    /// What cools steadily is followed at a distance of rate times lag: 1.5 °C an hour, twenty minutes, half a degree.
    @Test
    void aSteadyFallIsFollowedAtADistance() {
        var glass = new LaggedTemperature(Duration.ofMinutes(20));
        for (int minute = 0; minute <= 240; minute++) {
            glass.feed(DUSK.plus(Duration.ofMinutes(minute)), 12 - 1.5 * minute / 60.0);
        }

        assertThat(glass.celsius().orElseThrow()).isCloseTo(6 + 0.5, within(1e-4));
    }

    /// Readings far apart and close together say the same.
    @Test
    void theRateOfReadingDoesNotMatter() {
        var often = new LaggedTemperature(Duration.ofMinutes(10));
        var seldom = new LaggedTemperature(Duration.ofMinutes(10));
        for (int second = 0; second <= 3600; second += 10) {
            often.feed(DUSK.plusSeconds(second), 10 - second / 1800.0);
            if (second % 600 == 0) {
                seldom.feed(DUSK.plusSeconds(second), 10 - second / 1800.0);
            }
        }

        assertThat(often.celsius().orElseThrow())
                .isCloseTo(seldom.celsius().orElseThrow(), within(1e-9));
    }

    @Test
    void withoutLagItIsTheReading() {
        var air = new LaggedTemperature(Duration.ZERO);
        assertThat(air.celsius()).isEmpty();
        air.feed(DUSK, 5);
        air.feed(DUSK.plusSeconds(1), 4);

        assertThat(air.celsius()).contains(4.0);
    }
}
