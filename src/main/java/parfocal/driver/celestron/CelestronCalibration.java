package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;

/// Whether the motor knows its range. All positions are raw counts.
sealed interface CelestronCalibration {
    int STATES = 12;

    /// In words, for the setting of this name.
    String story();

    /// It knows its range.
    record Done(String story) implements CelestronCalibration {}

    /// It does not, so a move could drive it with full power into its stop.
    record Missing(String story) implements CelestronCalibration {}

    /// It is finding out: three to four minutes from stop to stop.
    ///
    /// @param fromSteps  where it began
    /// @param begun      whether the motor has been seen at it; before that its answers speak of the time before
    /// @param last       what it said last
    /// @param lastSteps  where it was then
    /// @param started    when it was ordered, or first seen
    /// @param lastChange when state or position were first read as they are now
    record Running(
            int fromSteps,
            boolean begun,
            CelestronReply.Calibration last,
            int lastSteps,
            Instant started,
            Instant lastChange)
            implements CelestronCalibration {

        /// Moves may begin several seconds after they are acknowledged; so may this.
        static final Duration TO_BEGIN = Duration.ofSeconds(10);

        /// Neither a new state nor a single count for so long: something holds it.
        static final Duration PATIENCE = Duration.ofSeconds(30);

        /// Twice as long as it takes at most: a motor that turns a loose shaft would never find a stop.
        static final Duration LONGEST = Duration.ofMinutes(8);

        enum Verdict {
            GOING_ON,
            SUCCEEDED,
            FAILED,
            HELD,
            NEVER_BEGAN
        }

        Running seen(CelestronReply.Calibration said, int positionSteps, Instant now) {
            boolean same = said.equals(last) && positionSteps == lastSteps;
            return new Running(
                    fromSteps,
                    begun || said.state() > 0,
                    said,
                    positionSteps,
                    started,
                    same ? lastChange : now);
        }

        Verdict verdict(Instant now) {
            if (!begun) {
                return now.isBefore(started.plus(TO_BEGIN))
                        ? Verdict.GOING_ON
                        : Verdict.NEVER_BEGAN;
            }
            if (last.state() == 0) {
                return last.done() ? Verdict.SUCCEEDED : Verdict.FAILED;
            }
            boolean inTime =
                    now.isBefore(lastChange.plus(PATIENCE)) && now.isBefore(started.plus(LONGEST));
            return inTime ? Verdict.GOING_ON : last.done() ? Verdict.SUCCEEDED : Verdict.HELD;
        }

        @Override
        public String story() {
            return begun
                    ? "%s; raw position before %d, now %d".formatted(step(), fromSteps, lastSteps)
                    : "about to begin; raw position %d".formatted(fromSteps);
        }

        /// How far it is: `state 3 of 12`.
        String step() {
            return "state %d of %d".formatted(last.state(), STATES);
        }

        /// Where it was before and where it is now, for the story of how it ended.
        String beforeAndAfter(int afterSteps) {
            return "raw position before %d, after %d".formatted(fromSteps, afterSteps);
        }
    }
}
