package parfocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.curve.CriticalZone;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.time.VirtualPace;

/// Whole nights with a camera lens that knows no position, from a place that nobody knows: homed, focused and proven, against where
/// its glass really stands. More nights with `-Dparfocal.seeds=50`.
final class LensNightTest {
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");
    private static final long SEEDS = Long.getLong("parfocal.seeds", 2);

    private static final RigPlan LENS = Rigs.named("lens-135").orElseThrow();

    /// @param defocusSteps of the glass, when the run was over
    private record Night(long seed, FocusResult result, double defocusSteps) {
        boolean inFocus() {
            return Math.abs(defocusSteps)
                    <= CriticalZone.halfWidthSteps(
                            result.fit().orElseThrow().fit().curve(),
                            result.run().plan().tolerance());
        }

        @Override
        public String toString() {
            return "seed %d: %s, %.1f presses off, %d exposures, %s %s"
                    .formatted(
                            seed,
                            result.accepted() ? "accepted" : "refused",
                            defocusSteps,
                            result.exposures(),
                            result.refusal().map(refused -> refused.reason()).orElse(""),
                            result.run().repairs());
        }
    }

    private static Night night(long seed, int slipPercent) {
        var quirks = new HashMap<>(LENS.quirks());
        quirks.put("slip-percent", Integer.toString(slipPercent));
        var plan =
                new RigPlan(
                        LENS.name(),
                        LENS.description(),
                        LENS.driverId(),
                        LENS.maximumSteps(),
                        LENS.telescope(),
                        LENS.sensor(),
                        LENS.scene(),
                        quirks,
                        LENS.device());
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(plan, seed, pace);
        try (Focuser device = rig.connectFocuser(WireLog.none())) {
            var settled =
                    new Settling(
                            new Limits(device, device.travel()), pace, SettlingSettings.defaults());
            FocusResult result =
                    new Autofocus(settled, rig.camera(), pace, _ -> {}).run(FocusPlan.defaults());
            return new Night(seed, result, rig.trueDefocusSteps());
        } catch (Exception trouble) {
            throw new AssertionError("seed " + seed, trouble);
        }
    }

    private static List<Night> nights(int slipPercent) {
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> night(seed, slipPercent))
                .toList();
    }

    @Test
    void aLensThatKnowsNoPositionIsFocusedWithinItsCriticalZone() {
        List<Night> nights = nights(0);

        assertThat(nights).allMatch(night -> night.result.accepted());
        assertThat(nights).allMatch(Night::inFocus);
    }

    /// A press that gets lost shifts all the numbers after it; the proof is there to notice.
    @Test
    void aLensThatLosesPressesIsFocusedOrSaysThatItIsNot() {
        List<Night> nights = nights(3);

        assertThat(nights).allMatch(night -> night.result.refusal().isPresent() || night.inFocus());
    }
}
