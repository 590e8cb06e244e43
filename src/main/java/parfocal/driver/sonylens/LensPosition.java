package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the lens is believed to stand, and how far that may be from the truth. Not for use by several threads.
///
/// A Kalman filter over the distance from infinity and the sizes of all keys. The sizes never change, so what is wrong with one
/// adds up press by press and is taken back when the same way is gone back; scatter only adds up. Stops clip: a belief that
/// reaches beyond a stop is folded onto it, by the moments of a clipped normal distribution.
///
/// Lost presses are counted apart, see [LostPresses], because they are few and big: as a variance they would be too pessimistic on
/// most days and too optimistic on the others.
final class LensPosition {
    /// What is known of the way a body and its lens carry out presses.
    ///
    /// @param scatter          random part of a press, as a fraction of its length
    /// @param lostProbability  the chance that a press that was acknowledged did not happen
    /// @param stopSigmaUnits   where the lens comes to rest when it is driven against the stop
    record Behaviour(double scatter, double lostProbability, double stopSigmaUnits) {
        static final Behaviour USUAL = new Behaviour(0.003, 0.002, 0.5);

        Behaviour {
            if (!(scatter >= 0
                    && lostProbability >= 0
                    && lostProbability < 0.5
                    && stopSigmaUnits >= 0)) {
                throw new IllegalArgumentException(
                        "scatter, losses and stop must be small and not negative: %s %s %s"
                                .formatted(scatter, lostProbability, stopSigmaUnits));
            }
        }
    }

    /// Why the lens should be driven to its infinity stop before the next move.
    enum HomingReason {
        NEVER_HOMED("the lens has not been driven to its infinity stop yet"),
        DISTURBED("the lens may have been moved by something else than this driver"),
        TOO_UNCERTAIN("the position has become too uncertain"),
        READ_OUT_DISAGREES("the body's own position reading does not agree with the counted one");

        private final String sentence;

        HomingReason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /// The read-out shows whole percents; its scale is taken to be true to half of one.
    private static final double READ_OUT_SIGMA = 0.005;

    private static final double DISAGREEMENT = 0.02;

    private final LensTable table;
    private final Behaviour behaviour;
    private final LensBelief belief;
    private final LostPresses lost;
    private Optional<HomingReason> trouble = Optional.of(HomingReason.NEVER_HOMED);
    private int pressesSinceHoming;

    LensPosition(LensTable table) {
        this(table, Behaviour.USUAL);
    }

    LensPosition(LensTable table, Behaviour behaviour) {
        this.table = table;
        this.behaviour = behaviour;
        this.belief = new LensBelief(table);
        this.lost = new LostPresses();
    }

    /// An acknowledged press, which by now has been carried out.
    ///
    /// @param key `+` far, `-` near
    void pressed(int key) {
        double units = Math.abs(belief.press(key));
        double scatterUnits = behaviour.scatter * units;
        belief.widen(scatterUnits * scatterUnits);
        lost.pressed(key, units, behaviour.lostProbability);
        belief.foldOntoStops(lost.variance());
        pressesSinceHoming++;
    }

    /// A press that nobody has acknowledged: it may or may not have happened.
    void maybePressed(int key) {
        double movedUnits = belief.press(key);
        belief.shift(-movedUnits / 2);
        belief.widen(movedUnits * movedUnits / 4);
        belief.foldOntoStops(lost.variance());
        pressesSinceHoming++;
    }

    /// After [#homingPresses()] the lens stands at its infinity stop.
    void homed() {
        double sigmaUnits = Math.max(behaviour.stopSigmaUnits, table.size(1).units() / 2);
        belief.restart(0, sigmaUnits * sigmaUnits);
        lost.forget();
        trouble = Optional.empty();
        pressesSinceHoming = 0;
    }

    /// The link was lost, somebody used autofocus, the lens or its focal length was changed: the position is worth nothing.
    void disturbed() {
        if (!trouble.equals(Optional.of(HomingReason.NEVER_HOMED))) {
            trouble = Optional.of(HomingReason.DISTURBED);
        }
    }

    /// What the body itself reads.
    ///
    /// A reading that agrees is used when it is better than the count; one that does not is a reason to home.
    ///
    /// @param percent 0 to 100, where 100 is infinity
    void measured(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "a focus position is 0 to 100 %%, not %s".formatted(percent));
        }
        double readUnits = table.rangeUnits() * (1 - percent / 100);
        double readSigmaUnits = table.rangeUnits() * READ_OUT_SIGMA;
        double sigmaUnits = Math.sqrt(belief.variance() + lost.variance());
        double allowedUnits =
                Math.max(
                        DISAGREEMENT * table.rangeUnits(),
                        3 * Math.hypot(sigmaUnits, readSigmaUnits));
        if (trouble.isEmpty() && Math.abs(readUnits - belief.units()) > allowedUnits) {
            trouble = Optional.of(HomingReason.READ_OUT_DISAGREES);
        } else if (trouble.isPresent()) {
            belief.restart(readUnits, readSigmaUnits * readSigmaUnits);
            lost.forget();
        } else if (sigmaUnits > readSigmaUnits) {
            // Whole percents repeat themselves as long as the lens stays near, so they are no news
            // for a better belief.
            belief.widen(lost.variance());
            lost.forget();
            belief.measure(readUnits, readSigmaUnits * readSigmaUnits);
        }
    }

    double unitsFromInfinity() {
        return Math.clamp(belief.units(), 0, table.rangeUnits());
    }

    /// Half of what the truth lies within, to either side, 95.4 times in a hundred.
    ///
    /// Before the first homing, the whole range.
    double sigmaUnits() {
        boolean unknown = trouble.isPresent() && trouble.get() != HomingReason.READ_OUT_DISAGREES;
        return unknown
                ? Math.max(table.rangeUnits() / 2, lost.sigma(belief.variance()))
                : lost.sigma(belief.variance());
    }

    int pressesSinceHoming() {
        return pressesSinceHoming;
    }

    /// Asked at the start of a move.
    ///
    /// @param toleranceUnits how uncertain a position may be
    Optional<HomingReason> homingAdvised(double toleranceUnits) {
        if (trouble.isPresent()) {
            return trouble;
        }
        return sigmaUnits() > toleranceUnits
                ? Optional.of(HomingReason.TOO_UNCERTAIN)
                : Optional.empty();
    }

    /// Drives against the infinity stop, where pressing more does no harm, and seats the lens there.
    List<Integer> homingPresses() {
        KeySize biggest = table.size(LensTable.KEYS);
        // A key counted as one press for everything may be a good deal shorter than that.
        double biggestUnits =
                Math.max(biggest.units() - 2 * biggest.sigmaUnits(), biggest.units() / 3);
        double farthestUnits =
                trouble.isPresent()
                        ? table.rangeUnits()
                        : Math.min(table.rangeUnits(), unitsFromInfinity() + 3 * sigmaUnits());
        int presses = (int) Math.ceil(farthestUnits / biggestUnits) + 1;
        var keys = new ArrayList<Integer>();
        for (int i = 0; i < presses; i++) {
            keys.add(LensTable.KEYS);
        }
        keys.add(4);
        keys.add(4);
        return List.copyOf(keys);
    }
}
