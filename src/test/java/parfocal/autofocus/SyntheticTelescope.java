package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// A telescope without pictures: play in its gear (the play operator), a focus curve in quadrature, seeing that changes from
/// frame to frame, and stars that are each measured with an error of their own.
final class SyntheticTelescope {
    private static final int STARS = 25;

    final Travel travel;
    final double bestTubeSteps;
    final double halfWidthSteps;
    final double minimumPixels;
    final double playSteps;
    private final double seeingJitter;
    private final RandomGenerator random;
    private int motorSteps;
    private double tubeSteps;
    int exposures;

    SyntheticTelescope(
            long seed,
            Travel travel,
            int startSteps,
            double bestTubeSteps,
            double halfWidthSteps,
            double minimumPixels,
            double playSteps,
            double seeingJitter) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.travel = travel;
        this.bestTubeSteps = bestTubeSteps;
        this.halfWidthSteps = halfWidthSteps;
        this.minimumPixels = minimumPixels;
        this.playSteps = playSteps;
        this.seeingJitter = seeingJitter;
        this.motorSteps = startSteps;
        this.tubeSteps = startSteps + playSteps * random.nextDouble();
    }

    double bestReportedSteps(Approach approach) {
        return approach == Approach.UP ? bestTubeSteps : bestTubeSteps - playSteps;
    }

    List<Star> measure(MeasureAt step) {
        step.via().forEach(this::go);
        go(step.positionSteps());
        return expose();
    }

    void go(int positionSteps) {
        if (!travel.allows(positionSteps)) {
            throw new AssertionError("ordered beyond the travel: " + positionSteps);
        }
        motorSteps = positionSteps;
        tubeSteps = Math.clamp(tubeSteps, motorSteps, motorSteps + playSteps);
    }

    private List<Star> expose() {
        exposures++;
        double u = (tubeSteps - bestTubeSteps) / halfWidthSteps;
        double seen = minimumPixels * Math.exp(seeingJitter * random.nextGaussian());
        double size = Math.hypot(seen, minimumPixels * u);
        var stars = new ArrayList<Star>();
        for (int i = 0; i < STARS; i++) {
            double ownRatio = 1 + 0.03 * Math.sin(i);
            double sigma = 0.04 * size;
            double hfr = size * ownRatio + sigma * random.nextGaussian();
            stars.add(
                    new Star(
                            37 + 61.0 * i,
                            53 + 29.0 * ((i * 7) % 23),
                            10_000 - 100.0 * i,
                            hfr,
                            sigma,
                            2 * hfr,
                            1000,
                            0.2,
                            60,
                            Set.of()));
        }
        return stars;
    }
}
