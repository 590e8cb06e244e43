package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.driver.LearnsFromCounts.Count;
import parfocal.driver.LearnsFromCounts.Way;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Subject;

/// From what somebody has counted to a table.
final class CountedLensTest {
    private static final Subject SUBJECT =
            new Subject("mine", "Any", "lens", OptionalDouble.empty());

    @TempDir private Path folder;

    static List<LensTable> everyTable() {
        return LensTables.all();
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void aPublicTableComesBackFromItsCounts(LensTable truth) throws Exception {
        var counts = new ArrayList<Count>();
        for (int key = 1; key <= LensTable.KEYS; key++) {
            double presses = truth.rangeUnits() / truth.size(key).units();
            counts.add(new Count(key, Way.BOTH, presses, 0.1));
        }

        LensTable table = table(new SonyLens().counted(SUBJECT, counts));

        assertThat(table.rangeUnits()).isCloseTo(truth.rangeUnits(), within(1.0));
        for (int key = 1; key <= LensTable.KEYS; key++) {
            double units = truth.size(key).units();
            // The usual ratios pull a little at keys of which a press or two cross the range.
            assertThat(Math.abs(table.size(key).units() - units))
                    .isLessThanOrEqualTo(2 * table.size(key).sigmaUnits() + 0.01);
        }
    }

    @Test
    void nearAndFarMayDiffer() throws Exception {
        LensTable table =
                table(
                        new SonyLens()
                                .counted(
                                        SUBJECT,
                                        List.of(
                                                new Count(1, Way.FAR, 1_000, 0.5),
                                                new Count(1, Way.NEAR, 1_020, 0.5),
                                                new Count(2, Way.FAR, 400, 0.5),
                                                new Count(2, Way.NEAR, 408, 0.5))));

        assertThat(table.size(2).units()).isCloseTo(2.5, within(0.02));
        assertThat(table.size(-2).units()).isCloseTo(2.45, within(0.02));
        assertThat(table.size(-1).units()).isCloseTo(0.98, within(0.01));
    }

    @Test
    void aKeyThatGoesHardlyFurtherThanTheSmallerOneIsAMiscount() {
        assertThatThrownBy(() ->
                        new SonyLens()
                                .counted(
                                        SUBJECT,
                                        List.of(
                                                new Count(3, Way.BOTH, 300, 0.1),
                                                new Count(4, Way.BOTH, 301, 0.1))))
                .hasMessageContaining("key 4 would move the lens hardly further than key 3");
    }

    @Test
    void oneKeyAloneTellsNothing() {
        assertThatThrownBy(() ->
                        new SonyLens().counted(SUBJECT, List.of(new Count(7, Way.NEAR, 29, 0.1))))
                .hasMessageContaining("at least two keys");
    }

    private LensTable table(Lesson lesson) throws Exception {
        return LensFile.read(Files.writeString(folder.resolve("mine.json"), lesson.file()));
    }
}
