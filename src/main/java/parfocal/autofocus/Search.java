package parfocal.autofocus;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Travel;

/// Looking for focus on a telescope of which nothing is known, until stars change: first for stars, then with growing steps.
final class Search {
    /// The search multiplies its step by this.
    private static final int GROWTH = 2;

    /// Focusers are built so that a few dozen steps can be seen.
    private static final int LARGEST_FIRST_STEP = 50;

    /// In focus, in pixels, give or take a factor of two.
    private static final double USUAL_MINIMUM = 1.8;

    private static final double SHARE_OF_DISTANCE = 0.55;

    /// So many search steps are made with [#GROWTH]. Where they have come no farther than this share of the travel they may have
    /// been too short for the focuser, and the next ones grow faster until they have.
    private static final int MOST_SEARCH_STEPS = 4;

    /// In first steps of a search: from where stars are too large to be seen, it takes many to change that.
    private static final int FIRST_LOOK_FOR_STARS = 8;

    /// In first looks, each ahead and behind. Where stars can be seen for one look on either side of focus, nothing is passed over until
    /// after the third.
    private static final double[] LOOKS_FOR_STARS = {1, 3, 5, 9};

    private static final int MOST_LOOKS_BESIDE = 3;

    private static final int FEW_STARS = 3;

    private static final double HUGE_PIXELS = 12;

    /// Over that of the same stars before.
    private static final double FOREIGN_LIGHT = 2;

    private static final double ENOUGH_OF_TRAVEL = 0.1;

    private static final int LATER_GROWTH = 3;

    private final FocusPlan plan;
    private final Travel travel;
    private final Course course;
    private final List<Sample> samples;

    /// @param samples of this sweep, in order of arrival; at least one
    Search(FocusPlan plan, Travel travel, List<Sample> samples) {
        this.plan = plan;
        this.travel = travel;
        this.course = new Course(plan.approach(), travel);
        this.samples = samples;
    }

    /// One or two huge things are noise as often as stars, unless a frame beside them shows what they are.
    static boolean seenWell(Sample sample) {
        return showsStars(sample) && (sample.size().starCount() >= FEW_STARS || !huge(sample));
    }

    /// What is huge and much brighter than the stars were is none of them: a nebula's knots, or several donuts in one.
    static boolean showsStars(Sample sample) {
        return sample.hasStars()
                && !(huge(sample) && sample.size().relativeFlux().orElse(1) > FOREIGN_LIGHT);
    }

    static boolean huge(Sample sample) {
        return hfr(sample) >= HUGE_PIXELS;
    }

    /// Without a star in sight: where focus was last, where that is known; then ahead and behind by turns, farther each time,
    /// as far as the travel goes. Something that may be a star, large as they are before they go out, is followed first.
    FocusStep forStars() {
        double from = course.along(samples.getFirst().positionSteps());
        double[] looks =
                DoubleStream.of(LOOKS_FOR_STARS)
                        .flatMap(look -> DoubleStream.of(look, -look))
                        .toArray();
        DoubleStream remembered =
                plan.learned().stream()
                        .flatMapToDouble(known -> known.bestPositionSteps(plan.approach()).stream())
                        .map(course::along);
        List<Double> places =
                DoubleStream.concat(
                                remembered,
                                DoubleStream.of(looks).map(look -> from + look * lookSteps()))
                        .filter(course::allows)
                        .boxed()
                        .toList();
        List<Double> left = places.stream().filter(place -> !lookedAt(place)).toList();
        int besides = samples.size() - 1 - (places.size() - left.size());
        OptionalDouble beside =
                besides < MOST_LOOKS_BESIDE ? besideTheClearest() : OptionalDouble.empty();
        if (beside.isPresent()) {
            return lookAt(
                    beside.getAsDouble(), "looking beside something large that may be a star");
        }
        return left.isEmpty()
                ? Refusals.noStars(samples)
                : lookAt(left.getFirst(), "looking elsewhere, for there are no stars");
    }

    private MeasureAt lookAt(double place, String why) {
        return course.fromBehind(place, RunUp.steps(travel), Purpose.SAMPLE, why);
    }

    private boolean lookedAt(double place) {
        return places().anyMatch(seen -> Math.abs(seen - place) < lookSteps() / 4);
    }

    private DoubleStream places() {
        return samples.stream().mapToDouble(s -> course.along(s.positionSteps()));
    }

    /// Between the smallest thing that may be a star and the next place that shows one; else farther from it than was looked, or the middle
    /// of the wider gap beside it. Empty without one, before anything beside it was looked at, and where all gaps are narrow.
    private OptionalDouble besideTheClearest() {
        Optional<Sample> clearest =
                samples.stream()
                        .filter(Sample::hasStars)
                        .min(Comparator.comparingDouble(Search::hfr));
        if (clearest.isEmpty() || samples.size() == 1) {
            return OptionalDouble.empty();
        }
        double here = course.along(clearest.get().positionSteps());
        OptionalDouble behind = places().filter(p -> p < here).max();
        OptionalDouble ahead = places().filter(p -> p > here).min();
        if (behind.isEmpty() && ahead.isEmpty()) {
            return OptionalDouble.empty();
        }
        double place =
                behind.isPresent() && ahead.isPresent()
                        ? (here + likelier(here, behind.getAsDouble(), ahead.getAsDouble())) / 2
                        : 2 * here - behind.orElseGet(ahead::getAsDouble);
        return course.allows(place) && Math.abs(place - here) >= lookSteps() / 4
                ? OptionalDouble.of(place)
                : OptionalDouble.empty();
    }

    /// The one of two places that shows stars; else the farther one.
    private double likelier(double here, double behind, double ahead) {
        boolean starsBehind = starsAt(behind);
        boolean goBehind =
                starsBehind == starsAt(ahead) ? here - behind > ahead - here : starsBehind;
        return goBehind ? behind : ahead;
    }

    private boolean starsAt(double place) {
        return samples.stream()
                .anyMatch(s -> s.hasStars() && course.along(s.positionSteps()) == place);
    }

    /// The next longer step.
    FocusStep forChange() {
        int starless = (int) samples.stream().takeWhile(s -> !seenWell(s)).count();
        Sample first = samples.get(starless);
        double step = searchStep(first);
        int done = samples.size() - 1 - starless;
        if (done >= MOST_SEARCH_STEPS
                && reach(step, done) >= ENOUGH_OF_TRAVEL * travel.lengthSteps()) {
            return Refusals.unmoved(samples.subList(starless, samples.size()));
        }
        double from = course.along(first.positionSteps());
        double reach = reach(step, done + 1);
        boolean starsWentOut = !samples.getLast().hasStars();
        if (course.allows(from + reach) && !starsWentOut) {
            return done == 0 && first.travelSinceReversalSteps() == 0
                    ? course.fromBehind(
                            from + reach,
                            reach + RunUp.steps(travel),
                            Purpose.SAMPLE,
                            "looking for a change of size, with a run-up that takes up any play")
                    : new MeasureAt(
                            course.position(from + reach),
                            List.of(),
                            Purpose.SAMPLE,
                            done == 0
                                    ? "looking for a change of size"
                                    : "a longer step, for the stars had not changed");
        }
        int looksBehind =
                (int) samples.stream().filter(s -> course.along(s.positionSteps()) < from).count();
        // Stars that went out at the first step are found again by one as long the other way.
        double back = starsWentOut ? step * Math.pow(GROWTH, looksBehind) : reach;
        double behind = Math.max(from - back, course.end(-1));
        if (from - behind < 0.9 * step) {
            return Refusals.unmoved(samples.subList(starless, samples.size()));
        }
        return course.fromBehind(
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

    private double lookSteps() {
        return FIRST_LOOK_FOR_STARS * firstStep();
    }

    private int firstStep() {
        return plan.firstStepSteps()
                .orElse(Math.clamp(travel.lengthSteps() / 40, 4, LARGEST_FIRST_STEP));
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }
}
