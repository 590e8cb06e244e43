package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveBelief;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.device.Travel;

/// Where to measure next in one sweep. Everything here is written in *sweep numbers*, which grow in the direction of the sweep:
/// the position itself when sweeping up, its negative when sweeping down.
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

    /// A change of ln size that no seeing makes by itself.
    private static final double CLEAR_CHANGE = 0.22;

    private static final double FLAT_SPAN = 1.5;

    /// In ln size.
    private static final double CHANGED_BEFORE = 0.15;

    private static final double UNCHANGED = 0.03;

    /// The search multiplies its step by this.
    private static final int GROWTH = 2;

    /// Focusers are built so that a few dozen steps can be seen.
    private static final int LARGEST_FIRST_STEP = 50;

    /// In focus, in pixels, give or take a factor of two.
    private static final double USUAL_MINIMUM = 1.8;

    /// Larger than this in focus only under very bad air.
    private static final double LARGE_MINIMUM = 3;

    /// Three standard deviations of a difference.
    private static final double CHANCE_SIGMAS = 4.2;

    private static final double SHARE_OF_DISTANCE = 0.55;

    private static final double MOST_OF_THE_WAY = 0.7;

    /// So many search steps are made with [#GROWTH]. Where they have come no farther than this share of the travel they may have
    /// been too short for the focuser, and the next ones grow faster until they have.
    private static final int MOST_SEARCH_STEPS = 4;

    /// In first steps of a search: from where stars are too large to be seen, it takes many to change that.
    private static final int FIRST_LOOK_FOR_STARS = 8;

    private static final int MOST_LOOKS_FOR_STARS = 6;
    private static final int FEW_STARS = 3;
    private static final double HUGE_PIXELS = 12;

    private static final double ENOUGH_OF_TRAVEL = 0.1;
    private static final int LATER_GROWTH = 3;
    private static final int MOST_RESTARTS = 3;

    /// Coming from far, the least and the largest part of the believed distance to focus that one step may go.
    private static final double SHYEST = 0.3;

    private static final double BOLDEST = 0.85;

    private final FocusPlan plan;
    private final Travel travel;
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
        this.samples = samples;
        this.fit = fit;
        this.earlier = earlier;
    }

    /// @return the next sample, a reason to give up, or empty when the sweep is complete
    Optional<FocusStep> next() {
        List<Sample> seen = samples.stream().filter(Sample::hasStars).toList();
        if (seen.stream().noneMatch(Sweep::seenWell)) {
            return Optional.of(whereStarsAre());
        }
        if (samples.size() >= plan.mostSamples()) {
            return Optional.empty();
        }
        Optional<Guess> guess = guess(seen);
        if (guess.isEmpty()) {
            return Optional.of(search());
        }
        Hyperbola curve = guess.get().curve;
        if (standsStill(seen, curve.halfWidthSteps())) {
            return Optional.of(Refusals.tubeStopped(seen.subList(seen.size() - 3, seen.size())));
        }
        return ahead(
                along(curve.bestPositionSteps()), curve.halfWidthSteps(), guess.get().doubtSteps);
    }

    /// What the next sample is planned by.
    ///
    /// @param doubtSteps standard deviation of its best position
    private record Guess(Hyperbola curve, double doubtSteps) {}

    /// The fitted curve, else that of an earlier sweep, else a belief; empty while the stars have not clearly changed.
    private Optional<Guess> guess(List<Sample> seen) {
        if (fit.isPresent()) {
            return fit.map(f -> new Guess(f.curve(), f.sigmaSteps()));
        }
        if (earlier.isPresent()) {
            return earlier.map(curve -> new Guess(curve, 0));
        }
        if (!clearlyChanged(seen)) {
            return Optional.empty();
        }
        // The first frame, which no run-up preceded, is needed only as long as there are few
        // others.
        List<Sample> engaged = seen.stream().filter(s -> s.travelSinceReversalSteps() > 0).toList();
        List<Sample> telling = engaged.size() >= 3 && clearlyChanged(engaged) ? engaged : seen;
        return CurveBelief.of(telling.stream().map(Sample::arrived).toList(), plan.law())
                .or(() -> CurveBelief.of(seen.stream().map(Sample::arrived).toList(), plan.law()))
                .map(belief -> new Guess(belief.curve(), belief.bestSigmaSteps()));
    }

    /// Seeing makes small stars larger and smaller; large ones change only when focus does.
    private boolean clearlyChanged(List<Sample> seen) {
        double smallest = seen.stream().mapToDouble(Sweep::hfr).min().orElseThrow();
        double height = Math.max(1, smallest / LARGE_MINIMUM);
        double byChance = CHANCE_SIGMAS * plan.law().sigmaLogAt(height);
        return changeOfSize(seen) > Math.min(CLEAR_CHANGE, byChance);
    }

    private static double changeOfSize(List<Sample> seen) {
        double smallest = seen.stream().mapToDouble(Sweep::hfr).min().orElseThrow();
        double largest = seen.stream().mapToDouble(Sweep::hfr).max().orElseThrow();
        return StrictMath.log(largest / smallest);
    }

    /// No curve is flat over three samples this far apart, nor over five of any sweep.
    private boolean standsStill(List<Sample> seen, double halfWidthSteps) {
        return stoppedChanging(seen)
                || flat(seen, 3, 0.08, FLAT_SPAN * halfWidthSteps)
                || flat(seen, 5, 0.15, 2 * halfWidthSteps);
    }

    /// What one move changed clearly, two longer ones cannot leave alone: three places so far apart are level on no curve. Asked without
    /// the believed curve, for a tube that stands still makes that as wide as you like.
    private static boolean stoppedChanging(List<Sample> seen) {
        int end = seen.size();
        if (end <= 3) {
            return false;
        }
        int enough = Integer.MAX_VALUE;
        for (int i = 1; i < end - 2; i++) {
            if (changeOfSize(seen.subList(i - 1, i + 1)) > CHANGED_BEFORE) {
                enough = Math.min(enough, moveSteps(seen, i));
            }
        }
        List<Sample> last = seen.subList(end - 3, end);
        long span = Math.abs(last.getLast().positionSteps() - last.getFirst().positionSteps());
        return Math.min(moveSteps(seen, end - 1), moveSteps(seen, end - 2)) >= enough
                && span >= 3L * enough
                && changeOfSize(last) < UNCHANGED;
    }

    private static int moveSteps(List<Sample> seen, int i) {
        return Math.abs(seen.get(i).positionSteps() - seen.get(i - 1).positionSteps());
    }

    private boolean flat(List<Sample> seen, int count, double change, double widerThanSteps) {
        if (seen.size() <= count) {
            return false;
        }
        List<Sample> last = seen.subList(seen.size() - count, seen.size());
        int span = Math.abs(last.getLast().positionSteps() - last.getFirst().positionSteps());
        for (int i = 1; i < last.size(); i++) {
            int move = Math.abs(last.get(i).positionSteps() - last.get(i - 1).positionSteps());
            if (move * 2 * (count - 1) < widerThanSteps) {
                // One move that was lost looks the same; it takes two that were long enough.
                return false;
            }
        }
        return span > widerThanSteps && changeOfSize(last) < change;
    }

    /// One or two huge things are noise as often as stars, unless a frame beside them shows what they are.
    private static boolean seenWell(Sample sample) {
        return sample.hasStars()
                && (sample.size().starCount() >= FEW_STARS || hfr(sample) < HUGE_PIXELS);
    }

    /// Without a star in sight: where focus was last, where that is known; then ahead and behind by turns, three times as far each time, as far as the travel goes.
    private FocusStep whereStarsAre() {
        double from = along(samples.getFirst().positionSteps());
        DoubleStream remembered =
                plan.learned().stream()
                        .flatMapToDouble(known -> known.bestPositionSteps(plan.approach()).stream())
                        .map(this::along);
        List<Double> places =
                DoubleStream.concat(
                                remembered,
                                IntStream.range(0, MOST_LOOKS_FOR_STARS)
                                        .mapToDouble(look ->
                                                from
                                                        + (look % 2 == 0 ? 1 : -1)
                                                                * FIRST_LOOK_FOR_STARS
                                                                * firstStep()
                                                                * Math.pow(
                                                                        3, Math.floorDiv(look, 2))))
                        .filter(this::allows)
                        .boxed()
                        .toList();
        int done = samples.size() - 1;
        return done >= places.size()
                ? Refusals.noStars(samples)
                : fromBehind(
                        places.get(done),
                        RunUp.steps(travel),
                        Purpose.SAMPLE,
                        "looking elsewhere, for there are no stars");
    }

    private FocusStep search() {
        int starless = (int) samples.stream().takeWhile(s -> !seenWell(s)).count();
        Sample first = samples.get(starless);
        double step = searchStep(first);
        int done = samples.size() - 1 - starless;
        if (done >= MOST_SEARCH_STEPS
                && reach(step, done) >= ENOUGH_OF_TRAVEL * travel.lengthSteps()) {
            return Refusals.unmoved(samples.subList(starless, samples.size()));
        }
        double from = along(first.positionSteps());
        double reach = reach(step, done + 1);
        boolean starsWentOut = !samples.getLast().hasStars();
        if (allows(from + reach) && !starsWentOut) {
            return done == 0 && first.travelSinceReversalSteps() == 0
                    ? fromBehind(
                            from + reach,
                            reach + RunUp.steps(travel),
                            Purpose.SAMPLE,
                            "looking for a change of size, with a run-up that takes up any play")
                    : new MeasureAt(
                            position(from + reach),
                            List.of(),
                            Purpose.SAMPLE,
                            done == 0
                                    ? "looking for a change of size"
                                    : "a longer step, for the stars had not changed");
        }
        int looksBehind =
                (int) samples.stream().filter(s -> along(s.positionSteps()) < from).count();
        // Stars that went out at the first step are found again by one as long the other way.
        double back = starsWentOut ? step * Math.pow(GROWTH, looksBehind) : reach;
        double behind = Math.max(from - back, end(-1));
        if (from - behind < 0.9 * step) {
            return Refusals.unmoved(samples.subList(starless, samples.size()));
        }
        return fromBehind(
                behind,
                RunUp.steps(travel),
                Purpose.SAMPLE,
                starsWentOut
                        ? "looking behind, for the stars went out"
                        : "looking behind, for there is no room ahead");
    }

    /// How far from its first frame a search has come after so many steps.
    private static double reach(double firstStep, int steps) {
        double reach = 0;
        double next = firstStep;
        for (int i = 0; i < steps; i++) {
            reach += next;
            next *= i + 1 < MOST_SEARCH_STEPS ? GROWTH : LATER_GROWTH;
        }
        return reach;
    }

    /// The first step of a search on an unknown telescope: longer from where stars are large, for there it takes more to change
    /// them.
    private double searchStep(Sample first) {
        if (plan.firstStepSteps().isPresent()) {
            return plan.firstStepSteps().getAsInt();
        }
        double size = first.size().hfrPixels().orElse(USUAL_MINIMUM);
        return firstStep() * Math.clamp(SHARE_OF_DISTANCE * size / USUAL_MINIMUM, 1, 5);
    }

    private int firstStep() {
        return plan.firstStepSteps()
                .orElse(Math.clamp(travel.lengthSteps() / 40, 4, LARGEST_FIRST_STEP));
    }

    private Optional<FocusStep> ahead(double best, double halfWidth, double doubtSteps) {
        double here = along(samples.getLast().positionSteps());
        if (!samples.getLast().hasStars()) {
            return towardStars(here);
        }
        long restarts = samples.stream().filter(s -> s.purpose() == Purpose.RESTART).count();
        if (restarts < MOST_RESTARTS
                && nearSide(best + doubtSteps, halfWidth, here) < ON_EACH_FLANK) {
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
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> along(s.positionSteps()))
                        .sorted()
                        .toArray();
        for (double place : starry) {
            if (place > here) {
                return go(here + MOST_OF_THE_WAY * (place - here), "back to where stars were seen");
            }
        }
        double place = starry[starry.length - 1];
        return Optional.of(
                fromBehind(
                        place + (1 - MOST_OF_THE_WAY) * (here - place),
                        RunUp.steps(travel),
                        Purpose.RESTART,
                        "back to where stars were seen"));
    }

    private Optional<FocusStep> beginBehind(double best, double halfWidth, double doubtSteps) {
        boolean oneIsThere = taken(-1, best, halfWidth) > 0;
        double defocus = oneIsThere ? missingNear(best, halfWidth) : 2.4;
        double begin = best - defocus * halfWidth - Math.min(doubtSteps, 2 * halfWidth);
        double clipped = Math.max(begin, end(-1));
        boolean known = fit.isPresent() || doubtSteps < CLOSEST * halfWidth;
        if (best - clipped < 1.2 * halfWidth && !known) {
            double here = along(samples.getLast().positionSteps());
            return here - clipped > CLOSEST * halfWidth
                    ? Optional.of(
                            fromBehind(clipped, 0, Purpose.RESTART, "as far behind as it goes"))
                    : go(here + CLOSEST * halfWidth, "further, for there is no room behind");
        }
        if (best - clipped < 1.2 * halfWidth) {
            return Optional.of(Refusals.noRoom(position(best), position(end(-1)), 2.5 * halfWidth));
        }
        return Optional.of(
                fromBehind(
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
                        .mapToDouble(s -> along(s.positionSteps()))
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
                        .filter(s -> s.travelSinceReversalSteps() > 0 && s.hasStars())
                        .map(s -> along(s.positionSteps()))
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
        double here = along(samples.getLast().positionSteps());
        double clipped = Math.min(Math.max(place, here + 1), end(+1));
        if (clipped - here < 1) {
            return fit.isPresent()
                    ? Optional.empty()
                    : Optional.of(Refusals.endReached(samples.getLast()));
        }
        return Optional.of(new MeasureAt(position(clipped), List.of(), Purpose.SAMPLE, why));
    }

    private FocusStep fromBehind(double place, double runUp, Purpose purpose, String why) {
        double back = Math.max(place - runUp, end(-1));
        return new MeasureAt(position(place), List.of(position(back)), purpose, why);
    }

    private static String where(double defocus) {
        return defocus < -0.5
                ? "on the near flank"
                : defocus > 0.5 ? "on the far flank" : "near the bottom";
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }

    private double along(double positionSteps) {
        return plan.approach().sign() * positionSteps;
    }

    private int position(double along) {
        return travel.nearest((int) Math.round(plan.approach().sign() * along));
    }

    private boolean allows(double along) {
        return travel.allows((int) Math.round(plan.approach().sign() * along));
    }

    /// The end of the travel ahead (+1) or behind (−1).
    private double end(int side) {
        double a = along(travel.minimumSteps());
        double b = along(travel.maximumSteps());
        return side > 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
