package parfocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.ShapeOpinion;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.time.VirtualPace;

/// A Schmidt-Cassegrain with half a wave of spherical aberration, of which nobody told us.
final class ShapeNightTest {

    @Test
    void theShapeOfTheStarsFindsWhatTheirSizesHide() throws Exception {
        RigPlan plan =
                Rigs.named("sct-c11")
                        .orElseThrow()
                        .withField(480, 420)
                        .with("stars", "25")
                        .with("spherical-waves", "0.5");
        var pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
        Rig rig = Rig.setUp(plan, 5, pace);
        FocusResult result;
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            result = new Autofocus(focuser, rig.camera(), pace, _ -> {}).run(FocusPlan.defaults());
        }

        double best = rig.trueBestSteps(result.run().plan().approach());
        ShapeOpinion opinion = result.run().shape().orElseThrow();
        assertThat(result.accepted()).isTrue();
        assertThat(opinion.shape().bestPositionSteps()).isCloseTo(best, within(1.0));
        // 8 · 10 · 0.5 · 0.55 µm / 11.28 µm.
        assertThat(opinion.shape().sphericalPixels()).isCloseTo(1.95, within(0.4));
        assertThat(opinion.shape().obstruction()).isCloseTo(0.37, within(0.06));
    }
}
