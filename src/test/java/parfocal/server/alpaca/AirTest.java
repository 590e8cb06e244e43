package parfocal.server.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AirTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    // Psychrometric tables round to a tenth.
    @ParameterizedTest(name = "{0} °C at {1} %: dew at {2} °C")
    @CsvSource({"20, 50, 9.3", "10, 80, 6.7", "0, 90, -1.4", "25, 100, 25.0"})
    void dewPointsAreThoseOfTheTables(double celsius, double humidity, double expected) {
        assertThat(Air.dewPoint(celsius, humidity)).isCloseTo(expected, within(0.1));
    }

    @Test
    void averagesGoBackAsFarAsAskedAndNoFurther() {
        var history = new AirHistory();
        for (int minute = 0; minute < 60; minute++) {
            history.add(air(minute, minute < 30 ? 0 : 10));
        }

        assertThat(mean(history, 29)).isEqualTo(10);
        assertThat(mean(history, 60)).isCloseTo(5.08, within(0.01));
    }

    private static double mean(AirHistory history, int minutes) {
        return history.mean(
                air -> OptionalDouble.of(air.temperatureCelsius()),
                10,
                DUSK.plusSeconds(60L * (59 - minutes)));
    }

    private static Air air(int minute, double celsius) {
        return new Air(
                DUSK.plusSeconds(60L * minute),
                celsius,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
