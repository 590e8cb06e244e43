package parfocal.rig;

import java.util.List;
import java.util.Map;
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
                    Telescope.rigid(150, 7.3, 0, 3.0, -4.0),
                    new Sensor(1676, 1266, 10.8, 2, 1.0, 9.0, 0.08, 64_000, 1000, 1.5),
                    Scene.QUIET
                            .with(Scene.BACKLASH_STEPS, 90)
                            .with(Scene.START_STEPS, 914)
                            .with(Scene.BEST_STEPS, 614)
                            .with(Scene.SEEING_ARCSEC, 3.0)
                            .with(Scene.SEEING_JITTER, 0.05)
                            .with(Scene.HOT_PIXELS, 1e-4)
                            .with(Scene.COOLING, 0.5)
                            .with(Scene.STARS, 260),
                    Map.of(),
                    Map.of());

    /// A travelling refractor on a night that cools quickly. Focal length 400 mm and 2.9 µm pixels are a small apochromat with a
    /// planetary camera of the IMX290 kind (1936 × 1096, 14.6 ke full well, scaled to 16 bit); FocuserLink leaves its maker
    /// with 5760 steps to a turn and a step size of 3 µm. Aluminium shortens by 24 µm per metre and degree, 10 µm here, and the
    /// glass adds about as much again: the colder, the farther out.
    static final RigPlan REFRACTOR_80 =
            new RigPlan(
                    "refractor-80",
                    "80 mm f/5 refractor, FocuserLink, 3 µm a step, with a probe, on a night that cools 2 °C an hour",
                    "astrolink",
                    24_000,
                    Telescope.rigid(80, 5, 0, 3.0, -7.0),
                    new Sensor(1936, 1096, 2.9, 1, 0.23, 2.5, 0.02, 14_600, 800, 0.5),
                    Scene.QUIET
                            .with(Scene.BACKLASH_STEPS, 30)
                            .with(Scene.START_STEPS, 12_150)
                            .with(Scene.BEST_STEPS, 12_000)
                            .with(Scene.SEEING_ARCSEC, 2.8)
                            .with(Scene.SEEING_JITTER, 0.05)
                            .with(Scene.HOT_PIXELS, 1e-4)
                            .with(Scene.COOLING, 2)
                            .with(Scene.STARS, 180),
                    Map.of(),
                    Map.of());

    /// An 11-inch Schmidt-Cassegrain that focuses with its primary mirror. A turn of the knob (1000 counts) moves the mirror by
    /// about 0.7 mm; a secondary that magnifies five times turns that into 5² + 1 times as much at the sensor, 18 µm a count. The
    /// mirror rides loosely on its baffle: owners report images that jump by 20″ to 40″ on reversal, focus with them. Sensor: an
    /// APS-C chip of 3.76 µm read out three by three. Its Celestron motor comes calibrated.
    static final RigPlan SCT_C11 =
            new RigPlan(
                    "sct-c11",
                    "280 mm f/10 Schmidt-Cassegrain, Celestron motor, 18 µm a count, a mirror that shifts on reversal",
                    "celestron",
                    40_000,
                    Telescope.rigid(280, 10, 0.37, 18, -6).withLooseMirror(30, 15),
                    new Sensor(2080, 1392, 11.28, 3, 2.2, 7.0, 0.01, 140_000, 1500, 1.2),
                    Scene.QUIET
                            .with(Scene.BACKLASH_STEPS, 60)
                            .with(Scene.START_STEPS, 20_120)
                            .with(Scene.BEST_STEPS, 20_000)
                            .with(Scene.SEEING_ARCSEC, 2.5)
                            .with(Scene.SEEING_JITTER, 0.07)
                            .with(Scene.HOT_PIXELS, 5e-5)
                            .with(Scene.COOLING, 0.5)
                            .with(Scene.STARS, 45),
                    Map.of(),
                    Map.of());

    /// An 8-inch f/4 Newtonian whose coma corrector stands too close to the camera, so that three tenths of a bare paraboloid's
    /// coma are left: stars are good in the middle and drawn out at the edge. MoonLite's motor makes 0.00016 inch, 4.06 µm, a
    /// step. Sensor: a square of 3008 pixels of 3.76 µm (IMX533 kind) read out two by two.
    static final RigPlan NEWTON_F4 =
            new RigPlan(
                    "newton-f4",
                    "200 mm f/4 Newtonian, MoonLite, 4 µm a step, coma outside the centre",
                    "moonlite",
                    10_000,
                    Telescope.rigid(200, 4, 0.25, 4.06, -3).withComa(0.3 * 3 / (16 * 4 * 4.0)),
                    new Sensor(1504, 1504, 7.52, 2, 1.0, 3.0, 0.01, 64_000, 1000, 0.8),
                    Scene.QUIET
                            .with(Scene.BACKLASH_STEPS, 25)
                            .with(Scene.START_STEPS, 4_120)
                            .with(Scene.BEST_STEPS, 4_000)
                            .with(Scene.SEEING_ARCSEC, 3.0)
                            .with(Scene.SEEING_JITTER, 0.05)
                            .with(Scene.HOT_PIXELS, 1e-4)
                            .with(Scene.COOLING, 0.8)
                            .with(Scene.STARS, 240),
                    Map.of(),
                    Map.of());

    /// A zoom of f/2.8 at 135 mm on a Sony body, with nothing but the lens's own focus keys: the counted Sony FE 70-200 GM II. Between
    /// infinity and 0.8 m the image of a 135 mm lens moves by 27 mm, 3.7 µm for each of its 7319 smallest presses. Best focus
    /// lies 120 presses this side of the stop. Near keys are one percent shorter than far ones, which nobody has told the driver.
    /// The sensor is the middle of a 24-megapixel one of 3.92 µm at ISO 800; wide open, stars are as large as the lens draws
    /// them, and the air adds nothing to that.
    static final RigPlan LENS_135 =
            new RigPlan(
                    "lens-135",
                    "135 mm f/2.8 Sony lens with focus keys only, 3.7 µm a press, position counted from infinity",
                    "sony-lens",
                    7_319,
                    Telescope.rigid(135 / 2.8, 2.8, 0, 3.7, -1),
                    new Sensor(1200, 800, 3.92, 1, 0.4, 2.0, 0.05, 6_400, 512, 1.5),
                    Scene.QUIET
                            .with(Scene.START_STEPS, 7_140)
                            .with(Scene.BEST_STEPS, 7_199)
                            .with(Scene.SEEING_ARCSEC, 12)
                            .with(Scene.SEEING_JITTER, 0.03)
                            .with(Scene.HOT_PIXELS, 1e-4)
                            .with(Scene.COOLING, 0.5)
                            .with(Scene.STARS, 1_000),
                    Map.of("lens", "sony-fe-70-200-gm2", "asymmetry-percent", "1", "seed", "1"),
                    Map.of("lens", "sony-fe-70-200-gm2"));

    /// All rigs, in the order of the list.
    public static List<RigPlan> all() {
        return List.of(REFRACTOR_TOA150, REFRACTOR_80, SCT_C11, NEWTON_F4, LENS_135);
    }

    public static Optional<RigPlan> named(String name) {
        return all().stream().filter(plan -> plan.name().equals(name)).findFirst();
    }
}
