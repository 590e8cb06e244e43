package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlusMinusTest {
    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(
            textBlock =
                    """
                    4000.123,  2.34,   4000.1 ± 2.3
                    4000.123,  0.4,    4000.1 ± 0.4
                    4000.123,  0.1,    4000.1 ± 0.1
                    4000.123,  0.041,  4000.12 ± 0.04
                    4000.1234, 0.0021, 4000.123 ± 0.002
                    4000.123,  0,      4000.1 ± 0.0
                    """)
    void aDeviationHasADigitThatSaysSomething(double value, double sigma, String written) {
        assertThat(PlusMinus.of(value, sigma)).isEqualTo(written);
    }
}
