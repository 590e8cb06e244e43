package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// A fixed sweep about 614 over stars of which each has its own best focus and a half-width of 60 steps, in frames that the air makes larger
/// and smaller as a whole.
///
/// @param stars the brightest first
/// @param best  focus of each, in steps
/// @param air   by which frames differ, in ln size
record SweptField(List<Place> stars, ToDoubleFunction<Place> best, double air) {
    static final double HALF_WIDTH = 60;

    /// A star of the field.
    ///
    /// @param x       from −0.5 at the left edge to 0.5 at the right; `y` likewise, downward
    /// @param ownSize against the other stars
    record Place(double x, double y, double ownSize) {}

    FocusRun run(FixedSweep sweep, RandomGenerator random) {
        FocusRun run =
                FocusRun.begin(FocusPlan.defaults().withFixed(sweep), new Travel(0, 2000), 614);
        while (run.next() instanceof MeasureAt step) {
            run = run.with(step, step.positionSteps(), seen(step.positionSteps(), random));
        }
        return run;
    }

    private List<Star> seen(int positionSteps, RandomGenerator random) {
        double frame = 1.2 * Math.exp(air * random.nextGaussian());
        var seen = new ArrayList<Star>();
        for (Place star : stars) {
            double size =
                    frame
                            * star.ownSize
                            * Math.hypot(1, (positionSteps - best.applyAsDouble(star)) / HALF_WIDTH)
                            * Math.exp(0.02 * random.nextGaussian());
            seen.add(
                    SomeStars.star(
                            500 + 1000 * star.x, 400 + 800 * star.y, 9000 - seen.size(), size));
        }
        return seen;
    }
}
