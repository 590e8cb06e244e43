package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.device.Travel;

/// Where to measure next in one sweep, in the numbers of its [Course].
///
/// The plan of a sweep (facts: a point tells most about best focus at 2 to 3 times the smallest size, a point at the bottom
/// tells only its height): search with growing steps until the stars change; if focus lies behind, go back beyond it; then
/// one sample at each of [#DEFOCI], never turning round; extra ones ahead while the uncertainty is too large.
final class Sweep {
    /// Where samples are wanted, in half-widths from best focus, along the sweep.
    private static final double[] DEFOCI = {-2.4, -1.25, 1.25, 2.4};

    /// Samples closer together than this, in half-widths, say the same thing twice.
    private static final double CLOSEST = 0.6;

    /// A sample this far from focus or farther, and not farther than the other, belongs to a flank.
    private static final double FLANK_BEGINS = 0.8;

    private static final double FLANK_ENDS = 6;

    /// And one of them not farther than this: what is far says on which flank it lies, and little of the place of focus.
    private static final double NEAR_FLANK_ENDS = 4.2;

    private static final int ON_EACH_FLANK = 2;

    private static final double FARTHEST_DEFOCUS = 3.7;

    /// In half-widths, behind focus: with less the curve cannot rise on that side.
    private static final double LEAST_ROOM = 1.2;

    private static final double MOST_OF_THE_WAY = 0.7;

    private static final int MOST_RESTARTS = 3;

    /// Coming from far, the least and the largest part of the believed distance to focus that one step may go.
    private static final double SHYEST = 0.3;

    private static final double BOLDEST = 0.85;

    private final FocusPlan plan;
    private final Travel travel;
    private final Course course;
    private final List<Sample> samples;
    private final Optional<CurveFit> fit;
    private final Optional<Hyperbola> earlier;

    /// @param samples of this sweep, in order of arrival; at least one
    /// @param fit     the curve through those of them that count, when there is one
    /// @param earlier the curve of the sweep before, when this is the second
    Sweep(
            FocusPlan plan,
            Travel travel,
            List<Sample> samples,
            Optional<CurveFit> fit,
            Optional<Hyperbola> earlier) {
        this.plan = plan;
        this.travel = travel;
        this.course = new Course(plan.approach(), travel);
        this.samples = samples;
        this.fit = fit;
        this.earlier = earlier;
    }

    /// @return the next sample, a reason to give up, or empty when the sweep is complete
    Optional<FocusStep> next() {
        // Before stars are seen well, nobody knows whether it was stars that were seen.
        List<Sample> seen =
                samples.stream()
                        .dropWhile(s -> !Search.seenWell(s))
                        .filter(Search::showsStars)
                        .toList();
        if (seen.isEmpty()) {
            return Optional.of(new Search(plan, travel, samples).forStars());
        }
        if (samples.size() >= plan.mostSamples()) {
            return Optional.empty();
        }
        Optional<Guess> guess = guess(seen);
        if (guess.isEmpty()) {
            return Optional.of(new Search(plan, travel, samples).forChange());
        }
        Hyperbola curve = guess.get().curve();
        OptionalDouble between =
                fit.isPresent()
                        ? OptionalDouble.empty()
                        : new StarlessPlaces(samples, course)
                                .insteadOf(course.along(curve.bestPositionSteps()));
        if (between.isPresent()) {
            return Optional.of(
                    course.fromBehind(
                            between.getAsDouble(),
                            RunUp.steps(travel),
                            Purpose.RESTART,
                            "between the places where stars are seen, for beyond them there are none"));
        }
        if (new ChangeOfSize(seen).missing(curve.halfWidthSteps())) {
            return Optional.of(
                    Refusals.tubeStopped(seen.subList(seen.size() - 3, seen.size()), travel));
        }
        return ahead(
                course.along(curve.bestPositionSteps()),
                curve.halfWidthSteps(),
                guess.get().doubtSteps());
    }

    /// The fitted curve, else that of an earlier sweep, else what the samples make believe; empty while the stars have not clearly changed.
    private Optional<Guess> guess(List<Sample> seen) {
        return fit.map(f -> new Guess(f.curve(), f.sigmaSteps()))
                .or(() -> earlier.map(curve -> new Guess(curve, 0)))
                .or(() -> Guess.from(seen, plan.law()));
    }

    private Optional<FocusStep> ahead(double best, double halfWidth, double doubtSteps) {
        double here = course.along(samples.getLast().positionSteps());
        if (!Search.showsStars(samples.getLast())) {
            return towardStars(here);
        }
        long restarts = samples.stream().filter(s -> s.purpose() == Purpose.RESTART).count();
        if (restarts < MOST_RESTARTS
                && nearSide(best + doubtSteps, halfWidth, here) < ON_EACH_FLANK
                && !asFarBehindAsItGoes(best, halfWidth, here)) {
            return beginBehind(best, halfWidth, doubtSteps);
        }
        if (best - here > 3.2 * halfWidth) {
            double distance = best - here;
            double toFlank = distance - doubtSteps - 2.4 * halfWidth;
            double step = Math.clamp(toFlank, SHYEST * distance, BOLDEST * distance);
            return go(here + step, "coming closer");
        }
        for (double defocus : DEFOCI) {
            double place = best + defocus * halfWidth;
            double nearest = here + CLOSEST * halfWidth;
            if (place <= nearest || enoughOn(defocus < 0 ? -1 : 1, best, halfWidth, doubtSteps)) {
                continue;
            }
            // Before focus rather too early than too late: what is passed cannot be had again
            // without turning round.
            double caution = defocus < 0 ? Math.min(doubtSteps, halfWidth) : 0;
            return go(Math.max(place - caution, nearest), where(defocus));
        }
        double further = here + CLOSEST * halfWidth;
        if (fit.isEmpty()) {
            return go(further, "further, the minimum is not passed yet");
        }
        if (preciseEnough(fit.get())) {
            return Optional.empty();
        }
        return further <= best + FARTHEST_DEFOCUS * halfWidth
                ? go(further, "one more: the curve is not sharp enough yet")
                : Optional.empty();
    }

    /// Where no star is to be seen nothing can be learnt: most of the way back to where some were.
    private Optional<FocusStep> towardStars(double here) {
        double[] starry =
                samples.stream()
                        .filter(Search::showsStars)
                        .mapToDouble(s -> course.along(s.positionSteps()))
                        .sorted()
                        .toArray();
        for (double place : starry) {
            if (place > here) {
                return go(here + MOST_OF_THE_WAY * (place - here), "back to where stars were seen");
            }
        }
        double place = starry[starry.length - 1];
        return Optional.of(
                course.fromBehind(
                        place + (1 - MOST_OF_THE_WAY) * (here - place),
                        RunUp.steps(travel),
                        Purpose.RESTART,
                        "back to where stars were seen"));
    }

    /// Where the sweep has begun at the end of the travel, with room before focus, beginning again says nothing new.
    private boolean asFarBehindAsItGoes(double best, double halfWidth, double here) {
        return here - course.end(-1) < 1 && best - here >= LEAST_ROOM * halfWidth;
    }

    private Optional<FocusStep> beginBehind(double best, double halfWidth, double doubtSteps) {
        boolean oneIsThere = taken(-1, best, halfWidth) > 0;
        double defocus = oneIsThere ? missingNear(best, halfWidth) : 2.4;
        double begin = best - defocus * halfWidth - Math.min(doubtSteps, 2 * halfWidth);
        double clipped = Math.max(begin, course.end(-1));
        boolean known = fit.isPresent() || doubtSteps < CLOSEST * halfWidth;
        if (best - clipped < LEAST_ROOM * halfWidth && !known) {
            double here = course.along(samples.getLast().positionSteps());
            return here - clipped > CLOSEST * halfWidth
                    ? Optional.of(
                            course.fromBehind(
                                    clipped, 0, Purpose.RESTART, "as far behind as it goes"))
                    : go(here + CLOSEST * halfWidth, "further, for there is no room behind");
        }
        if (best - clipped < LEAST_ROOM * halfWidth) {
            return Optional.of(
                    Refusals.noRoom(
                            course.position(best),
                            course.position(course.end(-1)),
                            2.5 * halfWidth));
        }
        return Optional.of(
                course.fromBehind(
                        clipped,
                        RunUp.steps(travel, halfWidth),
                        Purpose.RESTART,
                        "focus lies behind: beginning beyond it"));
    }

    /// With one sample before focus, the other of the two places is wanted.
    private double missingNear(double best, double halfWidth) {
        double middle = best - 1.8 * halfWidth;
        boolean farOneIsThere =
                samples.stream()
                        .mapToDouble(s -> course.along(s.positionSteps()))
                        .anyMatch(place -> onFlank(-1, place, best, halfWidth) && place < middle);
        return farOneIsThere ? 1.25 : 2.4;
    }

    private boolean preciseEnough(CurveFit curve) {
        double zone = CriticalZone.halfWidthSteps(curve.curve(), plan.tolerance());
        return curve.sigmaSteps() <= zone / 3 && curve.degreesOfFreedom() >= 1;
    }

    /// How many samples the side before focus has or can still get.
    private int nearSide(double best, double halfWidth, double here) {
        int count = taken(-1, best, halfWidth);
        for (double defocus : DEFOCI) {
            if (defocus < 0 && best + defocus * halfWidth > here + CLOSEST * halfWidth) {
                count++;
            }
        }
        return count;
    }

    private boolean enoughOn(int side, double best, double halfWidth, double doubtSteps) {
        return (fit.isPresent() || doubtSteps < CLOSEST * halfWidth)
                && taken(side, best, halfWidth) >= ON_EACH_FLANK;
    }

    /// How many samples one flank has: before focus (−1) or behind it (+1). Far ones alone are one at most.
    private int taken(int side, double best, double halfWidth) {
        List<Double> defoci =
                samples.stream()
                        .filter(s -> s.travelSinceReversalSteps() > 0 && Search.showsStars(s))
                        .map(s -> course.along(s.positionSteps()))
                        .filter(place -> onFlank(side, place, best, halfWidth))
                        .map(place -> side * (place - best) / halfWidth)
                        .toList();
        boolean oneIsNear = defoci.stream().anyMatch(defocus -> defocus < NEAR_FLANK_ENDS);
        return oneIsNear ? defoci.size() : Math.min(1, defoci.size());
    }

    private static boolean onFlank(int side, double place, double best, double halfWidth) {
        double defocus = side * (place - best) / halfWidth;
        return defocus > FLANK_BEGINS && defocus < FLANK_ENDS;
    }

    /// Onward in the sweep; at the end of the travel the sweep is complete if there is a curve, and stuck if there is none.
    private Optional<FocusStep> go(double place, String why) {
        double here = course.along(samples.getLast().positionSteps());
        double clipped = Math.min(Math.max(place, here + 1), course.end(+1));
        if (clipped - here < 1) {
            return fit.isPresent()
                    ? Optional.empty()
                    : Optional.of(Refusals.endReached(samples.getLast()));
        }
        return Optional.of(new MeasureAt(course.position(clipped), List.of(), Purpose.SAMPLE, why));
    }

    private static String where(double defocus) {
        return defocus < -0.5
                ? "on the near flank"
                : defocus > 0.5 ? "on the far flank" : "near the bottom";
    }
}
