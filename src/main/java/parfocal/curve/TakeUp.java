package parfocal.curve;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The play that a sweep in one direction betrays at its beginning, at no cost.
///
/// After a turn the first `e` steps move nothing. A point with travel `t < e` was really measured where the tube had been
/// left, so in the sweep's own numbers at `x + d·(e − t)`, `d` the sign of the direction. `e` is the play itself when the
/// last leg before the sweep was longer than the play, and else a lower bound of it.
///
/// @param curve          in reported steps of the sweep's direction, with the first points put where they really were
/// @param sigmaBestSteps standard deviation of its best position
/// @param takenUp        the steps that moved nothing
/// @param sentence       what was found, with its numbers
public record TakeUp(Hyperbola curve, double sigmaBestSteps, Play takenUp, String sentence) {
    private static final int FEWEST_POINTS = 6;
    private static final int FEWEST_ENGAGED = 4;
    private static final int SUBDIVISIONS = 2;

    /// @param points of sweeps in one direction or several; each knows its own travel
    /// @return empty for fewer than six readable points, or where every point is engaged for certain
    public static Optional<TakeUp> of(List<ArrivedPoint> points, ErrorLaw law) {
        List<ArrivedPoint> sorted =
                points.stream()
                        .filter(p -> p.point().readable())
                        .sorted(ArrivedPoint.BY_POSITION)
                        .toList();
        if (sorted.size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        ScaledPoints scaled = new ScaledPoints(sorted.stream().map(ArrivedPoint::point).toList());
        double[] travels =
                sorted.stream().mapToDouble(p -> p.travelSteps() / scaled.reachSteps()).toArray();
        int[] signs = sorted.stream().mapToInt(p -> p.arrival().sign()).toArray();
        double[] rising = DoubleStream.of(travels).sorted().toArray();
        double most = rising[rising.length - FEWEST_ENGAGED];
        if (!(most > 0) || Double.isInfinite(rising[0])) {
            return Optional.empty();
        }
        double[] kinks =
                DoubleStream.concat(DoubleStream.of(0), DoubleStream.of(rising))
                        .filter(t -> t <= most)
                        .distinct()
                        .toArray();
        PlayModel model = (point, play) -> signs[point] * Math.max(0, play - travels[point]);
        var estimate = new PlayProfile(scaled, model, subdivided(kinks), law).estimate();
        return Optional.of(
                new TakeUp(
                        estimate.curve(),
                        estimate.sigmaBestSteps(),
                        estimate.play(),
                        sentence(estimate.play())));
    }

    private static double[] subdivided(double[] kinks) {
        return DoubleStream.concat(
                        DoubleStream.of(kinks[0]),
                        IntStream.range(1, kinks.length)
                                .boxed()
                                .flatMapToDouble(place ->
                                        IntStream.rangeClosed(1, SUBDIVISIONS)
                                                .mapToDouble(part ->
                                                        kinks[place - 1]
                                                                + (kinks[place] - kinks[place - 1])
                                                                        * part
                                                                        / SUBDIVISIONS)))
                .toArray();
    }

    private static String sentence(Play play) {
        return play.proven()
                ? Sentence.of(
                        "The first %s%s ± %s steps of the sweep moved nothing: backlash.",
                        play.atLeast() ? "(at least) " : "",
                        Sentence.steps(play.steps()),
                        Sentence.steps(play.sigmaSteps()))
                : Sentence.of(
                        "No backlash seen at the start of the sweep; more than %s steps would have shown.",
                        Sentence.steps(play.lessThanSteps()));
    }
}
