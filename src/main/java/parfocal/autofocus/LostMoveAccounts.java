package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.Explanation;

/// One account for each move that could have been lost: for good, or, on a focuser that finds its place again at a stop, until the sweep
/// began anew.
record LostMoveAccounts(WeighedFrames frames) {
    /// A ghost of less, in half-widths, is noise.
    private static final double LEAST_GHOST = 0.4;

    /// One frame astray can have many reasons, and proofs astray mean play that is not taken up.
    private static final int FEWEST_ASTRAY = 2;

    List<Account> all() {
        var accounts = new ArrayList<Account>();
        for (int frame = frames.first() + 1; frame < frames.taken(); frame++) {
            lostBefore(frame, OptionalInt.empty()).ifPresent(accounts::add);
            for (int later = frame + 1; later < frames.taken(); later++) {
                if (beganAnew(later) && sweepingWithStars(frame, later) >= FEWEST_ASTRAY) {
                    lostBefore(frame, OptionalInt.of(later)).ifPresent(accounts::add);
                }
            }
        }
        return accounts;
    }

    private long sweepingWithStars(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(frames::sample)
                .filter(s -> s.hasStars() && s.sweeping())
                .count();
    }

    private boolean beganAnew(int frame) {
        return switch (frames.sample(frame).purpose()) {
            case RESTART, NEW_SWEEP -> true;
            case SAMPLE, OTHER_WAY, WAITED, PROOF -> false;
        };
    }

    private Optional<Account> lostBefore(int first, OptionalInt until) {
        double lost = frames.position(first) - frames.position(first - 1);
        int end = until.orElse(frames.taken());
        Explanation why = frames.explained(i -> i < first || i >= end ? 0 : lost);
        int freedom = until.isPresent() ? 3 : 2;
        return Math.abs(lost) > LEAST_GHOST * why.curve().halfWidthSteps()
                ? Optional.of(Account.of(Kind.GHOST, first, until, lost, why, freedom))
                : Optional.empty();
    }
}
