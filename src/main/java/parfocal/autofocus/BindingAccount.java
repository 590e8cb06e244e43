package parfocal.autofocus;

import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;

/// A tube that follows no farther than to some place when it is driven one way. What the motor turns beyond is lost, and when it comes
/// back the tube comes at once: so all that ever counts is how far the motor has been that way, and whether any farther than before.
final class BindingAccount {
    private static final int TRIED = 24;

    /// The place, which way, and that the place may lie anywhere between two frames: a lost move may not, so that of both the lost move is
    /// believed where it explains as much.
    private static final int FREEDOM = 3;

    /// The tube has to have been seen coming back, by so many half-widths: until then it may as well stand still for good.
    private static final double SEEN_COMING_BACK = 0.5;

    /// In half-widths.
    private static final double ON_A_FLANK = 0.8;

    private final WeighedFrames frames;
    private final Approach way;
    private final double[] farthest;

    /// @param way the way in which it binds
    BindingAccount(WeighedFrames frames, Approach way) {
        this.frames = frames;
        this.way = way;
        this.farthest = new double[frames.taken()];
        for (int frame = 0; frame < farthest.length; frame++) {
            double here = Math.max(along(frames.turnedAt(frame)), along(frames.position(frame)));
            farthest[frame] = frame == 0 ? here : Math.max(farthest[frame - 1], here);
        }
    }

    /// Empty where the motor never went farther than on its way to the first frame, or nothing was seen after it came back.
    Optional<Account> best() {
        double nearest = farthest[frames.first()];
        double step = (farthest[farthest.length - 1] - nearest) / TRIED;
        if (step <= 0) {
            return Optional.empty();
        }
        Account best = of(nearest);
        for (int i = 1; i < TRIED; i++) {
            best = Account.better(best, of(nearest + i * step));
        }
        for (double finer = step / 2; finer > step / 20; finer /= 2) {
            double place = along(best.steps());
            best = Account.better(best, of(Math.max(nearest, place - finer)));
            best = Account.better(best, of(place + finer));
        }
        return Optional.of(best).filter(this::cameBack);
    }

    /// @param place along the way, in the numbers with which the run began
    private Account of(double place) {
        int first =
                IntStream.range(0, farthest.length)
                        .filter(i -> farthest[i] > place)
                        .findFirst()
                        .orElse(farthest.length - 1);
        return Account.of(
                way == Approach.UP ? Kind.BINDS_UP : Kind.BINDS_DOWN,
                first,
                along(place),
                frames.explained(i -> way.sign() * lostBy(i, place)),
                FREEDOM);
    }

    private double lostBy(int frame, double place) {
        return Math.max(0, farthest[frame] - place);
    }

    /// Whether frames on both sides of best focus say where it is.
    ///
    /// @param place see [LostSteps#steps()]
    boolean encloses(double place, Hyperbola curve) {
        double[] defoci =
                frames.counted()
                        .mapToDouble(i ->
                                curve.defocusAt(
                                        frames.position(i) - way.sign() * lostBy(i, along(place))))
                        .sorted()
                        .toArray();
        return defoci[0] < -ON_A_FLANK && defoci[defoci.length - 1] > ON_A_FLANK;
    }

    private boolean cameBack(Account account) {
        double place = along(account.steps());
        double enough = SEEN_COMING_BACK * account.why().curve().halfWidthSteps();
        return frames.counted()
                .anyMatch(i ->
                        lostBy(i, place) > 0 && farthest[i] - along(frames.position(i)) > enough);
    }

    private double along(double positionSteps) {
        return way.sign() * positionSteps;
    }
}
