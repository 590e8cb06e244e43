package parfocal.rig;

import java.util.List;
import java.util.Optional;

/// The catalogue of simulated rigs.
public final class Rigs {
    private Rigs() {}

    /// The night of the forum thread "Help with Autofocus": a 150 mm refractor at f/7.3 with a USB_Focus motor of 3 µm a
    /// step, 5.4 µm pixels binned 2×2, good focus at 614, and 90 steps of backlash that nobody has noticed yet. The sensor
    /// is the chip size of that class of camera; noise and gain are typical figures of it.
    static final RigPlan REFRACTOR_TOA150 =
            new RigPlan(
                    "refractor-toa150",
                    "150 mm f/7.3 refractor, USB_Focus v3, 3 µm a step, 90 steps of backlash nobody told us about",
                    "usb-focus",
                    2000,
                    new Telescope(150, 7.3, 0, 3.0, -4.0),
                    new Sensor(1676, 1266, 10.8, 2, 1.0, 9.0, 0.08, 64_000, 1000, 1.5),
                    Scene.QUIET
                            .with(Scene.BACKLASH_STEPS, 90)
                            .with(Scene.START_STEPS, 914)
                            .with(Scene.BEST_STEPS, 614)
                            .with(Scene.SEEING_ARCSEC, 3.0)
                            .with(Scene.SEEING_JITTER, 0.05)
                            .with(Scene.HOT_PIXELS, 1e-4)
                            .with(Scene.COOLING, 0.5)
                            .with(Scene.STARS, 260));

    /// All rigs, in the order of the list.
    public static List<RigPlan> all() {
        return List.of(REFRACTOR_TOA150);
    }

    public static Optional<RigPlan> named(String name) {
        return all().stream().filter(plan -> plan.name().equals(name)).findFirst();
    }
}
