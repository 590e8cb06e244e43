package parfocal.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Scanner;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import parfocal.thermal.TemperatureStudy.Quality;

/// The cases of FocuserLink's manual, and the statistics behind the words.
final class TemperatureStudyTest {

    @Test
    void pointsNearOneLineAreGood() {
        TemperatureStudy study =
                study("20 5230, 18 5162, 15 5064, 13 4990, 11 4928, 9 4858, 8 4826");

        assertThat(study.quality()).isEqualTo(Quality.GOOD);
        assertThat(slope(study)).isCloseTo(33.8, within(0.6));
        assertThat(StudyWords.of(study)).startsWith("Good: 33.");
    }

    @Test
    void twoBadPointsAreNamedAndLeftOut() {
        TemperatureStudy study =
                study(
                        "20 5230, 18 5162, 16 5400, 15 5064, 13 4990, 11 4928, 10 4600, 9 4858, 8 4826");

        assertThat(study.quality()).isEqualTo(Quality.GOOD_BUT_FOR_OUTLIERS);
        assertThat(study.outliers()).containsExactly(2, 6);
        assertThat(slope(study)).isCloseTo(33.8, within(0.6));
        assertThat(StudyWords.of(study)).contains("points 3, 7, which were left out");
    }

    @Test
    void aBentCurveIsGivenACoefficientForEachRange() {
        TemperatureStudy study =
                study(
                        "11 3000, 12 3052, 13 3099, 14 3151, 15 3200, 16 3219, 17 3241, 18 3260, 19 3279, 20 3301");

        assertThat(study.quality()).isEqualTo(Quality.BENT);
        List<TemperatureLaw.Piece> pieces = study.law().orElseThrow().pieces();
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst().stepsPerCelsius()).isCloseTo(50, within(4.0));
        assertThat(pieces.getLast().stepsPerCelsius()).isCloseTo(20, within(3.0));
        assertThat(pieces.getFirst().toCelsius()).isBetween(14.0, 16.0);
        assertThat(study.law().orElseThrow().changeSteps(20, 11)).isCloseTo(-300, within(8.0));
    }

    @Test
    void aCloudOfPointsHasNoLine() {
        TemperatureStudy study =
                study(
                        "20 5010, 18 5190, 16 4930, 15 5140, 13 5000, 12 5170, 11 4950, 9 5110, 8 4990");

        assertThat(study.quality()).isEqualTo(Quality.NO_LINE);
        assertThat(StudyWords.of(study)).contains("cannot be compensated");
    }

    @Test
    void oneDegreeIsTooLittle() {
        TemperatureStudy study = study("12.0 5000, 11.7 4990, 11.5 4984, 11.2 4973, 11.0 4967");

        assertThat(study.quality()).isEqualTo(Quality.RANGE_TOO_SMALL);
        assertThat(StudyWords.of(study)).contains("1.0 °C only").contains("5 to 10 °C");
    }

    @Test
    void twoPointsMakeALineThatNobodyCanJudge() {
        TemperatureStudy study = study("20 5200, 10 4900");

        assertThat(study.quality()).isEqualTo(Quality.TOO_FEW_POINTS);
        assertThat(slope(study)).isCloseTo(30, within(1e-6));
    }

    @Test
    void noPointsAndOnePointAreTooFew() {
        assertThat(TemperatureStudy.of(List.of()).quality()).isEqualTo(Quality.TOO_FEW_POINTS);
        assertThat(study("12 5000").law()).isEmpty();
        assertThat(study("12 5000, 12 5001, 12 4999").law()).isEmpty();
    }

    @Test
    void anOffsetBetweenNightsDoesNotBendTheSlope() {
        var points = new ArrayList<TemperaturePoint>();
        for (int night = 0; night < 3; night++) {
            for (int i = 0; i < 5; i++) {
                double celsius = 15 - 4 * night - i;
                double wobble = (i * 7 % 5 - 2) * 0.8;
                points.add(
                        new TemperaturePoint(
                                celsius,
                                5000 + 20 * celsius + 150 * night + wobble,
                                OptionalDouble.empty(),
                                "night " + night,
                                "",
                                new TreeMap<>()));
            }
        }

        TemperatureStudy study = TemperatureStudy.of(points);

        assertThat(slope(study)).isCloseTo(20, within(0.7));
        assertThat(study.trusted()).isTrue();
    }

    @Test
    void aSlowTubeIsFoundByItsLag() {
        var points = new ArrayList<TemperaturePoint>();
        double[] air = {18, 14, 13, 9, 8.5, 8, 4, 3.5};
        double[] slow = {18, 16.5, 15, 12, 10.5, 9.5, 7, 5.5};
        for (int i = 0; i < air.length; i++) {
            var lagged = new TreeMap<Integer, Double>();
            lagged.put(10, (2 * air[i] + slow[i]) / 3);
            lagged.put(20, slow[i]);
            lagged.put(30, slow[i] + 1.2 * (i % 3));
            lagged.put(40, slow[i] + 1.5 * (i % 3));
            lagged.put(60, slow[i] + 2.0 * (i % 4));
            points.add(
                    new TemperaturePoint(
                            air[i], 3000 + 12 * slow[i], OptionalDouble.of(1), "one", "L", lagged));
        }

        TemperatureLaw law = TemperatureStudy.of(points).law().orElseThrow();

        assertThat(law.lagMinutes()).isEqualTo(20);
        assertThat(law.pieces().getFirst().stepsPerCelsius()).isCloseTo(12, within(0.5));
    }

    /// 95 % of the intervals should hold the truth; 500 sets tell that to one per cent.
    @Test
    void theIntervalOfTheSlopeIsHonest() {
        var random = new Random(20261121);
        int inside = 0;
        int sets = 500;
        for (int set = 0; set < sets; set++) {
            double truth = random.nextGaussian() * 30;
            int count = 5 + random.nextInt(15);
            double scatter = 2 + random.nextDouble() * 20;
            var points = new ArrayList<TemperaturePoint>();
            for (int i = 0; i < count; i++) {
                double celsius = 20 * random.nextDouble() - 5;
                points.add(
                        TemperaturePoint.noted(
                                celsius, 5000 + truth * celsius + scatter * random.nextGaussian()));
            }
            TemperatureLaw.Piece piece = TemperatureStudy.of(points).law().orElseThrow().pieceAt(5);
            if (piece.low() <= truth && truth <= piece.high()) {
                inside++;
            }
        }

        assertThat(inside / (double) sets).isBetween(0.93, 0.97);
    }

    @Test
    void wordsSayWhatColdDoes() {
        assertThat(StudyWords.consequence(TemperatureLaw.straight(35), 10))
                .isEqualTo("2 °C colder: 70 steps inward");
        assertThat(StudyWords.consequence(TemperatureLaw.straight(-12.4), 10))
                .isEqualTo("2 °C colder: 25 steps outward");
        assertThat(StudyWords.consequence(TemperatureLaw.straight(0.5), 10))
                .isEqualTo("2 °C colder: 1 step inward");
        assertThat(StudyWords.consequence(TemperatureLaw.straight(0), 10))
                .isEqualTo("2 °C colder: focus stays");
    }

    private static TemperatureStudy study(String rows) {
        var points = new ArrayList<TemperaturePoint>();
        var numbers = new Scanner(rows).useDelimiter("[ ,]+").useLocale(Locale.ROOT);
        while (numbers.hasNext()) {
            points.add(TemperaturePoint.noted(numbers.nextDouble(), numbers.nextDouble()));
        }
        return TemperatureStudy.of(points);
    }

    private static double slope(TemperatureStudy study) {
        return study.law().orElseThrow().pieces().getFirst().stepsPerCelsius();
    }
}
