package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Explanation;

/// Accounts of one run, weighed against each other: the positions as reported in ordinary air, the same in rough air, one move that was
/// lost, a tube that slides after every move, a tube that stands still from some frame on, a best focus that moves with time. Each explains the same frames with one
/// curve; every number it is free to choose costs `ln n` (Schwarz's criterion), so that whatever explains all frames with the fewest
/// assumptions is believed.
final class Accounts {
    static final int FEWEST_SAMPLES = 6;

    private static final int FEWEST_TO_CROSS_EXAMINE = 5;

    /// Twice the logarithm of a likelihood ratio of fifty: nobody is told that his focuser lies for less. On simulated nights true
    /// accounts stand above 9, and false ones below 4.
    static final double CLEARLY_BETTER = 8;

    /// Slipping can be of any size and either way, and follows rough frames more easily.
    private static final double BETTER_FOR_SLIP = 12;

    /// And of ten: two accounts as near as that are both named.
    private static final double NEARLY_AS_GOOD = 4.6;

    /// [Explanation#strain] for each frame beyond which an account, better or not, explains nothing.
    private static final double MOST_STRAIN = 2.5;

    /// A ghost of less, in half-widths, is noise.
    private static final double LEAST_GHOST = 0.4;

    private static final int SPEEDS = 14;

    /// A thermometer that saw the temperature change makes a focus that wanders with it so much likelier beforehand: a factor of twenty, as
    /// `−2 ln`.
    private static final double BY_THERMOMETER = 6;

    /// For the second difference of the misfit by the speed of a drift, relative.
    private static final double NEARBY = 0.03;

    /// One frame astray can have many reasons, and proofs astray mean play that is not taken up.
    private static final int FEWEST_ASTRAY = 2;

    private final List<Sample> all;
    private final int[] counted;
    private final ErrorLaw law;
    private final Optional<Thermometer> thermometer;

    private Accounts(List<Sample> all, ErrorLaw law) {
        List<Sample> onOneCurve = RoughAir.onOneCurve(all);
        this.all = all;
        this.counted =
                IntStream.range(0, all.size())
                        .filter(i -> onOneCurve.contains(all.get(i)))
                        .toArray();
        this.law = law;
        this.thermometer = Thermometer.of(all);
    }

    /// Empty while there are too few frames to tell.
    static Optional<Accounts> of(List<Sample> all, ErrorLaw law) {
        var accounts = new Accounts(all, law);
        return accounts.counted.length < FEWEST_SAMPLES ? Optional.empty() : Optional.of(accounts);
    }

    /// @param until the frame from which on the counter was right again; empty where it never was
    private record Account(
            Kind kind,
            int sample,
            OptionalInt until,
            double steps,
            Explanation why,
            double misfit) {}

    /// The likeliest account that does not believe the numbers, where it is clearly likelier than all that do.
    Optional<LostSteps> likeliest() {
        List<Account> convincing = convincing();
        return convincing.stream()
                .findFirst()
                .filter(best -> best.kind != Kind.DRIFT)
                .map(best ->
                        new LostSteps(
                                best.kind,
                                best.sample,
                                best.until,
                                best.steps,
                                believing() - best.misfit,
                                rival(convincing)));
    }

    /// A best focus that moves on with time, where that is the likeliest account.
    Optional<Drift> drift() {
        if (!canDrift()) {
            return Optional.empty();
        }
        List<Account> convincing = convincing();
        return convincing.stream()
                .findFirst()
                .filter(best -> best.kind == Kind.DRIFT)
                .map(best ->
                        new Drift(
                                best.steps,
                                sigmaOfDrift(best.steps),
                                rival(convincing).map(LostSteps::doubt),
                                all.getFirst().moment().orElseThrow(),
                                all.getLast().moment().orElseThrow(),
                                thermometer.map(Thermometer::changeCelsius)));
    }

    /// Whether moves that were lost a little each, or a focus that moves with time, are likelier than what was reported: worth a frame
    /// that tells the two apart, as long as no thermometer does.
    boolean driftIsSuspected() {
        return canDrift()
                && believing() - Math.min(slip().misfit, driftAccount().misfit) > NEARLY_AS_GOOD;
    }

    private static Optional<Kind> rival(List<Account> convincing) {
        Account best = convincing.getFirst();
        return convincing.stream()
                .filter(other -> other.kind != best.kind)
                .filter(other -> other.misfit - best.misfit < NEARLY_AS_GOOD)
                .map(Account::kind)
                .findFirst();
    }

    private double believing() {
        return Math.min(
                explained(_ -> 0).misfit(),
                RoughAir.in(all, law).map(RoughAir::explanation).orElse(Double.POSITIVE_INFINITY));
    }

    private List<Account> convincing() {
        if (explained(_ -> 0).strain() < CLEARLY_BETTER) {
            return List.of();
        }
        double believing = believing();
        List<Account> accounts = new ArrayList<>(lostMoves());
        accounts.add(slip());
        accounts.addAll(stops());
        if (canDrift()) {
            accounts.add(driftAccount());
        }
        return accounts.stream()
                .filter(a ->
                        believing - a.misfit > margin(a.kind)
                                && a.why.strain() < MOST_STRAIN * counted.length)
                .sorted((a, b) -> Double.compare(a.misfit, b.misfit))
                .toList();
    }

    private static double margin(Kind kind) {
        return switch (kind) {
            case GHOST, STOPPED -> CLEARLY_BETTER;
            case SLIP, DRIFT -> BETTER_FOR_SLIP;
        };
    }

    /// Whether a tube that stands still from some frame on explains the frames as well as anything else does. Asked of few frames, too:
    /// then it has been seen standing, and this is the cross-examination.
    static boolean standingStillIsAsLikely(List<Sample> all, ErrorLaw law) {
        var accounts = new Accounts(all, law);
        if (accounts.counted.length < FEWEST_TO_CROSS_EXAMINE) {
            return true;
        }
        double still = least(accounts.stops());
        double otherwise =
                Math.min(
                        accounts.explained(_ -> 0).misfit(),
                        RoughAir.in(all, law)
                                .map(RoughAir::explanation)
                                .orElse(Double.POSITIVE_INFINITY));
        if (accounts.counted.length >= FEWEST_SAMPLES) {
            otherwise =
                    Math.min(
                            otherwise,
                            Math.min(least(accounts.lostMoves()), accounts.slip().misfit));
        }
        return still < otherwise + NEARLY_AS_GOOD;
    }

    private static double least(List<Account> accounts) {
        return accounts.stream()
                .mapToDouble(Account::misfit)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// One for each move that could have been lost: for good, or, on a focuser that finds its place again at a stop, until the sweep
    /// began anew.
    private List<Account> lostMoves() {
        var accounts = new ArrayList<Account>();
        for (int frame = counted[0] + 1; frame < all.size(); frame++) {
            lostMove(frame, OptionalInt.empty()).ifPresent(accounts::add);
            for (int later = frame + 1; later < all.size(); later++) {
                if (beganAnew(later) && sweepingWithStars(frame, later) >= FEWEST_ASTRAY) {
                    lostMove(frame, OptionalInt.of(later)).ifPresent(accounts::add);
                }
            }
        }
        return accounts;
    }

    private int sweepingWithStars(int from, int to) {
        return (int)
                all.subList(from, to).stream().filter(s -> s.hasStars() && s.sweeping()).count();
    }

    private boolean beganAnew(int frame) {
        return switch (all.get(frame).purpose()) {
            case RESTART, NEW_SWEEP -> true;
            case SAMPLE, OTHER_WAY, WAITED, PROOF -> false;
        };
    }

    private Optional<Account> lostMove(int first, OptionalInt until) {
        double lost = position(first) - position(first - 1);
        int end = until.orElse(all.size());
        Explanation why = explained(i -> i < first || i >= end ? 0 : lost);
        int freedom = until.isPresent() ? 3 : 2;
        return Math.abs(lost) > LEAST_GHOST * why.curve().halfWidthSteps()
                ? Optional.of(
                        new Account(
                                Kind.GHOST,
                                first,
                                until,
                                lost,
                                why,
                                why.misfit() + freedom * why.costOfFreedom()))
                : Optional.empty();
    }

    /// One for each frame since which the tube could have stood.
    private List<Account> stops() {
        var accounts = new ArrayList<Account>();
        for (int frame = counted[0] + 1; frame < all.size(); frame++) {
            int first = frame;
            double stands = position(frame - 1);
            Explanation why = explained(i -> i < first ? 0 : position(i) - stands);
            accounts.add(
                    new Account(
                            Kind.STOPPED,
                            frame,
                            OptionalInt.empty(),
                            0,
                            why,
                            why.misfit() + 2 * why.costOfFreedom()));
        }
        return accounts;
    }

    private Account slip() {
        return likeliest(span() / 3, this::slipOf);
    }

    /// Coarsely over three orders of magnitude and both directions, then finely.
    private static Account likeliest(double largest, DoubleFunction<Account> account) {
        Account best = account.apply(largest);
        for (int i = 1; i < 2 * SPEEDS; i++) {
            double each =
                    (i % 2 == 0 ? 1 : -1) * largest * StrictMath.pow(0.75, Math.floorDiv(i, 2));
            best = better(best, account.apply(each));
        }
        for (double finer = 0.12; finer > 0.01; finer /= 2) {
            double each = best.steps;
            best = better(best, account.apply(each * (1 - finer)));
            best = better(best, account.apply(each * (1 + finer)));
        }
        return best;
    }

    private Account slipOf(double each) {
        return everGrowing(Kind.SLIP, each, i -> each * movesTo(i), 0);
    }

    /// Where it was only waited, nothing was moved.
    private long movesTo(int frame) {
        return all.subList(1, frame + 1).stream()
                .filter(s -> s.purpose() != Purpose.WAITED)
                .count();
    }

    /// Not where a frame was taken nobody knows when, nor where it was as warm at the end as at the beginning.
    private boolean canDrift() {
        return all.stream().allMatch(s -> s.moment().isPresent())
                && thermometer.filter(Thermometer::unchanged).isEmpty()
                && seconds(all.size() - 1) > seconds(0);
    }

    private Account driftAccount() {
        double perFrame = (seconds(all.size() - 1) - seconds(0)) / (all.size() - 1);
        return likeliest(span() / 3 / perFrame, this::driftOf);
    }

    private Account driftOf(double perSecond) {
        double bonus = thermometer.filter(Thermometer::changed).isPresent() ? BY_THERMOMETER : 0;
        return everGrowing(
                Kind.DRIFT, perSecond, i -> perSecond * (seconds(i) - seconds(0)), bonus);
    }

    /// From the second difference of the misfit, which a standard deviation raises by one.
    private double sigmaOfDrift(double perSecond) {
        double nearby = NEARBY * Math.abs(perSecond);
        double bend =
                driftOf(perSecond - nearby).misfit
                        + driftOf(perSecond + nearby).misfit
                        - 2 * driftOf(perSecond).misfit;
        return bend > 0 ? nearby * Math.sqrt(2 / bend) : Math.abs(perSecond);
    }

    private double seconds(int frame) {
        return all.get(frame).moment().orElseThrow().seconds();
    }

    private Account everGrowing(
            Kind kind, double speed, IntToDoubleFunction lost, double knownBeforehand) {
        Explanation why = explained(lost);
        return new Account(
                kind,
                1,
                OptionalInt.empty(),
                speed,
                why,
                why.misfit() + 2 * why.costOfFreedom() - knownBeforehand);
    }

    private static Account better(Account one, Account other) {
        return other.misfit < one.misfit ? other : one;
    }

    private double span() {
        int lowest = IntStream.of(counted).map(i -> (int) position(i)).min().orElseThrow();
        int highest = IntStream.of(counted).map(i -> (int) position(i)).max().orElseThrow();
        return highest - lowest;
    }

    private double position(int frame) {
        return all.get(frame).positionSteps();
    }

    /// @param lost how many steps below what the counter said the tube stood in a frame
    private Explanation explained(IntToDoubleFunction lost) {
        List<CurvePoint> points =
                IntStream.of(counted)
                        .mapToObj(i -> {
                            CurvePoint point = all.get(i).point();
                            return new CurvePoint(
                                    point.positionSteps() - lost.applyAsDouble(i),
                                    point.hfrPixels(),
                                    point.sigmaPixels());
                        })
                        .toList();
        return Explanation.of(points, law);
    }
}
