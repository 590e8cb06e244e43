package parfocal.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.time.VirtualPace;

/// A simulated night as it is asked for on the command line: `--rig NAME --seed N --set KEY=VALUE`.
final class SimulatedNight {
    /// Simulated nights begin here: a fixed instant, so that the same seed is the same night.
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    private SimulatedNight() {}

    /// The clock of a night that has not begun.
    static VirtualPace nightfall() {
        return new VirtualPace(NIGHTFALL);
    }

    /// How long it lasts already.
    static Duration sinceNightfall(VirtualPace night) {
        return Duration.between(NIGHTFALL, night.now());
    }

    /// @throws Misuse with all there are, when there is no such rig
    static RigPlan plan(String name) throws Misuse {
        return Rigs.named(name)
                .orElseThrow(() ->
                        new Misuse(
                                "There is no rig '%s'. There are: %s."
                                        .formatted(
                                                name,
                                                String.join(
                                                        ", ",
                                                        Rigs.all().stream()
                                                                .map(RigPlan::name)
                                                                .toList()))));
    }

    /// @param settings as `--set` was given them
    /// @throws Misuse when there is no such rig or setting, or a value that cannot be
    static RigPlan plan(String name, Map<String, String> settings) throws Misuse {
        RigPlan plan = plan(name);
        try {
            for (var setting : settings.entrySet()) {
                plan = plan.with(setting.getKey(), setting.getValue());
            }
            return plan;
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// A rig's focuser as every command uses it: within its limits, at rest when a move returns.
    static Focuser focuser(Rig rig, VirtualPace pace, WireLog log) throws DeviceException {
        Focuser device = rig.connectFocuser(log);
        return new Settling(new Limits(device, device.travel()), pace, SettlingSettings.defaults());
    }

    /// The rig itself, in the night's own time.
    static Rig rig(String name, long seed, Map<String, String> settings, VirtualPace pace)
            throws Misuse {
        RigPlan plan = plan(name, settings);
        try {
            return Rig.setUp(plan, seed, pace);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
