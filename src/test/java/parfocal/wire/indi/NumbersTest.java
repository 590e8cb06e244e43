package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            textBlock =
                    """
                    0,             0
                    ' 42 ',        42
                    -7.25,         -7.25
                    +3,            3
                    .5,            0.5
                    5.,            5
                    1e3,           1000
                    1E-3,          0.001
                    123456789012345678, 123456789012345680
                    0.051000047475099563599, 0.051000047475099563599
                    12:30,         12.5
                    12;30;36,      12.51
                    12 30 36,      12.51
                    -0:30,         -0.5
                    '-12: 30',     -12.5
                    12:30.5,       12.508333333333333
                    """)
    void numbersAreReadAsTheyAreWrittenSomewhere(String text, double number) {
        assertThat(IndiNumber.parse(text).orElseThrow()).isEqualTo(number, within(1e-12));
        byte[] bytes = text.strip().getBytes(UTF_8);
        assertThat(IndiNumber.parse(bytes, 0, bytes.length)).isEqualTo(IndiNumber.parse(text));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "0x1F",
                "nan",
                "NaN",
                "inf",
                "Infinity",
                "1:2:3:4",
                "1:-2",
                "1d",
                ".",
                "-",
                "1e999",
                "٣"
            })
    void whatIsNoNumberIsNone(String text) {
        assertThat(IndiNumber.parse(text)).isEmpty();
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(IndiNumber.parse(bytes, 0, bytes.length)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is said as {1}")
    @CsvSource(
            textBlock =
                    """
                    5.2,       5.2
                    50000,     50000
                    -0.5,      -0.5
                    1e-7,      0.00000010
                    1e20,      100000000000000000000
                    """)
    void numbersAreSaidInPlainDecimals(double number, String text) {
        assertThat(IndiNumber.plain(number)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(number);
    }

    // The right column is what C's printf gives, and for m what libindi's fs_sexa does.
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
                    %.f,      50000,       '50000'
                    %.f,      2.5,         '2'
                    %5.2f,    3.14159,     ' 3.14'
                    %3.0f,    7,           '  7'
                    %4.0f ms, 7,           '   7 ms'
                    %6.2f,    -12.345,     '-12.35'
                    %06.1f,   -2.25,       '-002.2'
                    %-6.1f|,  2.5,         '2.5   |'
                    %+.1f,    2,           '+2.0'
                    %g,       100000,      '100000'
                    %g,       1000000,     '1e+06'
                    %g,       0.0001,      '0.0001'
                    %g,       0.00001,     '1e-05'
                    %g,       0,           '0'
                    %.3g,     1234,        '1.23e+03'
                    %e,       1234.5,      '1.234500e+03'
                    %d,       12.6,        '13'
                    %lf,      1.5,         '1.500000'
                    nonsense, 1.5,         '1.5'
                    %010.6m,  12.5,        '  12:30:00'
                    %10.6m,   -0.5,        '  -0:30:00'
                    %9.9m,    1.999999999, '2:00:00.00'
                    %8.8m,    10.2525,     '10:15:09.0'
                    %5.5m,    10.25,       '10:15.0'
                    %6.3m,    -5.999,      ' -6:00'
                    """)
    void numbersAreShownAsTheFormatSays(String format, double number, String text) {
        String expected = format.endsWith("m") && !format.endsWith("ms") ? text.strip() : text;
        String shown = NumberFormat.print(format, number);
        assertThat(format.endsWith("m") && !format.endsWith("ms") ? shown.strip() : shown)
                .isEqualTo(expected);
    }

    @Test
    void sexagesimalNumbersArePaddedWithBlanks() {
        assertThat(NumberFormat.print("%010.6m", 12.5)).isEqualTo("  12:30:00");
        assertThat(NumberFormat.print("%9.6m", -0.5)).isEqualTo(" -0:30:00");
    }
}
