package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Sight;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// From the emulated body to a file and back. How exactly lenses are learned, [StarLearningTest] tells.
final class LensLessonTest {
    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    @TempDir private Path folder;

    @Test
    void aLensOnAnEmulatedBodyThatLosesPressesIsLearned() throws Exception {
        var pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
        var quirks = Map.of("lens", SIGMA_16.id(), "slip-percent", "2", "seed", "4");
        var body =
                new SonyLensEmulator(
                        new EmulatorSettings(1_145, 10_000, 0, 0, OptionalDouble.empty(), quirks),
                        pace);
        var random = new Random(4);
        var line = new MemoryLine("lens", body, pace, WireLog.none());

        Lesson lesson =
                new SonyLens()
                        .learn(
                                line,
                                new Subject("mine", "Sigma", "16mm", OptionalDouble.empty()),
                                () -> sight(body.motor().tubeSteps() - 1_145, random),
                                _ -> {},
                                pace);

        Path file = Files.writeString(folder.resolve("mine.json"), lesson.file());
        LensTable learned = LensFile.read(file);
        for (int key : new int[] {2, 3, 4, 5, -2, -3, -4, -5}) {
            double truth = SIGMA_16.size(key).units();
            assertThat(learned.size(key).units())
                    .as("key %d", key)
                    .isCloseTo(truth, within(0.05 * truth));
        }
        assertThat(learned.rangeUnits()).isCloseTo(1_185, within(120.0));
        assertThat(lesson.words().getLast()).startsWith("The range is about");
    }

    private static Sight sight(double offUnits, Random random) {
        double hfr = Math.hypot(1.9, 0.36 * offUnits) * (1 + 0.02 * random.nextGaussian());
        return hfr > 60
                ? new Sight(OptionalDouble.empty(), 0)
                : new Sight(OptionalDouble.of(hfr), 0.02 * hfr);
    }
}
