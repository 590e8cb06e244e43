package parfocal.nights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import parfocal.autofocus.BacklashFound;
import parfocal.autofocus.Cause;

/// What many nights of one kind add up to. Shares are from 0 to 1 of all nights unless said otherwise.
public final class Tally {
    private final List<NightResult> nights;

    public Tally(List<NightResult> nights) {
        this.nights = List.copyOf(nights);
    }

    public int count() {
        return nights.size();
    }

    public double accepted() {
        return share(NightResult::accepted);
    }

    /// Ended within half a critical zone of best focus.
    public double withinHalfZone() {
        return share(NightResult::withinHalfZone);
    }

    public double withinZone() {
        return share(n -> n.accepted() && !n.falselyAccepted());
    }

    public double falselyAccepted() {
        return share(NightResult::falselyAccepted);
    }

    public double refused() {
        return share(n -> !n.accepted());
    }

    /// Of the accepted ones, how far in zones, root mean square.
    public OptionalDouble rmsInZones() {
        double[] squares =
                of(NightResult::accepted, n -> Math.pow(n.defocusSteps() / n.zoneSteps(), 2));
        return squares.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(Arrays.stream(squares).average().orElseThrow()));
    }

    public OptionalDouble worstInZones() {
        return Arrays.stream(
                        of(NightResult::accepted, n -> Math.abs(n.defocusSteps()) / n.zoneSteps()))
                .max();
    }

    /// Share of the accepted whose true best position lies within so many standard deviations.
    ///
    /// @param sigmas 1 for 68.3 %, 1.96 for 95 %
    public OptionalDouble coverage(double sigmas) {
        double[] inSigmas = errorsInSigmas();
        return inSigmas.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Arrays.stream(inSigmas).filter(e -> Math.abs(e) <= sigmas).count()
                                / (double) inSigmas.length);
    }

    private double[] errorsInSigmas() {
        return of(
                n -> n.accepted() && n.bestErrorSteps().isPresent(),
                n ->
                        n.bestErrorSteps().getAsDouble()
                                / n.result().best().orElseThrow().sigmaSteps());
    }

    public OptionalDouble medianExposures() {
        return quantile(of(_ -> true, n -> n.result().exposures()), 0.5);
    }

    public OptionalDouble mostExposures() {
        return quantile(of(_ -> true, n -> n.result().exposures()), 1);
    }

    public OptionalDouble medianSeconds() {
        return quantile(of(_ -> true, n -> n.result().duration().toMillis() / 1000.0), 0.5);
    }

    /// Nights that claimed backlash.
    public double backlashClaimed() {
        return share(n -> n.backlash().isPresent());
    }

    /// Mean of found minus true backlash, in the standard deviations that were promised. Lower bounds are left out, and
    /// focusers whose steps differ by the way they go.
    public OptionalDouble backlashBiasInSigmas() {
        return Arrays.stream(backlashErrors()).average();
    }

    public OptionalDouble backlashCoverage(double sigmas) {
        double[] errors = backlashErrors();
        return errors.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Arrays.stream(errors).filter(e -> Math.abs(e) <= sigmas).count()
                                / (double) errors.length);
    }

    private double[] backlashErrors() {
        return of(
                n ->
                        n.backlash().filter(BacklashFound::proven).isPresent()
                                && n.playSteps() > 0
                                && n.countsEvenly(),
                n -> {
                    BacklashFound found = n.backlash().orElseThrow();
                    return (found.steps() - n.reversalSteps()) / found.sigmaSteps();
                });
    }

    /// Claims of backlash among nights without any.
    public OptionalDouble backlashInvented() {
        long without = nights.stream().filter(n -> n.playSteps() == 0).count();
        return without == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        nights.stream()
                                        .filter(n -> n.playSteps() == 0)
                                        .filter(n -> n.backlash().isPresent())
                                        .count()
                                / (double) without);
    }

    public double medianCpuSeconds() {
        return quantile(of(_ -> true, NightResult::cpuSeconds), 0.5).orElse(0);
    }

    public boolean hasPlain() {
        return nights.stream().anyMatch(n -> n.plain().isPresent());
    }

    public double plainAccepted() {
        return share(n -> n.plain().isPresent() && n.plain().get().refusal().isEmpty());
    }

    public double plainWithinHalfZone() {
        return share(n ->
                n.plain().filter(p -> p.refusal().isEmpty()).isPresent()
                        && Math.abs(n.plain().get().defocusSteps()) <= n.zoneSteps() / 2);
    }

    public double plainFalselyAccepted() {
        return share(n ->
                n.plain().filter(p -> p.refusal().isEmpty()).isPresent()
                        && Math.abs(n.plain().get().defocusSteps()) > n.zoneSteps());
    }

    public OptionalDouble plainMedianExposures() {
        return quantile(
                of(n -> n.plain().isPresent(), n -> n.plain().orElseThrow().exposures()), 0.5);
    }

    /// The first cause named in each night; empty where none was.
    public static Optional<String> firstCause(NightResult night) {
        String flop = Cause.MIRROR_FLOP.published();
        return night.causes().stream()
                // It is true of such a rig on every night, and not what was wrong with this one.
                .filter(cause ->
                        !cause.equals(flop)
                                || night.plan().condition() == Condition.MIRROR_FLOP
                                || !night.plan().rig().hasLooseMirror())
                .findFirst();
    }

    /// Whether the first cause that was named is the right one; where nothing is wrong, or made a difference, that none was.
    public static boolean rightlyDiagnosed(NightResult night) {
        Optional<String> first = firstCause(night);
        var expected = night.plan().condition().expectedOn(night.plan().rig());
        if (expected.contains(Cause.BACKLASH) && tooLittleToSee(night)) {
            return first.isEmpty() || first.get().equals(Cause.BACKLASH.published());
        }
        boolean noneIsRight = expected.isEmpty() || (first.isEmpty() && night.harmless());
        return noneIsRight
                ? first.isEmpty()
                : first.isPresent()
                        && expected.stream().anyMatch(c -> c.published().equals(first.get()));
    }

    /// Play that is taken up in all frames alike leaves no trace in any: the driver of a lens ends every move the same way.
    private static boolean tooLittleToSee(NightResult night) {
        return night.shownSteps() < night.zoneSteps();
    }

    public double rightlyDiagnosed() {
        return share(Tally::rightlyDiagnosed);
    }

    /// Nights that count as right with no cause named, for what was wrong made no difference.
    public long unnamedAndHarmless() {
        return nights.stream().filter(n -> n.harmless() && firstCause(n).isEmpty()).count();
    }

    private double share(Predicate<NightResult> which) {
        return nights.isEmpty()
                ? 0
                : nights.stream().filter(which).count() / (double) nights.size();
    }

    private double[] of(Predicate<NightResult> which, ToDoubleFunction<NightResult> value) {
        return nights.stream().filter(which).mapToDouble(value).sorted().toArray();
    }

    private static OptionalDouble quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[(int) Math.round(share * (sorted.length - 1))]);
    }
}
