package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;

/// What the focuser's probe says of a run of a minute and a half.
final class ThermometerTest {
    private static Optional<Thermometer> thermometer(OptionalDouble... celsius) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < celsius.length; i++) {
            double seconds = 90.0 * i / (celsius.length - 1);
            samples.add(
                    new Sample(
                            4000,
                            Approach.DOWN,
                            400,
                            Purpose.SAMPLE,
                            "",
                            new FrameSize(
                                    OptionalDouble.of(2),
                                    0.01,
                                    20,
                                    OptionalDouble.of(1),
                                    0.2,
                                    0,
                                    0),
                            Optional.of(new Moment(seconds, celsius[i])),
                            false,
                            0));
        }
        return Thermometer.of(samples);
    }

    private static OptionalDouble degrees(double celsius) {
        return OptionalDouble.of(celsius);
    }

    /// Five degrees an hour are 0.125 of a degree in a run.
    @ParameterizedTest(name = "{0}, {1} and {2} °C: changed {3}, unchanged {4}")
    @CsvSource({
        "10.00, 9.96,  9.91, false, true",
        "10.00, 9.81,  9.62, true,  false",
        "10.0,  9.8,   9.6,  true,  false",
        "10.0,  10.0,  9.9,  false, false",
        "10.0,  10.0,  9.5,  true,  false",
        "10.0,  10.0,  10.0, false, false"
    })
    void whatChangesLessThanItsStepsTellSaysNothing(
            double first, double middle, double last, boolean changed, boolean unchanged) {
        Thermometer probe =
                thermometer(degrees(first), degrees(middle), degrees(last)).orElseThrow();

        assertThat(probe.changed()).isEqualTo(changed);
        assertThat(probe.unchanged()).isEqualTo(unchanged);
    }

    @Test
    void aProbeThatFailsForOneFrameIsNoWitness() {
        assertThat(thermometer(degrees(10), OptionalDouble.empty(), degrees(9))).isEmpty();
    }
}
