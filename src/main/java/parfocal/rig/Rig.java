package parfocal.rig;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import parfocal.device.Approach;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Line;
import parfocal.link.MemoryLine;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// One simulated night: the catalogue's rig with a seed. Its focuser is an emulator behind a line, so that codec, driver and
/// engine all work as they would at the telescope; and it knows the truth.
public final class Rig {
    /// Nobody sets up twice at exactly the same place: best focus of a night lies this far around the catalogue's number.
    private static final double SET_UP_SCATTER_STEPS = 3;

    /// The habit of an emulator that draws lots.
    private static final String SEED = "seed";

    private static final int CHANCES = 99;

    private final RigPlan plan;
    private final Pace pace;
    private final FocuserDriver driver;
    private final FocuserEmulator emulator;
    private final Mechanics mechanics;
    private final SimulatedCamera camera;
    private final SimulatedWheel wheel;
    private final long seed;

    private Rig(
            long seed,
            RigPlan plan,
            Pace pace,
            FocuserDriver driver,
            FocuserEmulator emulator,
            Mechanics mechanics,
            SimulatedCamera camera,
            SimulatedWheel wheel) {
        this.seed = seed;
        this.plan = plan;
        this.pace = pace;
        this.driver = driver;
        this.emulator = emulator;
        this.mechanics = mechanics;
        this.camera = camera;
        this.wheel = wheel;
    }

    /// Sets the rig up for a night.
    ///
    /// @throws IllegalArgumentException when the scene contradicts itself, with a sentence for people
    public static Rig setUp(RigPlan plan, long seed, Pace pace) {
        Scene scene = plan.scene();
        requireInside(plan, Scene.START_STEPS);
        requireInside(plan, Scene.BEST_STEPS);
        FocuserDriver driver =
                Drivers.byId(plan.driverId())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "rig %s wants the driver %s, which is not on the class path"
                                                .formatted(plan.name(), plan.driverId())));
        FocuserEmulator emulator =
                driver.emulator(
                        new EmulatorSettings(
                                (int) scene.get(Scene.START_STEPS),
                                plan.maximumSteps(),
                                0,
                                scene.get(Scene.BACKLASH_STEPS)
                                        - scene.get(Scene.OVER_COMPENSATION_STEPS),
                                OptionalDouble.of(Mechanics.START_CELSIUS),
                                habits(plan, seed)),
                        pace);
        RandomGenerator setUp = Sky.random(seed, "set-up");
        // Nobody remembers the last move before the night: the tube rests anywhere in its play.
        emulator.motor().gear().rest(setUp.nextDouble());
        double best = scene.get(Scene.BEST_STEPS) + SET_UP_SCATTER_STEPS * setUp.nextGaussian();
        var wheel = new SimulatedWheel(plan.telescope(), pace);
        var mechanics = new Mechanics(plan, best, emulator, wheel, pace);
        return new Rig(
                seed,
                plan,
                pace,
                driver,
                emulator,
                mechanics,
                new SimulatedCamera(seed, plan, mechanics, pace),
                wheel);
    }

    /// What chance does to a focuser is another thing each night.
    private static Map<String, String> habits(RigPlan plan, long seed) {
        var habits = new HashMap<String, String>(plan.quirks());
        int chance = 1 + Sky.random(seed, "focuser").nextInt(CHANCES);
        habits.computeIfPresent(SEED, (_, _) -> Integer.toString(chance));
        return habits;
    }

    public RigPlan plan() {
        return plan;
    }

    public Camera camera() {
        return camera;
    }

    /// Star sizes without pictures, of the same night. Either this or the camera, not both in one run: each counts its frames.
    public Glance glance() {
        return new Glance(seed, plan, mechanics, pace);
    }

    /// Puts a Bahtinov mask before the telescope and points it at a bright star, or takes it off and points back.
    public void wearBahtinovMask(boolean on) {
        camera.wear(on);
    }

    /// Seven filters that are not quite parfocal. The first one, L, is the one that best focus is given for.
    public FilterWheel wheel() {
        return wheel;
    }

    /// Connects to the emulated focuser through its wire, and tells its driver what the catalogue knows of it.
    public Focuser connectFocuser(WireLog log) throws DeviceException {
        Focuser focuser = driver.open(line(log), pace);
        for (var setting : plan.device().entrySet()) {
            focuser.change(setting.getKey(), setting.getValue());
        }
        double early = plan.scene().get(Scene.EARLY_SECONDS);
        return early > 0 ? new EarlyFocuser(focuser, emulator.motor(), pace, early) : focuser;
    }

    /// The kind of focuser that stands there.
    public FocuserDriver driver() {
        return driver;
    }

    /// To whoever wants to talk to the focuser's emulator himself.
    public Line line(WireLog log) {
        return new MemoryLine(driver.info().displayName(), inTheAir(), pace, log);
    }

    /// The focuser, whose probe has felt the night cool whenever it is asked.
    private WireDevice inTheAir() {
        return new WireDevice() {
            @Override
            public void hear(byte[] bytes) {
                mechanics.feelTheAir();
                emulator.hear(bytes);
            }

            @Override
            public byte[] say() {
                return emulator.say();
            }

            @Override
            public boolean speaksText() {
                return emulator.speaksText();
            }
        };
    }

    /// The truth: where the counter must stand for best focus now, when the last move went this way.
    public double trueBestSteps(Approach approach) {
        double lost = mechanics.gear().lostSteps();
        double best = mechanics.bestTubeSteps(approach) + lost;
        return switch (approach) {
            case UP -> best;
            case DOWN -> best - mechanics.gear().playSteps();
        };
    }

    /// The truth: the play between motor and tube.
    public double truePlaySteps() {
        return mechanics.gear().playSteps();
    }

    /// The truth: how many steps the motor would turn this way before the tube follows.
    public double trueSlackSteps(Approach approach) {
        double above = emulator.motor().tubeSteps() + mechanics.gear().lostSteps();
        double lag = above - emulator.motor().positionSteps();
        return switch (approach) {
            case UP -> lag;
            case DOWN -> mechanics.gear().playSteps() - lag;
        };
    }

    /// The same in the numbers of a driver that counts by itself, and says that it stands at `reportedSteps` now.
    public double trueBestSteps(Approach approach, int reportedSteps) {
        return trueBestSteps(approach) + reportedSteps - emulator.motor().positionSteps();
    }

    /// The truth: how far the tube really is from best focus now, in steps.
    public double trueDefocusSteps() {
        return mechanics.defocusSteps();
    }

    private static void requireInside(RigPlan plan, Scene.Knob knob) {
        double value = plan.scene().get(knob);
        if (value > plan.maximumSteps()) {
            throw new IllegalArgumentException(
                    "%s of rig %s goes from 0 to %d; %.0f was asked."
                            .formatted(knob.name(), plan.name(), plan.maximumSteps(), value));
        }
    }
}
