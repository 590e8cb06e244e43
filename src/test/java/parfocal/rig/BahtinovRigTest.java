package parfocal.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.autofocus.MaskOptics;
import parfocal.autofocus.SpikeBacklash;
import parfocal.autofocus.SpikeTrack;
import parfocal.device.Approach;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.stars.Bahtinov;
import parfocal.stars.Bahtinov.Spikes;
import parfocal.time.VirtualPace;

/// Spikes that wave optics drew, measured by lines that know nothing of waves.
final class BahtinovRigTest {
    private static final Duration EXPOSURE = Duration.ofSeconds(2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    refractor-toa150, 560,  700
                    newton-f4,       3985, 4025
                    sct-c11,        19940, 20060
                    """)
    void spikesMeetWhereTheRigKnowsFocus(String name, int from, int to) throws Exception {
        var pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
        Rig rig = Rig.setUp(quiet(name), 4, pace);
        var seen = new ArrayList<SpikeTrack.At>();
        double distances = 0;
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser = settled(device, pace)) {
            for (int place = from; place <= to; place += (to - from) / 3) {
                focuser.moveTo(place - 500);
                focuser.moveTo(place);
                Bahtinov look = Bahtinov.in(rig.camera().expose(EXPOSURE));
                assertThat(look).isInstanceOf(Spikes.class);
                var spikes = (Spikes) look;
                seen.add(new SpikeTrack.At(place, spikes));
                distances +=
                        Math.abs(optics(rig.plan()).distance(spikes).steps())
                                / Math.abs(rig.trueDefocusSteps())
                                / 4;
            }
            SpikeTrack track = SpikeTrack.through(seen).orElseThrow();
            assertThat(distances).isCloseTo(1, within(0.15));
            assertThat(track.bestPositionSteps())
                    .isCloseTo(
                            rig.trueBestSteps(Approach.UP),
                            within(0.25 * TrueCurve.of(rig.plan()).distanceOfGrowthSteps(0.03)));
        }
    }

    @Test
    void backlashFromAFewFramesThroughAMask() throws Exception {
        var pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
        Rig rig =
                Rig.setUp(
                        quiet("refractor-toa150")
                                .with("backlash-steps", "60")
                                .with("start-steps", "600"),
                        2,
                        pace);
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser = settled(device, pace)) {
            var attempt = SpikeBacklash.measure(focuser, rig.camera(), EXPOSURE);

            assertThat(attempt.reason()).isEmpty();
            SpikeBacklash found = attempt.measurement().orElseThrow();
            assertThat(found.steps()).isCloseTo(60, within(3 * found.sigmaSteps() + 2));
            assertThat(found.exposures()).isLessThanOrEqualTo(12);
        }
    }

    private static RigPlan quiet(String name) {
        return Rigs.named(name).orElseThrow().withField(260, 260).with("bahtinov", "true");
    }

    private static MaskOptics optics(RigPlan plan) {
        return new MaskOptics(
                plan.focalRatio(),
                plan.obstruction(),
                plan.pixelMicrons(),
                plan.micronsPerStep(),
                MaskOptics.Lean.OUTWARD);
    }

    private static Settling settled(Focuser device, VirtualPace pace) {
        return new Settling(new Limits(device, device.travel()), pace, SettlingSettings.defaults());
    }
}
