package parfocal.autofocus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parfocal.autofocus.SameStars.Sighting;
import parfocal.curve.Hyperbola;

/// Some of what a run saw again and again comes to focus at another place than the rest: reflections of bright stars, or lights nearer than the
/// stars. Where these are many, sizes have two valleys. The album of [SameStars] goes with what most of it agrees on; here the others are
/// counted.
///
/// @param others        how many there are
/// @param all           that were seen as often
/// @param positionSteps where the others are smallest, in the middle of them
/// @param stars         where the stars are
record SecondValley(int others, int all, double positionSteps, double stars) {
    private static final int FEWEST_FRAMES = 3;
    private static final int FEWEST = 4;

    /// In half-widths: farther than any field is tilted that anybody could use, and as far as things are seen in three frames.
    private static final double NEAREST = 1.5;

    private static final double FARTHEST = 8;
    private static final double GRID = 0.25;

    /// Of the middle one, in half-widths.
    private static final double TOGETHER = 1;

    /// Of one star in one frame, in ln size, beside its own error: neighbours, the sky beneath it.
    private static final double SIGMA = 0.06;

    /// What having a focus of its own must explain better, in the square of standard deviations, and how much may be left for each frame.
    private static final double CLEARLY = 25;

    private static final double MOST_LEFT = 4;

    private static final double WORTH_SAYING = 0.5;

    /// Empty without a curve, too, and where the field is not flat: there each star has a focus of its own.
    static Optional<SecondValley> of(FocusRun run) {
        return run.fit()
                .filter(_ ->
                        FieldTilt.of(run).filter(tilt -> tilt.tilted() || tilt.curved()).isEmpty())
                .flatMap(fit -> of(run, fit.fit().curve()));
    }

    private static Optional<SecondValley> of(FocusRun run, Hyperbola curve) {
        Map<Integer, List<Sighting>> things =
                run.stars().sightings().stream()
                        .filter(s -> run.samples().get(s.frame()).sweeping())
                        .collect(Collectors.groupingBy(Sighting::star));
        things.values().removeIf(seen -> seen.size() < FEWEST_FRAMES);
        double[] elsewhere =
                things.values().stream()
                        .map(seen -> new OneThing(seen, run, curve))
                        .mapToDouble(OneThing::away)
                        .filter(away -> Math.abs(away) > NEAREST)
                        .sorted()
                        .toArray();
        if (elsewhere.length == 0) {
            return Optional.empty();
        }
        double middle = elsewhere[elsewhere.length / 2];
        int others =
                (int)
                        Arrays.stream(elsewhere)
                                .filter(away -> Math.abs(away - middle) < TOGETHER)
                                .count();
        double best = curve.bestPositionSteps();
        return others < FEWEST || 2 * others > things.size()
                ? Optional.empty()
                : Optional.of(
                        new SecondValley(
                                others,
                                things.size(),
                                best + middle * curve.halfWidthSteps(),
                                best));
    }

    /// One thing in the frames where it was seen, against the size that all stars have there.
    private record OneThing(List<Sighting> seen, FocusRun run, Hyperbola curve) {

        /// How far from best focus its own lies, in half-widths; 0 where it is a star, or fits nowhere.
        double away() {
            double asAStar = squares(0);
            double best =
                    IntStream.rangeClosed((int) (-FARTHEST / GRID), (int) (FARTHEST / GRID))
                            .mapToDouble(i -> i * GRID)
                            .boxed()
                            .min((a, b) -> Double.compare(squares(a), squares(b)))
                            .orElseThrow();
            double least = squares(best);
            return asAStar - least > CLEARLY && least < MOST_LEFT * seen.size() ? best : 0;
        }

        /// Weighted, of what is left when its own size is taken off.
        private double squares(double away) {
            double weights = 0;
            double sum = 0;
            double ofSquares = 0;
            for (Sighting one : seen) {
                double left = one.logSize() - expected(one, away);
                double weight = 1 / (one.sigma() * one.sigma() + SIGMA * SIGMA);
                weights += weight;
                sum += weight * left;
                ofSquares += weight * left * left;
            }
            return ofSquares - sum * sum / weights;
        }

        private double expected(Sighting one, double away) {
            Sample sample = run.samples().get(one.frame());
            double defocus = curve.defocusAt(sample.point().positionSteps());
            return StrictMath.log(
                    run.measured().get(one.frame()).hfrPixels().orElseThrow()
                            * Math.hypot(1, defocus - away)
                            / Math.hypot(1, defocus));
        }
    }

    Diagnosis diagnosis() {
        return new Diagnosis(
                Cause.NEBULOSITY,
                WORTH_SAYING,
                "%d of %d things that were seen in three frames or more are smallest near %.0f, and the stars at %.0f: reflections of bright stars, or lights nearer than the stars. Best focus is that of the stars."
                        .formatted(others, all, positionSteps, stars),
                "They do no harm as long as most of what is seen are stars. Look for a filter or a corrector without coating, a bright star just outside of the frame, or lamps near the horizon.",
                List.of());
    }
}
