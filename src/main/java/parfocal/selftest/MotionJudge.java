package parfocal.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import parfocal.device.Travel;
import parfocal.selftest.Finding.Kind;

/// What the trials of a motion test mean. Pure.
final class MotionJudge {
    /// More than this between the speeds out and in is no measuring error.
    private static final double UNEQUAL = 1.25;

    /// So long for a twentieth of the travel, and an autofocus run is a matter of many minutes.
    private static final double SLOW_SECONDS = 60;

    private final List<Trial> trials;
    private final Travel travel;
    private final int bigSteps;

    private MotionJudge(List<Trial> trials, Travel travel, int bigSteps) {
        this.trials = trials;
        this.travel = travel;
        this.bigSteps = bigSteps;
    }

    static MotionReport judge(List<Trial> trials, Travel travel, int bigSteps) {
        return new MotionJudge(trials, travel, bigSteps).report();
    }

    private MotionReport report() {
        OptionalDouble outward = stepsPerSecond(true);
        OptionalDouble inward = stepsPerSecond(false);
        List<Finding> findings =
                Stream.of(
                                orders(),
                                neverIdle(),
                                wrongPlace(),
                                earlyIdle(),
                                unequal(outward, inward),
                                slow(outward, inward),
                                complaints())
                        .flatMap(Optional::stream)
                        .toList();
        return new MotionReport(trials, outward, inward, findings);
    }

    private Optional<Finding> orders() {
        List<Trial> lost = trials.stream().filter(Trial::lost).toList();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        for (boolean outward : new boolean[] {true, false}) {
            boolean allThisWay = ways(outward).stream().allMatch(Trial::lost);
            boolean noneTheOther = ways(!outward).stream().noneMatch(Trial::lost);
            if (allThisWay && noneTheOther) {
                return found(
                        Kind.ONE_DIRECTION,
                        "It goes %s and never %s: none of %d orders that way was carried out."
                                .formatted(word(!outward), word(outward), ways(outward).size()),
                        "Look whether it stands at its end or a limit switch, then at one wire of the motor cable.");
            }
        }
        Trial first = lost.getFirst();
        return found(
                Kind.LOST_ORDERS,
                "%d of %d orders were lost: sent from %d to %d, for one, it stood still."
                        .formatted(
                                lost.size(), trials.size(), first.fromSteps(), first.targetSteps()),
                lost.size() == trials.size()
                        ? "Check motor power and cable, and that no other program holds the focuser."
                        : "Try another cable or USB port, and see that no other program talks to the focuser.");
    }

    private Optional<Finding> neverIdle() {
        List<Trial> endless = trials.stream().filter(t -> t.untilIdle().isEmpty()).toList();
        return endless.isEmpty()
                ? Optional.empty()
                : found(
                        Kind.NEVER_IDLE,
                        "After %d of %d orders it stood still and went on saying that it moves."
                                .formatted(endless.size(), trials.size()),
                        "Something may hold the motor: check the clamp screw and motor power. Otherwise update its firmware.");
    }

    private Optional<Finding> wrongPlace() {
        List<Trial> wrong =
                trials.stream().filter(trial -> !trial.arrived() && !trial.lost()).toList();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        Trial first = wrong.getFirst();
        return found(
                Kind.WRONG_PLACE,
                "%d of %d orders ended elsewhere: sent from %d to %d, for one, it stopped at %d."
                        .formatted(
                                wrong.size(),
                                trials.size(),
                                first.fromSteps(),
                                first.targetSteps(),
                                first.endSteps()),
                "Look for a hand controller in use, a compensation that is on in the device, and a motor that is held.");
    }

    private Optional<Finding> earlyIdle() {
        List<Trial> early =
                trials.stream()
                        .filter(trial -> trial.stepsAfterIdle() > Trial.TOLERANCE_STEPS)
                        .toList();
        int farthest = early.stream().mapToInt(Trial::stepsAfterIdle).max().orElse(0);
        return early.isEmpty()
                ? Optional.empty()
                : found(
                        Kind.EARLY_IDLE,
                        "After %d of %d orders it said that it stood and went on by up to %d steps."
                                .formatted(early.size(), trials.size(), farthest),
                        "Let programs wait longer after a move (settle time), or exposures begin while the tube still moves.");
    }

    private static Optional<Finding> unequal(OptionalDouble outward, OptionalDouble inward) {
        if (outward.isEmpty() || inward.isEmpty()) {
            return Optional.empty();
        }
        double ratio = outward.getAsDouble() / inward.getAsDouble();
        return Math.max(ratio, 1 / ratio) < UNEQUAL
                ? Optional.empty()
                : found(
                        Kind.UNEQUAL_SPEED,
                        "It makes %.0f steps a second out and %.0f in."
                                .formatted(outward.getAsDouble(), inward.getAsDouble()),
                        "It labours one way: balance the load, loosen the clamp or brake a little, and check the motor's power.");
    }

    private Optional<Finding> slow(OptionalDouble outward, OptionalDouble inward) {
        double rate =
                Math.min(
                        outward.orElse(Double.POSITIVE_INFINITY),
                        inward.orElse(Double.POSITIVE_INFINITY));
        double seconds = travel.lengthSteps() / 20.0 / rate;
        return seconds < SLOW_SECONDS
                ? Optional.empty()
                : found(
                        Kind.SLOW,
                        "It makes %.1f steps a second: a twentieth of its travel takes %.0f seconds."
                                .formatted(rate, seconds),
                        "Set a higher speed in the device if it has one, or narrow its limits; an autofocus run will take long.");
    }

    private Optional<Finding> complaints() {
        List<Trial> told = trials.stream().filter(t -> t.complaint().isPresent()).toList();
        return told.isEmpty()
                ? Optional.empty()
                : found(
                        Kind.COMPLAINTS,
                        "Its driver complained of %d of %d orders: %s"
                                .formatted(
                                        told.size(),
                                        trials.size(),
                                        told.getFirst().complaint().orElseThrow()),
                        "Do what that sentence says, then test again.");
    }

    /// Of the large moves against the small ones, so that starting, stopping and talking do not count.
    private OptionalDouble stepsPerSecond(boolean outward) {
        var big = new ArrayList<Trial>();
        var small = new ArrayList<Trial>();
        for (Trial trial : ways(outward)) {
            if (trial.arrived() && trial.untilIdle().isPresent()) {
                (trial.wayOrderedSteps() >= bigSteps ? big : small).add(trial);
            }
        }
        if (big.isEmpty() || small.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = meanSeconds(big) - meanSeconds(small);
        double steps = meanWay(big) - meanWay(small);
        return seconds > 0 && steps > 0
                ? OptionalDouble.of(steps / seconds)
                : OptionalDouble.empty();
    }

    private List<Trial> ways(boolean outward) {
        return trials.stream().filter(trial -> trial.outward() == outward).toList();
    }

    private static double meanSeconds(List<Trial> some) {
        return some.stream()
                        .mapToLong(trial -> trial.untilIdle().orElse(Duration.ZERO).toMillis())
                        .average()
                        .orElse(0)
                / 1e3;
    }

    private static double meanWay(List<Trial> some) {
        return some.stream().mapToInt(Trial::wayOrderedSteps).average().orElse(0);
    }

    private static String word(boolean outward) {
        return outward ? "out" : "in";
    }

    private static Optional<Finding> found(Kind kind, String message, String remedy) {
        return Optional.of(new Finding(kind, message, remedy));
    }
}
