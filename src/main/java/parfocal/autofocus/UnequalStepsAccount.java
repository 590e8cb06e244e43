package parfocal.autofocus;

import java.util.Optional;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.Explanation;

/// A tube that a step up moves farther, or less far, than a step down: its place drifts in proportion to the way up, run-ups included.
/// Within one sweep, which goes one way, nothing shows; each return lands elsewhere.
final class UnequalStepsAccount {
    /// As shares of a step. Less than the smallest nobody is told of, and what differs by more than the largest is something else.
    private static final double LARGEST = 0.4;

    private static final double SMALLEST = 0.01;

    /// The longer the way up, the farther a small share leads: tried closely enough that, of the span of the frames, the last is not
    /// carried past its place by more than one of so many parts.
    private static final double FINELY = 40;

    /// Tried each way at most.
    private static final int MOST = 100;

    /// One return that lands elsewhere can have many reasons; it takes this many places of the counter, one after each return.
    private static final int FEWEST_RETURNS = 2;

    private final WeighedFrames frames;
    private final double[] wayUp;

    UnequalStepsAccount(WeighedFrames frames) {
        this.frames = frames;
        this.wayUp = new double[frames.taken()];
        for (int frame = 1; frame < wayUp.length; frame++) {
            double from = frames.position(frame - 1);
            double turn = frames.turnedAt(frame);
            wayUp[frame] =
                    wayUp[frame - 1]
                            + Math.max(0, turn - from)
                            + Math.max(0, frames.position(frame) - turn);
        }
    }

    /// Empty where the motor has not come back often enough to tell.
    Optional<Account> best() {
        long ways = frames.counted().mapToDouble(i -> wayUp[i]).distinct().count();
        if (ways <= FEWEST_RETURNS) {
            return Optional.empty();
        }
        double step =
                Math.max(frames.spanSteps() / (FINELY * wayUp[wayUp.length - 1]), LARGEST / MOST);
        Account best = of(SMALLEST);
        for (double size = SMALLEST; size < LARGEST; size += step) {
            best = Account.better(Account.better(best, of(size)), of(-size));
        }
        for (double finer = step / 2; finer > step / 40; finer /= 2) {
            double share = best.steps();
            best = Account.better(best, of(share - finer));
            best = Account.better(best, of(share + finer));
        }
        return Optional.of(best).filter(account -> Math.abs(account.steps()) >= SMALLEST);
    }

    /// @param share by which a step up is longer than a step down
    private Account of(double share) {
        Explanation why = frames.explained(i -> -share * wayUp[i]);
        return Account.of(Kind.UNEQUAL, 1, share, why, 2);
    }
}
