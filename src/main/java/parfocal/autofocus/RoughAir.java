package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Explanation;

/// Air that makes stars larger and smaller from frame to frame by more than it does on an ordinary night: all frames of a run, explained
/// by one curve under laws of steadier and rougher air.
///
/// @param seeing      how much stars in focus scatter from frame to frame, relative, under the law that explains best
/// @param explanation misfit of all frames under that law
/// @param improvement by how much `−2 ln L` is less than for the steadiest ordinary air
record RoughAir(double seeing, double explanation, double improvement) {
    private static final double[] ORDINARY = {0.05, 0.07, 0.1};
    private static final double[] ROUGH = {0.17, 0.25, 0.37, 0.55};

    /// A likelihood ratio of three, which ordinary nights of six frames stay below.
    private static final double LIKELY_ROUGH = 2.2;

    /// Of ten.
    private static final double SURELY_ROUGH = 4.6;

    /// And of twenty.
    private static final double CLEARLY_ROUGH = 6;

    private static final int FEWEST_SAMPLES = 5;

    /// What one number more has to explain, in `−2 ln L`: three standard deviations.
    private static final double SURELY_THERE = 9;

    /// Those that one curve has to explain, whatever the play: reached in the direction of the sweep with the gear engaged, and surely stars.
    static List<Sample> onOneCurve(List<Sample> all) {
        return all.stream()
                .filter(s ->
                        Search.seenWell(s)
                                && !s.cutOff()
                                && s.travelSinceReversalSteps() > 0
                                && s.purpose() != Purpose.OTHER_WAY)
                .toList();
    }

    /// Empty on an ordinary night, and as long as there are too few frames to tell.
    ///
    /// @param all samples of a run in order of arrival
    static Optional<RoughAir> in(List<Sample> all, ErrorLaw law) {
        List<CurvePoint> points = onOneCurve(all).stream().map(Sample::point).toList();
        if (points.size() < FEWEST_SAMPLES) {
            return Optional.empty();
        }
        double ordinary = Double.POSITIVE_INFINITY;
        for (double seeing : ORDINARY) {
            ordinary = Math.min(ordinary, Explanation.of(points, at(seeing, law)).misfit());
        }
        Optional<RoughAir> best = Optional.empty();
        for (double seeing : ROUGH) {
            Explanation rough = Explanation.of(points, at(seeing, law));
            double misfit = rough.misfit();
            if (ordinary - misfit > LIKELY_ROUGH
                    && (best.isEmpty() || misfit < best.get().explanation)) {
                best = Optional.of(new RoughAir(seeing, misfit, ordinary - misfit));
            }
        }
        return best;
    }

    /// Whether even in this air the look from the other side lies off the curve of all other frames: then play is the reason, and not
    /// the air.
    boolean leavesPlay(List<Sample> all, Sample look, ErrorLaw law) {
        List<CurvePoint> without = onOneCurve(all).stream().map(Sample::point).toList();
        var with = new ArrayList<>(without);
        with.add(look.point());
        ErrorLaw here = at(seeing, law);
        double usual = Explanation.of(without, here).misfit();
        // The frame's own standard error is part of its misfit, on the curve or off it.
        double expected = 2 * StrictMath.log(here.sigmaLogAt(height(look, without)));
        return Explanation.of(with, here).misfit() - usual - expected > SURELY_THERE;
    }

    private static double height(Sample look, List<CurvePoint> others) {
        double smallest = others.stream().mapToDouble(CurvePoint::hfrPixels).min().orElseThrow();
        return Math.max(1, look.point().hfrPixels() / smallest);
    }

    private static ErrorLaw at(double seeing, ErrorLaw law) {
        return new ErrorLaw(seeing, law.floor());
    }

    boolean surely() {
        return improvement > SURELY_ROUGH;
    }

    boolean clearly() {
        return improvement > CLEARLY_ROUGH;
    }

    /// What was seen, with its numbers.
    String sentence() {
        return "From frame to frame stars near focus are larger and smaller by about %.0f %%; on an ordinary night it is 5 %%."
                .formatted(100 * seeing);
    }
}
