package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.image.Fits;
import parfocal.report.FramePositions.FramePosition;
import parfocal.report.FramePositions.NamedHeader;

final class FramePositionsTest {

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            textBlock =
                    """
                    Target_LIGHT_7350_3s_BIN1_-15C_001_20190513_214817_006_W.FIT.gz, 7350
                    M31_POS1234.fits,                                               1234
                    m31_pos_1234.5_2s.fits,                                         1234.5
                    FOC1234_L.fit,                                                  1234
                    vega-focus1234.fits,                                            1234
                    2026-11-21_FocuserPosition=614.fits.fz,                         614
                    focuspos-07350.fits,                                            7350
                    """)
    void aNameSaysWhereTheFocuserStood(String name, double positionSteps) {
        assertThat(positions(named(name))).containsExactly(OptionalDouble.of(positionSteps));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    M31.fits
                    M31_LIGHT_300s_0001.fits
                    autofocus_1.fits
                    positron77.fits
                    """)
    void anUnmarkedNumberSaysNothing(String name) {
        assertThat(positions(named(name))).containsExactly(OptionalDouble.empty());
    }

    @ParameterizedTest
    @CsvSource({"FOCUSPOS", "FOCPOS", "FOCUSPOSITION", "FOCUSER POSITION"})
    void theHeaderSaysItToo(String keyword) {
        assertThat(positions(new NamedHeader("a.fits", Map.of(keyword, "7350.00"))))
                .containsExactly(OptionalDouble.of(7350));
    }

    @Test
    void theNameWinsAndTheDisagreementIsSaid() {
        var position =
                FramePositions.of(
                                List.of(
                                        new NamedHeader(
                                                "Target_LIGHT_8000_0s.FIT",
                                                Map.of("FOCUSPOS", "8025.00"))))
                        .getFirst();

        assertThat(position.positionSteps()).hasValue(8000);
        assertThat(position.disagreement())
                .contains(
                        "Target_LIGHT_8000_0s.FIT: the name says 8000, the header 8025; the name is believed.");
    }

    @Test
    void aStaleHeaderDoesNotOverruleMarkedNames() {
        assertThat(
                        positions(
                                new NamedHeader("a_POS3000.fits", Map.of("FOCUSPOS", "5000")),
                                new NamedHeader("a_POS4000.fits", Map.of("FOCUSPOS", "5000"))))
                .containsExactly(OptionalDouble.of(3000), OptionalDouble.of(4000));
    }

    @Test
    void aCounterAfterLightIsNotBelievedAgainstTheHeader() {
        var frames =
                FramePositions.of(
                        List.of(
                                new NamedHeader("M31_LIGHT_0001.fits", Map.of("FOCUSPOS", "7350")),
                                new NamedHeader(
                                        "M31_LIGHT_0002.fits", Map.of("FOCUSPOS", "7400"))));

        assertThat(frames.stream().map(FramePosition::positionSteps))
                .containsExactly(OptionalDouble.of(7350), OptionalDouble.of(7400));
        assertThat(frames).allMatch(frame -> frame.disagreement().isEmpty());
    }

    @Test
    void theOnlyNumberThatChangesIsThePosition() {
        assertThat(positions(named("vega 614 2s.fits"), named("vega 650 2s.fits")))
                .containsExactly(OptionalDouble.of(614), OptionalDouble.of(650));
    }

    @Test
    void twoNumbersThatChangeAreAmbiguous() {
        assertThat(positions(named("vega 614 001.fits"), named("vega 650 002.fits")))
                .containsExactly(OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void aCounterOfFramesIsNoPosition() {
        assertThat(positions(named("vega_0002.fits"), named("vega_0001.fits")))
                .containsExactly(OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void inARealSweepOneHeaderDisagrees() throws Exception {
        Path sweep = Path.of("../shared/data/c8-sweep");
        Assumptions.assumeTrue(
                Files.exists(sweep), () -> "skipped: no real recordings at " + sweep);
        var frames = new ArrayList<NamedHeader>();
        try (var files = Files.list(sweep)) {
            for (Path file : files.sorted().toList()) {
                frames.add(
                        new NamedHeader(file.getFileName().toString(), Fits.read(file).keywords()));
            }
        }
        var positions = FramePositions.of(frames);

        assertThat(positions).hasSize(17);
        assertThat(positions.getFirst().positionSteps()).hasValue(7350);
        assertThat(positions.stream().flatMap(p -> p.disagreement().stream()))
                .singleElement()
                .asString()
                .contains("name says 8000, the header 8025");
    }

    private static NamedHeader named(String name) {
        return new NamedHeader(name, Map.of());
    }

    private static List<OptionalDouble> positions(NamedHeader... frames) {
        return FramePositions.of(List.of(frames)).stream()
                .map(FramePosition::positionSteps)
                .toList();
    }
}
