package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalCurveTest {

    /// Our own drawing, pinned: a change calls for a human look.
    @Test
    void looksLikeThis() {
        assertThat(TerminalCurve.of(CurveFixture.whole(), true))
                .isEqualTo(
                        """
                        refractor-80 <22:41> & more  best 5143 +- 4
                            8 +.                              |                              .
                              | .o                            |                            ^.
                            7 +   ..                          |                          ..
                              |     ..                        |                       ...
                            6 +       ..                      |                     ..
                              |         v.                    |              x    ..v
                            5 +           ...                 |                 ..
                              |              ..               |               ..
                            4 +                v.             |            ...
                              |                  ...          |          ..
                            3 +                     ..        |       ...
                              |                       .v..    |    ..v
                            2 +                           ....*....
                              |                               |
                              +---------------------------------------------------------------
                                    5000             5100            5200             5300
                                           focuser position (steps), HFR (pixels)
                        """);
    }

    @Test
    void fitsSeventyByEighteenLetters() {
        String curve = TerminalCurve.of(CurveFixture.whole(), false);

        assertThat(curve.lines()).hasSize(18).allMatch(line -> line.length() <= 70);
    }

    @Test
    void showsSamplesModelBestAndProof() {
        assertThat(TerminalCurve.of(CurveFixture.whole(), false))
                .contains("▲", "▼", "▽", "●", "┊", "★", "best 5143 ± 4", "HFR (pixels)")
                .containsPattern("[\u2801-\u28ff]");
    }

    @Test
    void withoutTheFlagNothingLeavesAscii() {
        assertThat(TerminalCurve.of(CurveFixture.whole(), true))
                .matches("[ -~\n]+")
                .contains("^", "v", "x", "o", "*", "+- 4");
    }

    @Test
    void aCurveWithoutAnySampleIsDrawnToo() {
        assertThat(TerminalCurve.of(CurvePicture.of("nothing yet", List.of()), false))
                .startsWith("nothing yet\n");
    }

    @Test
    void aTinyTerminalBreaksNothing() {
        assertThat(TerminalCurve.of(CurveFixture.whole(), 5, 3, false)).isNotBlank();
    }
}
