package parfocal.curve;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The play between two directions of arrival: a hook at the end of a sweep, two opposite sweeps, or any log that tells how
/// each position was reached.
///
/// Arriving up, the tube stands at `x + max(0, b − t)`; arriving down, at `x + min(b, t)`, `t` the travel since the last
/// turn. This takes every leg before a turn to have been longer than the play; where that is not known, leave the points of
/// that leg out, or call their travel infinite once they are surely engaged.
///
/// @param upward         the curve in reported steps of upward arrival
/// @param sigmaBestSteps standard deviation of its best position
/// @param play           the play; clearly negative means that something compensates too much
/// @param sentence       what was found, with its numbers
public record OppositeArrival(Hyperbola upward, double sigmaBestSteps, Play play, String sentence) {
    private static final int FEWEST_POINTS = 6;
    private static final int PLACES_ON_EACH_SIDE = 20;

    /// @return empty for fewer than six readable points, or when all arrived the same way
    public static Optional<OppositeArrival> of(List<ArrivedPoint> points, ErrorLaw law) {
        List<ArrivedPoint> sorted =
                points.stream()
                        .filter(p -> p.point().readable())
                        .sorted(ArrivedPoint.BY_POSITION)
                        .toList();
        long up = sorted.stream().filter(p -> p.arrival() == Arrival.UP).count();
        if (sorted.size() < FEWEST_POINTS || up == 0 || up == sorted.size()) {
            return Optional.empty();
        }
        ScaledPoints scaled = new ScaledPoints(sorted.stream().map(ArrivedPoint::point).toList());
        double[] travels =
                sorted.stream().mapToDouble(p -> p.travelSteps() / scaled.reachSteps()).toArray();
        boolean[] upward = new boolean[sorted.size()];
        for (int point = 0; point < upward.length; point++) {
            upward[point] = sorted.get(point).arrival() == Arrival.UP;
        }
        PlayModel model =
                (point, play) ->
                        upward[point]
                                ? Math.max(0, play - travels[point])
                                : Math.min(play, travels[point]);
        // Scaled positions run from −1 to +1: play as long as the whole sweep is the most that can
        // be told.
        double[] grid =
                IntStream.rangeClosed(-PLACES_ON_EACH_SIDE, PLACES_ON_EACH_SIDE)
                        .mapToDouble(place -> 2.0 * place / PLACES_ON_EACH_SIDE)
                        .toArray();
        var estimate = new PlayProfile(scaled, model, grid, law).estimate();
        return Optional.of(
                new OppositeArrival(
                        estimate.curve(),
                        estimate.sigmaBestSteps(),
                        estimate.play(),
                        sentence(estimate.play())));
    }

    /// Best focus in reported steps, for the direction in which it will be approached.
    public double bestPositionSteps(Arrival approach) {
        return switch (approach) {
            case UP -> upward.bestPositionSteps();
            case DOWN -> upward.bestPositionSteps() - play.steps();
        };
    }

    private static String sentence(Play play) {
        String amount =
                Sentence.of(
                        "%s ± %s steps",
                        Sentence.steps(Math.abs(play.steps())), Sentence.steps(play.sigmaSteps()));
        if (!play.proven()) {
            return Sentence.of(
                    "Both directions agree; more than %s steps of backlash would have shown.",
                    Sentence.steps(play.lessThanSteps()));
        }
        return play.steps() > 0
                ? "Best focus lies " + amount + " lower when approached downward: backlash."
                : "Best focus lies "
                        + amount
                        + " higher when approached downward: something compensates for backlash that is not there.";
    }
}
