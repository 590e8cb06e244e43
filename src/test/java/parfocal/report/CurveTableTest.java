package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.curve.Arrival;

final class CurveTableTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5120,2.31,0.06,up\n5200,3.5,0.1,down",
                "position,hfr,sigma,direction\n5120,2.31,0.06,up\n5200,3.5,0.1,down\n",
                "# a night\n\nPosition;HFR;Sigma;Direction\n5120;2.31;0.06;UP\n5200;3.5;0.1;-1\n",
                "5120\t2.31\t0.06\t+1\r\n5200\t3.5\t0.1\tdown\r\n",
                " 5120 , 2.31 , 0.06 , up \n \"5200\",\"3.5\",\"0.1\",\"down\"\n",
                "direction,hfr,stars,position,sigma\nup,2.31,44,5120,0.06\ndown,3.5,40,5200,0.1\n",
            })
    void theSameSamplesInManyHandwritings(String text) throws Exception {
        var table = CurveTable.of("curve.csv", text);

        assertThat(table.inOrderOfArrival()).isTrue();
        assertThat(table.samples())
                .containsExactly(
                        new RecordedSample(
                                5120,
                                OptionalDouble.of(2.31),
                                OptionalDouble.of(0.06),
                                Optional.of(Arrival.UP)),
                        new RecordedSample(
                                5200,
                                OptionalDouble.of(3.5),
                                OptionalDouble.of(0.1),
                                Optional.of(Arrival.DOWN)));
    }

    @Test
    void twoColumnsAreEnough() throws Exception {
        assertThat(CurveTable.of("curve.csv", "614,2.5\n624,2.6").samples())
                .containsExactly(bare(614, 2.5), bare(624, 2.6));
    }

    @ParameterizedTest
    @CsvSource({"down,DOWN", "-1,DOWN", "+1,UP", "up,UP"})
    void aThirdColumnOfDirectionsIsNoUncertainty(String word, Arrival arrival) throws Exception {
        var sample = CurveTable.of("curve.csv", "614,2.5," + word).samples().getFirst();

        assertThat(sample.arrival()).contains(arrival);
        assertThat(sample.sigmaPixels()).isEmpty();
    }

    @Test
    void aThirdColumnOfOnesIsAnUncertainty() throws Exception {
        var sample = CurveTable.of("curve.csv", "614,2.5,1").samples().getFirst();

        assertThat(sample.arrival()).isEmpty();
        assertThat(sample.sigmaPixels()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"614,NaN", "614,", "614,0", "614,-1"})
    void aPictureWithoutStarsHasNoSize(String line) throws Exception {
        assertThat(CurveTable.of("curve.csv", line + "\n620,2").samples().getFirst().hfrPixels())
                .isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '5120;2.31\n5200;3,5'     | curve.csv, line 2: '3,5' has a decimal comma; write 3.5
                    '# x\n5120,2.31\nabc,2'   | curve.csv, line 3: 'abc' is no position; write steps as a number
                    '5120,soft'               | curve.csv, line 1: 'soft' is no hfr in pixels; write a number like 2.31
                    '5120,2,0.1,left'         | curve.csv, line 1: 'left' is no direction; write up or down (or +1, -1)
                    '5120'                    | curve.csv, line 1: a position and a size are wanted, like 5120,2.31
                    'steps,fwhm\n5120,2.3'    | 'curve.csv, line 1: no column is called hfr; name the columns position,hfr,sigma,direction'
                    'position,hfr\n'          | curve.csv: no samples in it; write lines like 5120,2.31
                    ' '                       | curve.csv: the file is empty
                    """)
    void whatIsWrongIsSaidWithItsLine(String text, String sentence) {
        assertThatThrownBy(() -> CurveTable.of("curve.csv", text))
                .isInstanceOf(UnreadableInput.class)
                .hasMessage(sentence);
    }

    @Test
    void pointsOfNinaHaveLostTheirOrder() throws Exception {
        var table =
                CurveTable.of(
                        "report.json",
                        """
                        {"Method": "STARHFR", "MeasurePoints": [
                          {"Position": 23963.0, "Value": 4.9, "Error": 0.38},
                          {"Position": 24007.0, "Value": "NaN", "Error": 0.0}]}
                        """);

        assertThat(table.inOrderOfArrival()).isFalse();
        assertThat(table.samples())
                .containsExactly(
                        new RecordedSample(
                                23963,
                                OptionalDouble.of(4.9),
                                OptionalDouble.of(0.38),
                                Optional.empty()),
                        new RecordedSample(
                                24007,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                Optional.empty()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '{"MeasurePoints": [\n{"Position": }'                        | r.json, line 2: no valid JSON; was the file cut off or edited?
                    '{"Version": 2}'                                             | 'r.json: neither a saved run nor an autofocus report of N.I.N.A., which has MeasurePoints; give one of these or a CSV position,hfr'
                    '{"MeasurePoints": []}'                                      | r.json: the report holds no points: the run was broken off
                    '{"MeasurePoints": [{"Value": 3}]}'                          | r.json: point 1 of MeasurePoints has no Position; was the report edited?
                    '{"Method": "CONTRASTDETECTION", "MeasurePoints": []}'       | 'r.json: this run measured contrast, not star size; repeat it with N.I.N.A.''s method Star HFR'
                    """)
    void whatIsWrongWithAReportIsSaid(String text, String sentence) {
        assertThatThrownBy(() -> CurveTable.of("r.json", text))
                .isInstanceOf(UnreadableInput.class)
                .hasMessage(sentence);
    }

    @Test
    void powerShellWritesSixteenBitLetters() throws Exception {
        Path file = folder.resolve("curve.csv");
        Files.write(file, "\ufeff614,2.5\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(CurveTable.read(file).samples()).containsExactly(bare(614, 2.5));
    }

    @Test
    void spreadsheetsBeginWithAByteOrderMark() throws Exception {
        Path file = Files.writeString(folder.resolve("curve.csv"), "\ufeff614,2.5\n");

        assertThat(CurveTable.read(file).samples()).containsExactly(bare(614, 2.5));
    }

    @Test
    void aMissingFileAndAFolderAreSaid() {
        Path missing = folder.resolve("none.csv");

        assertThatThrownBy(() -> CurveTable.read(missing))
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> CurveTable.read(folder))
                .hasMessage(folder + ": this is a folder; give the file with the curve in it");
    }

    @Test
    void aRealReportIsRead() throws Exception {
        Path folderOfReports = Path.of("../shared/data/nina-reports");
        assumeTrue(
                Files.exists(folderOfReports),
                () -> "skipped: no real recordings at " + folderOfReports);
        try (var files = Files.list(folderOfReports)) {
            var table = CurveTable.read(files.findFirst().orElseThrow());

            assertThat(table.samples()).hasSize(14);
            assertThat(table.samples().getFirst().positionSteps()).isEqualTo(24535);
            assertThat(table.samples()).allMatch(sample -> sample.hfrPixels().isPresent());
        }
    }

    private static RecordedSample bare(double positionSteps, double hfrPixels) {
        return new RecordedSample(
                positionSteps,
                OptionalDouble.of(hfrPixels),
                OptionalDouble.empty(),
                Optional.empty());
    }
}
