package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTest {

    @ParameterizedTest(name = "{0} … {1}, at most {2}: {3}")
    @CsvSource(
            textBlock =
                    """
                    0,     10,    5,  0 2 4 6 8 10
                    0,     7.9,   9,  0 1 2 3 4 5 6 7
                    4950,  5330,  4,  5000 5100 5200 5300
                    0,     0.42,  5,  0.0 0.1 0.2 0.3 0.4
                    -30,   30,    3,  -20 0 20
                    0,     0.0031, 4, 0.000 0.001 0.002 0.003
                    """)
    void ticksAreRoundNumbers(double from, double to, int most, String labels) {
        var axis = Axis.of(from, to, 0, 100);

        assertThat(axis.ticks(most).stream().map(Axis.Tick::label))
                .containsExactly(labels.split(" "));
    }

    @Test
    void aSingleValueStillHasAnAxis() {
        var axis = Axis.of(614, 614, 0, 100);

        assertThat(axis.paper(614)).isEqualTo(50);
        assertThat(axis.ticks(3)).isNotEmpty();
    }
}
