package parfocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.AutofocusEvent.Advised;
import parfocal.autofocus.FirstLooks;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Learned;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.report.RunRecord;
import parfocal.report.UnreadableInput;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.time.VirtualPace;

/// Exposure and binning as the first frames of a run advise them, on rigs, against the rigs' own truth.
final class AdvisedLightTest {
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    /// @param told advice as it was told while it happened
    private record Run(FocusResult result, List<String> told, double errorSteps) {
        FocusPlan plan() {
            return result.run().plan();
        }
    }

    private static Run run(RigPlan rigPlan, FocusPlan plan)
            throws DeviceException, InterruptedException {
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(rigPlan, 3, pace);
        var told = new ArrayList<String>();
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            FocusResult result =
                    new Autofocus(
                                    focuser,
                                    rig.camera(),
                                    pace,
                                    event -> {
                                        if (event instanceof Advised(var advice)) {
                                            told.add(advice.sentence());
                                        }
                                    })
                            .run(plan);
            return new Run(
                    result,
                    told,
                    result.finalPositionSteps().orElseThrow()
                            - rig.trueBestSteps(result.run().plan().approach()));
        }
    }

    private static RigPlan rig(String name) {
        return Rigs.named(name).orElseThrow().withField(600, 600);
    }

    @Test
    void hardlyAnyStarsInTooShortAnExposureMakeItLonger() throws Exception {
        RigPlan sparse = rig("refractor-toa150").with("stars", "60");

        Run run = run(sparse, exposing(0.05).advised(true, true));

        assertThat(run.told).isNotEmpty().allMatch(told -> told.contains("over the noise in"));
        assertThat(run.plan().exposure()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(run.result.accepted()).isTrue();
        assertThat(Math.abs(run.errorSteps)).isLessThan(10);
        replaysToTheSameBytes(run.result);
    }

    @Test
    void starsAtTheCeilingMakeItShorter() throws Exception {
        RigPlan fast = Rigs.named("lens-135").orElseThrow().withField(400, 400);

        Run run = run(fast.with("start-steps", "7190"), exposing(600).advised(true, true));

        assertThat(run.told).isNotEmpty().allMatch(told -> told.contains("ceiling in"));
        assertThat(run.plan().exposure()).isLessThanOrEqualTo(Duration.ofSeconds(150));
        assertThat(run.result.accepted()).isTrue();
        assertThat(run.result.exposures())
                .isEqualTo(run.result.run().samples().size() + run.told.size());
        replaysToTheSameBytes(run.result);
    }

    @Test
    void whatIsTypedStays() throws Exception {
        RigPlan sparse = rig("refractor-toa150").with("stars", "60");

        Run run = run(sparse, exposing(0.05).advised(false, true));

        assertThat(run.told).isEmpty();
        assertThat(run.plan().exposure()).isEqualTo(Duration.ofMillis(50));
    }

    /// Bad air on a long telescope: stars of ten pixels, whose light falls on more pixels than it needs.
    @Test
    void wideStarsAreReadBinnedOnceARunHasSeenThem() throws Exception {
        RigPlan badAir = rig("sct-c11").with("stars", "120").with("seeing-arcsec", "7");
        Run first = run(badAir, exposing(4).advised(true, true));
        Optional<Learned> learned = Learned.from(first.result);
        assertThat(first.plan().binning()).isEqualTo(1);

        Run second = run(badAir, exposing(4).advised(true, true).withLearned(learned));

        assertThat(second.plan().binning()).isBetween(2, 3);
        assertThat(second.told).hasSize(1);
        assertThat(second.plan().looks().map(FirstLooks::frames)).hasValue(0);
        assertThat(second.result.accepted()).isTrue();
        assertThat(Math.abs(second.errorSteps)).isLessThan(8);
        replaysToTheSameBytes(second.result);
        double unbinned = Learned.from(second.result).orElseThrow().minimumPixels();
        assertThat(unbinned / learned.orElseThrow().minimumPixels()).isBetween(0.85, 1.15);
    }

    private static FocusPlan exposing(double seconds) {
        return FocusPlan.defaults().withExposure(Duration.ofMillis(Math.round(1_000 * seconds)));
    }

    private static void replaysToTheSameBytes(FocusResult result) throws UnreadableInput {
        String saved = RunRecord.of(result, OptionalDouble.empty());
        RunRecord.Replayed replayed = RunRecord.replay("run.json", saved);
        assertThat(replayed.different()).isEmpty();
        assertThat(replayed.written().equals(saved)).as("the same bytes").isTrue();
    }
}
