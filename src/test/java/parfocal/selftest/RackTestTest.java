package parfocal.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.image.Frame;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.selftest.Finding.Kind;
import parfocal.stars.StarField;
import parfocal.time.VirtualPace;

/// What the stars say of the tube, on a telescope on paper whose play is known.
final class RackTestTest {
    private static final int START = 5_000;

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    @Test
    void aTubeWithoutPlayHasNothingFound() throws Exception {
        RackReport report = rack(device(0));

        assertThat(report.findings()).isEmpty();
        assertThat(report.playAtLeastSteps()).isZero();
    }

    @Test
    void playIsToldWithItsUncertaintyAndNeverMoreThanThereIs() throws Exception {
        RackReport report = rack(device(60));

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.PLAY);
        double sigma = report.playSigmaSteps().orElseThrow();
        assertThat(report.playSteps().orElseThrow()).isCloseTo(60, within(3 * sigma));
        assertThat(report.playAtLeastSteps()).isBetween(1.0, 60 + sigma);
    }

    @Test
    void aMotorThatCountsWhileTheTubeStandsIsSaidToDoSo() throws Exception {
        FocuserEmulator device = device(0);
        device.motor().gear().disengage(true);

        RackReport report = rack(device);

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.TUBE_STANDS);
        assertThat(report.findings().getFirst().message()).contains("the tube does not turn");
        assertThat(device.motor().positionSteps()).isEqualTo(START);
    }

    @Test
    void aTubeThatNeverComesBackIsNotCalledPlay() throws Exception {
        RackReport report = rack(device(9_000));

        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TUBE_TURNS_ONE_WAY);
    }

    private FocuserEmulator device(double playSteps) {
        return Drivers.byId("usb-focus")
                .orElseThrow()
                .emulator(
                        new EmulatorSettings(
                                START, 10_000, 0, playSteps, OptionalDouble.of(10), Map.of()),
                        pace);
    }

    private RackReport rack(FocuserEmulator device) throws Exception {
        var line = new MemoryLine("paper", device, pace, WireLog.none());
        var focuser =
                new Settling(
                        Drivers.byId("usb-focus").orElseThrow().open(line, pace),
                        pace,
                        SettlingSettings.defaults());
        var paper = new Paper(device);
        var report =
                new RackTest(
                                focuser,
                                () -> StarField.detect(paper.expose(Duration.ofSeconds(1))),
                                _ -> {})
                        .run();
        assertThat(device.motor().positionSteps()).isEqualTo(START);
        return report;
    }

    /// Thirty-six stars that are round, and wider by a pixel for every fifty steps from best focus at 4990.
    private static final class Paper implements Camera {
        private static final int EDGE = 360;
        private static final int BEST = 4_990;
        private final FocuserEmulator device;
        private final RandomGenerator noise =
                RandomGeneratorFactory.of("L64X128MixRandom").create(11);

        Paper(FocuserEmulator device) {
            this.device = device;
        }

        @Override
        public String name() {
            return "paper";
        }

        @Override
        public CameraInfo info() {
            return new CameraInfo(EDGE, EDGE, 4, 1, 65_535, java.util.Optional.empty());
        }

        @Override
        public Frame expose(Shot shot) {
            double defocus = (device.motor().tubeSteps() - BEST) / 50.0;
            double sigma = Math.hypot(1.5, defocus);
            var adu = new float[EDGE * EDGE];
            for (int y = 0; y < EDGE; y++) {
                for (int x = 0; x < EDGE; x++) {
                    double dx = Math.IEEEremainder(x - 30.3, 60);
                    double dy = Math.IEEEremainder(y - 30.6, 60);
                    double light =
                            200_000
                                    * Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))
                                    / (2 * Math.PI * sigma * sigma);
                    adu[y * EDGE + x] = (float) (1_000 + light + 8 * noise.nextGaussian());
                }
            }
            return new Frame(EDGE, EDGE, adu, Map.of());
        }

        @Override
        public void close() {}
    }
}
