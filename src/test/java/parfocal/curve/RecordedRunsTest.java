package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Runs another program recorded under a real sky, kept beside the checkout.
final class RecordedRunsTest {
    private static final Path REPORTS = Path.of("..", "shared", "data", "nina-reports");

    private static final Pattern NUMBERS =
            Pattern.compile("\"Position\":\\s*([-0-9.]+),\\s*\"Value\":\\s*\"?([-0-9.NaE]+)\"?");

    @Test
    void ourHyperbolaAgreesWithTheirs() throws IOException {
        assumeThat(REPORTS)
                .as("no recorded reports beside this checkout: test skipped")
                .isDirectory();
        try (var files = Files.list(REPORTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String report = Files.readString(file);
                double theirs =
                        numbers(after(report, "HyperbolicMinimum")).getFirst().positionSteps();
                String measured = after(report, "MeasurePoints");
                var fit =
                        (CurveFit)
                                CurveFit.of(
                                        numbers(measured.substring(0, measured.indexOf(']'))),
                                        ErrorLaw.ORDINARY_NIGHT);

                double zone = CriticalZone.halfWidthSteps(fit.curve(), CriticalZone.USUAL_LOSS);
                System.out.printf(
                        Locale.ROOT,
                        "%s: theirs %.0f, ours %.1f ± %.1f, w %.1f, m %.3f, R² %.4f, chi² %.2f, zone ± %.1f%n",
                        file.getFileName(),
                        theirs,
                        fit.curve().bestPositionSteps(),
                        fit.sigmaSteps(),
                        fit.curve().halfWidthSteps(),
                        fit.curve().minimumPixels(),
                        fit.rSquared(),
                        fit.reducedChiSquare().orElseThrow(),
                        zone);
                assertThat(fit.curve().bestPositionSteps()).isCloseTo(theirs, within(zone / 2));
            }
        }
    }

    private static String after(String report, String key) {
        return report.substring(report.indexOf('"' + key + '"'));
    }

    private static List<CurvePoint> numbers(String text) {
        List<CurvePoint> points = new ArrayList<>();
        Matcher matcher = NUMBERS.matcher(text);
        while (matcher.find()) {
            // Their Error is the spread between stars, not the standard error of the mean: not
            // used.
            points.add(
                    new CurvePoint(
                            Double.parseDouble(matcher.group(1)),
                            Double.parseDouble(matcher.group(2)),
                            0));
        }
        return points;
    }
}
