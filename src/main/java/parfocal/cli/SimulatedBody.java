package parfocal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.LearnsFromCounts.Witness;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.LearnsFromStars.Sight;
import parfocal.image.Frame;
import parfocal.time.Pace;

/// An emulated body with its lens, and what its sensor would see: stars at night, a room by day.
///
/// @param infinitySteps where its infinity stop is
record SimulatedBody(
        FocuserEmulator emulator,
        double infinitySteps,
        boolean tellsItsPosition,
        RandomGenerator noise) {
    private static final int USUAL_RANGE = 5_554;
    private static final int PIXELS = 96;
    private static final double WALL_ADU = 2_000;
    private static final double LAMP_ADU = 20_000;
    private static final double NOISE_ADU = 30;
    private static final double SHARPEST_PIXELS = 0.5;

    /// Of the blur at the near stop.
    private static final double WIDEST_PIXELS = 12;

    /// @throws Misuse for quirks that there are not
    static SimulatedBody of(int seed, Map<String, String> asked, boolean anywhere, Pace pace)
            throws Misuse {
        var quirks = new LinkedHashMap<>(asked);
        quirks.put("seed", Integer.toString(seed));
        FocuserDriver driver = (FocuserDriver) Drivers.able(LearnsFromStars.class);
        try {
            // Far beyond any lens's range: it starts at its infinity stop, and so tells where that
            // is.
            double infinity = driver.emulator(settings(100_000, quirks), pace).motor().tubeSteps();
            int start = anywhere ? (int) (infinity / 3) : 100_000;
            return new SimulatedBody(
                    driver.emulator(settings(start, quirks), pace),
                    infinity,
                    !"missing".equals(quirks.get("percent")),
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static EmulatorSettings settings(int positionSteps, Map<String, String> quirks) {
        return new EmulatorSettings(
                positionSteps, USUAL_RANGE, 0, 0, OptionalDouble.empty(), quirks);
    }

    /// Stars grow with the distance from focus as HFR² = 1.9² + (0.36 z)²: 24 µm of image shift for each unit at f/6.3, and as near to
    /// the infinity stop as lenses are.
    LearnsFromStars.Stars stars() {
        double focus = infinitySteps - 40;
        return () -> {
            double hfr = Math.hypot(1.9, 0.36 * (emulator.motor().tubeSteps() - focus));
            double seen = hfr * (1 + 0.02 * noise.nextGaussian());
            return new Sight(
                    hfr > 60 ? OptionalDouble.empty() : OptionalDouble.of(seen), 0.02 * seen);
        };
    }

    /// Pictures of a room with lit windows, which is sharp near infinity and a blur at the near stop.
    Witness witness() {
        return new SceneWitness(() -> {
            double off = (infinitySteps - emulator.motor().tubeSteps()) / infinitySteps;
            double blur = SHARPEST_PIXELS + WIDEST_PIXELS * Math.abs(off);
            double[] row = new double[PIXELS];
            for (int x = 0; x < PIXELS; x++) {
                row[x] = window(x, blur);
            }
            float[] adu = new float[PIXELS * PIXELS];
            for (int y = 0; y < PIXELS; y++) {
                for (int x = 0; x < PIXELS; x++) {
                    double light = row[x] * row[y];
                    adu[y * PIXELS + x] =
                            (float)
                                    (WALL_ADU
                                            + LAMP_ADU * light
                                            + NOISE_ADU * noise.nextGaussian());
                }
            }
            return new Frame(PIXELS, PIXELS, adu);
        });
    }

    /// A row of windows, each edge as soft as the blur.
    private static double window(double at, double blur) {
        double light = 0;
        for (double left = 10; left < PIXELS; left += 32) {
            light += edge(at - left, blur) - edge(at - left - 14, blur);
        }
        return light;
    }

    private static double edge(double off, double blur) {
        return 0.5 * (1 + Math.tanh(off / blur));
    }
}
