package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.curve.CurveBelief;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.curve.SquareGrowth;

/// What the next sample of a sweep is planned by; never a result.
///
/// @param doubtSteps standard deviation of its best position
record Guess(Hyperbola curve, double doubtSteps) {
    private static final int FEW = 3;

    /// Before there is a curve: the parabola of a simulator, else a belief; empty while the stars have not clearly changed.
    ///
    /// @param seen samples with stars, in order of arrival
    static Optional<Guess> from(List<Sample> seen, ErrorLaw law) {
        if (!new ChangeOfSize(seen).clear(law)) {
            return Optional.empty();
        }
        // The first frame, which no run-up preceded, is needed only as long as there are few
        // others, and so are frames of which nobody knows whether they show stars.
        List<Sample> engaged = seen.stream().filter(s -> s.travelSinceReversalSteps() > 0).toList();
        List<Sample> well = engaged.stream().filter(Search::seenWell).toList();
        return SquareGrowth.of(engaged.stream().map(Sample::point).toList(), law)
                .map(p ->
                        new Guess(
                                new Hyperbola(
                                        p.bestPositionSteps(), p.scaleSteps(), p.minimumPixels()),
                                0))
                .or(() ->
                        Optional.of(well)
                                .filter(some ->
                                        some.size() >= FEW && new ChangeOfSize(some).clear(law))
                                .flatMap(some -> believed(some, law)))
                .or(() -> believed(seen, law));
    }

    private static Optional<Guess> believed(List<Sample> samples, ErrorLaw law) {
        return CurveBelief.of(samples.stream().map(WideDonuts::arrived).toList(), law)
                .map(belief -> new Guess(belief.curve(), belief.bestSigmaSteps()));
    }
}
