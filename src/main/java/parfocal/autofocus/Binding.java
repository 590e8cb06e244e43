package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// A tube that binds, and where to stay so that it does not: nearer than the motor has been, for there the tube stood at the place where it
/// binds, and from there on it followed back at once.
///
/// @param way           in which it binds
/// @param farthestSteps how far the motor has been that way: in the numbers of now, the end of the room there is
/// @param lostSteps     by which all numbers are larger now than when the run began; 0 where that is not known
/// @param curve         of all frames, in the numbers of now; empty where they do not enclose best focus
record Binding(Approach way, int farthestSteps, double lostSteps, Optional<Hyperbola> curve) {
    /// Frames at the end of a sweep over which nothing changed.
    private static final int LEVEL = 3;

    /// In ln size: what they may differ by, and by how much more one that was seen before or is seen after them has to.
    static final double UNCHANGED = 0.1;

    static final double CHANGED = 0.25;

    private static final int SAME_RETURNS = 3;

    /// What was known when the present sweep began, and by its first frame; nothing in a first one.
    ///
    /// @param sweepBegin the sample with which it began
    static Optional<Binding> before(List<Sample> samples, int sweepBegin, FocusPlan plan) {
        if (sweepBegin == 0) {
            return Optional.empty();
        }
        List<Sample> seen = samples.subList(0, sweepBegin + 1);
        Optional<LostSteps> lost = LostSteps.in(seen, plan.law());
        return in(seen, plan.law(), lost)
                .or(() ->
                        byComingBack(seen, plan.approach())
                                .filter(_ -> contradicted(lost).isEmpty()))
                .or(() -> byReturns(seen.subList(0, sweepBegin), plan.approach()));
    }

    /// What explains all frames, where a tube that binds does not: stars that stayed, and changed when the motor came back, are no proof
    /// then.
    static Optional<LostSteps> contradicted(Optional<LostSteps> likeliest) {
        return likeliest.filter(
                lost -> !lost.binds() && lost.rival().filter(LostSteps::binds).isEmpty());
    }

    /// By an account of all frames that is the likeliest, or nearly as likely as sliding or unequal steps: what another sweep then decides.
    /// Whether a tube binds or stands for good, only coming back can.
    ///
    /// @param likeliest of these samples
    static Optional<Binding> in(List<Sample> samples, ErrorLaw law, Optional<LostSteps> likeliest) {
        return likeliest
                .flatMap(best ->
                        switch (best.kind()) {
                            case GHOST, STOPPED, DRIFT -> Optional.<LostSteps>empty();
                            case SLIP, UNEQUAL -> best.rival();
                            case BINDS_UP, BINDS_DOWN ->
                                    Optional.of(best).filter(Binding::noneThatStands);
                        })
                .flatMap(lost ->
                        switch (lost.kind()) {
                            case BINDS_UP -> Optional.of(of(samples, law, Approach.UP, lost));
                            case BINDS_DOWN -> Optional.of(of(samples, law, Approach.DOWN, lost));
                            case GHOST, SLIP, STOPPED, UNEQUAL, DRIFT -> Optional.empty();
                        });
    }

    private static boolean noneThatStands(LostSteps lost) {
        return lost.rival().map(LostSteps::kind).filter(Kind.STOPPED::equals).isEmpty();
    }

    private static Binding of(List<Sample> samples, ErrorLaw law, Approach way, LostSteps binds) {
        int farthest = farthest(samples, way);
        double lost = farthest - binds.steps();
        Hyperbola curve = binds.curve();
        boolean enclosed =
                new BindingAccount(new WeighedFrames(samples, law), way)
                        .encloses(binds.steps(), curve);
        var now =
                new Hyperbola(
                        curve.bestPositionSteps() + lost,
                        curve.halfWidthSteps(),
                        curve.minimumPixels());
        return new Binding(way, farthest, lost, enclosed ? Optional.of(now) : Optional.empty());
    }

    /// What was seen of a sweep that ended over level frames, by the frame that was taken after the motor came back: a tube that stands for
    /// good shows the same stars in it.
    ///
    /// @param samples all of the run up to that frame
    /// @param sweep   the direction of the samples
    static Optional<Binding> byComingBack(List<Sample> samples, Approach sweep) {
        return apartAfterComingBack(samples).orElse(0) > CHANGED
                ? Optional.of(new Binding(sweep, farthest(samples, sweep), 0, Optional.empty()))
                : Optional.empty();
    }

    /// What was seen of returns: three times the motor went farther than ever against the sweep and came back as far, to a place of its own each
    /// time, and there were the same stars, though others in between. Two such places could lie on either side of focus.
    ///
    /// @param sweep the direction of the samples
    static Optional<Binding> byReturns(List<Sample> samples, Approach sweep) {
        Approach away = sweep.opposite();
        var returns = new ArrayList<Sample>();
        for (int i = 0; i < samples.size(); i++) {
            boolean farther =
                    i == 0
                            || farthest(samples.subList(0, i + 1), away)
                                    != farthest(samples.subList(0, i), away);
            if (farther && Search.seenWell(samples.get(i)) && samples.get(i).sweeping()) {
                returns.add(samples.get(i));
            }
        }
        List<Sample> same =
                returns.stream()
                        .filter(s ->
                                apart(s, returns.getLast()).orElse(CHANGED) < UNCHANGED
                                        && sameTravel(s, returns.getLast()))
                        .toList();
        if (same.size() < SAME_RETURNS) {
            return Optional.empty();
        }
        boolean changedBetween =
                samples
                        .subList(samples.indexOf(same.getFirst()), samples.indexOf(same.getLast()))
                        .stream()
                        .anyMatch(s -> apart(s, same.getLast()).orElse(0) > CHANGED);
        return changedBetween
                ? Optional.of(new Binding(away, farthest(samples, away), 0, Optional.empty()))
                : Optional.empty();
    }

    private static boolean sameTravel(Sample one, Sample other) {
        return Math.abs(one.travelSinceReversalSteps() - other.travelSinceReversalSteps())
                < UNCHANGED * other.travelSinceReversalSteps();
    }

    /// The same of a tube that stands: nothing changed when the motor came back.
    static boolean standsAfterComingBack(List<Sample> samples) {
        return apartAfterComingBack(samples).orElse(CHANGED) < UNCHANGED;
    }

    private static OptionalDouble apartAfterComingBack(List<Sample> samples) {
        List<Sample> before = samples.subList(0, samples.size() - 1);
        return levelAfterChange(before)
                ? apart(samples.getLast(), before.getLast())
                : OptionalDouble.empty();
    }

    /// Whether the last frames are level, though an earlier one was not.
    static boolean levelAfterChange(List<Sample> samples) {
        List<Sample> seen =
                samples.stream()
                        .filter(s ->
                                s.sweeping() && s.hasStars() && s.travelSinceReversalSteps() > 0)
                        .toList();
        if (seen.size() <= LEVEL || !samples.getLast().equals(seen.getLast())) {
            return false;
        }
        Sample last = seen.getLast();
        return seen.subList(seen.size() - LEVEL, seen.size()).stream()
                        .allMatch(s -> apart(s, last).orElse(CHANGED) < UNCHANGED)
                && seen.stream().anyMatch(s -> apart(s, last).orElse(0) > CHANGED);
    }

    /// Ln of the ratio of the sizes.
    static OptionalDouble apart(Sample one, Sample other) {
        return one.hasStars() && other.hasStars()
                ? OptionalDouble.of(
                        Math.abs(
                                StrictMath.log(
                                        one.point().hfrPixels() / other.point().hfrPixels())))
                : OptionalDouble.empty();
    }

    /// How far one way the motor has been, turns on the way included.
    static int farthest(List<Sample> samples, Approach way) {
        return samples.stream()
                .mapToInt(s ->
                        s.arrival() == way || s.travelSinceReversalSteps() == 0
                                ? s.positionSteps()
                                : s.positionSteps() + way.sign() * s.travelSinceReversalSteps())
                .reduce((a, b) -> way == Approach.UP ? Math.max(a, b) : Math.min(a, b))
                .orElseThrow();
    }

    /// What is left of the travel.
    Travel room(Travel travel) {
        int end = travel.nearest(farthestSteps);
        return way == Approach.UP
                ? new Travel(travel.minimumSteps(), end)
                : new Travel(end, travel.maximumSteps());
    }

    String sentence() {
        return "The tube binds: driven %s it follows no farther than to what the counter now calls %d."
                .formatted(way == Approach.UP ? "up" : "down", farthestSteps);
    }
}
