package parfocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.AutofocusEvent.Going;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.time.VirtualPace;

/// Whole nights on the simulated rig, through emulator, wire, driver, camera and engine, against the rig's own truth.
/// Validation: the truth is the rig's, which shares no code with the measuring.
final class NightTest {
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    /// How many nights: enough for every build, and fifty with `-Dparfocal.seeds=50`.
    private static final long SEEDS = Long.getLong("parfocal.seeds", 10);

    private static final RigPlan THREAD = Rigs.named("refractor-toa150").orElseThrow();

    private record Night(long seed, FocusResult result, double errorSteps) {
        @Override
        public String toString() {
            return "seed %d: %s, %.1f steps off, %d exposures, %s"
                    .formatted(
                            seed,
                            result.accepted() ? "accepted" : "refused",
                            errorSteps,
                            result.exposures(),
                            result.refusal().map(r -> r.reason()).orElse("")
                                    + result.run().repairs());
        }
    }

    private static Night night(RigPlan plan, long seed, boolean wrongWay) {
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(plan, seed, pace);
        try (Focuser device = rig.connectFocuser(WireLog.none())) {
            Focuser settled =
                    new Settling(
                            new Limits(device, device.travel()), pace, SettlingSettings.defaults());
            var arrival = new WrongWayOnce(settled, wrongWay);
            FocusResult result =
                    new Autofocus(arrival, rig.camera(), pace, arrival::watch)
                            .run(FocusPlan.defaults());
            double truth = rig.trueBestSteps(result.run().plan().approach());
            return new Night(seed, result, result.finalPositionSteps().orElseThrow() - truth);
        } catch (Exception trouble) {
            throw new AssertionError("seed " + seed, trouble);
        }
    }

    private static List<Night> nights(RigPlan plan, boolean wrongWay) {
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> night(plan, seed, wrongWay))
                .toList();
    }

    @Test
    void theNightOfTheThreadIsFocusedWithNothingConfigured() {
        List<Night> nights = nights(THREAD, false);

        assertThat(nights).allMatch(night -> night.result.accepted());
        assertThat(nights)
                .filteredOn(night -> Math.abs(night.errorSteps) > 10)
                .hasSizeLessThanOrEqualTo((int) SEEDS / 50);
        assertThat(nights).noneMatch(night -> Math.abs(night.errorSteps) > 20);
        assertThat(nights).allMatch(night -> night.result.exposures() <= 12);
    }

    @Test
    void theProofNoticesAnArrivalFromTheWrongSide() {
        List<Night> nights = nights(THREAD, true);

        assertThat(nights).noneMatch(night -> night.result.run().repairs().isEmpty());
    }

    /// Arrives at the first proof from below instead of from above, as the programs of the thread did.
    private static final class WrongWayOnce implements Focuser {
        private final Focuser inner;
        private boolean wanted;
        private boolean armed;
        private int targetSteps;

        WrongWayOnce(Focuser inner, boolean wanted) {
            this.inner = inner;
            this.wanted = wanted;
        }

        void watch(AutofocusEvent event) {
            if (wanted && event instanceof Going(var step) && step.purpose() == Purpose.PROOF) {
                armed = true;
                wanted = false;
                targetSteps = step.positionSteps();
            }
        }

        @Override
        public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
            if (armed && positionSteps == targetSteps) {
                armed = false;
                inner.moveTo(positionSteps - 300);
            }
            inner.moveTo(positionSteps);
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public FocuserStatus status() throws DeviceException {
            return inner.status();
        }

        @Override
        public Travel travel() {
            return inner.travel();
        }

        @Override
        public void halt() throws DeviceException {
            inner.halt();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
