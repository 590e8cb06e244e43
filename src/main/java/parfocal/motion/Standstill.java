package parfocal.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parfocal.device.FocuserStatus;

/// Judges a move by its readings alone: under way, arrived, or stuck.
final class Standstill {

    enum Verdict {
        UNDER_WAY,
        ARRIVED,
        STUCK
    }

    private final int targetSteps;
    private final SettlingSettings settings;
    private Instant since;
    private Optional<Instant> idleSince = Optional.empty();
    private Optional<Integer> last = Optional.empty();
    private int anchorSteps;

    /// @param since when the move was ordered
    Standstill(int targetSteps, SettlingSettings settings, Instant since) {
        this.targetSteps = targetSteps;
        this.settings = settings;
        this.since = since;
    }

    Verdict see(FocuserStatus status, Instant now) {
        int position = status.positionSteps();
        boolean elsewhere = Math.abs(position - anchorSteps) > settings.toleranceSteps();
        if (last.isEmpty() || elsewhere || (status.moving() && status.searching())) {
            anchorSteps = position;
            since = now;
        }
        if (status.moving()) {
            idleSince = Optional.empty();
        } else if (idleSince.isEmpty() || last.filter(steps -> steps == position).isEmpty()) {
            idleSince = Optional.of(now);
        }
        last = Optional.of(position);

        boolean there =
                !status.moving() && Math.abs(position - targetSteps) <= settings.toleranceSteps();
        boolean still =
                idleSince.filter(from -> atLeast(settings.stillFor(), from, now)).isPresent();
        if (there && still) {
            return Verdict.ARRIVED;
        }
        if (stood(now).compareTo(settings.stuckAfter()) < 0) {
            return Verdict.UNDER_WAY;
        }
        // Some encoders tremble by a step for ever; a focuser that trembles at its target is there.
        return there ? Verdict.ARRIVED : Verdict.STUCK;
    }

    /// How long it has been where it is.
    Duration stood(Instant now) {
        return Duration.between(since, now);
    }

    private static boolean atLeast(Duration wanted, Instant from, Instant to) {
        return Duration.between(from, to).compareTo(wanted) >= 0;
    }
}
