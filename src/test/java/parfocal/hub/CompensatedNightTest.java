package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Eight hours of cooling, the glass behind the air, a noisy sensor, and a coefficient that nobody typed: it is learned from the night's
/// own runs, which are made when the hub advises them and never more than once an hour.
final class CompensatedNightTest {
    @ParameterizedTest(name = "{0} steps/°C, the glass {1} minutes behind, seed {2}")
    @CsvSource({
        "30, 20, 1",
        "-25, 40, 2",
        "18, 10, 3",
        "35, 30, 4",
        "22, 20, 7",
        "-30, 30, 8",
        "-12, 0, 5",
        "30, 60, 6",
        "40, 30, 9",
        "50, 40, 10",
        "-40, 10, 5",
        "-12, 20, 9"
    })
    void focusIsHeldAfterTheThirdRun(double stepsPerCelsius, int lagMinutes, long seed)
            throws Exception {
        var night = CoolingNight.of(stepsPerCelsius, lagMinutes, seed);

        night.pass(Duration.ofHours(8));

        assertThat(night.insideZone()).isGreaterThanOrEqualTo(0.99);
        assertThat(night.runs()).isBetween(3, 9);
    }
}
