package parfocal.hub;

import java.time.Instant;
import java.util.OptionalInt;

/// Where a focuser was left, and by whom: tells the moves of a compensation from those of everybody else.
final class HeldPlace {
    // A controller may read back a step or two beside the target.
    private static final int ARRIVED_WITHIN_STEPS = 2;

    /// What one look found.
    enum Change {
        NONE,
        /// Where a compensation had sent it.
        ARRIVED,
        /// Moved while nobody watched, or left by a run that was not accepted.
        UNWATCHED,
        /// By a client, by hand, or because a compensation was halted: whoever did it knows better.
        PUT_ELSEWHERE
    }

    private OptionalInt stoodSteps;
    private OptionalInt expectedSteps = OptionalInt.empty();
    private boolean afterRun;
    // Whether it was seen at rest since the start.
    private boolean seen;

    HeldPlace(OptionalInt stoodSteps) {
        this.stoodSteps = stoodSteps;
    }

    OptionalInt stoodSteps() {
        return stoodSteps;
    }

    /// It was sent there.
    void expect(int targetSteps) {
        expectedSteps = OptionalInt.of(targetSteps);
    }

    /// The same place is called so now.
    void call(int positionSteps) {
        stoodSteps = OptionalInt.of(positionSteps);
    }

    /// An accepted run left it there.
    void settle(int positionSteps) {
        afterRun = false;
        expectedSteps = OptionalInt.empty();
        stoodSteps = OptionalInt.of(positionSteps);
    }

    Change look(FocuserState state) {
        if (state.owner().isPresent()) {
            afterRun = true;
            return Change.NONE;
        }
        boolean known = state.availability().isReady() && state.seenAt().isAfter(Instant.EPOCH);
        if (!known || state.moving()) {
            return Change.NONE;
        }
        boolean unwatched = !seen || afterRun;
        seen = true;
        afterRun = false;
        int stands = state.positionSteps();
        if (expectedSteps.isEmpty() && stoodSteps.equals(OptionalInt.of(stands))) {
            return Change.NONE;
        }
        boolean ours =
                expectedSteps.isPresent()
                        && Math.abs(expectedSteps.getAsInt() - stands) <= ARRIVED_WITHIN_STEPS;
        expectedSteps = OptionalInt.empty();
        stoodSteps = OptionalInt.of(stands);
        if (unwatched) {
            return Change.UNWATCHED;
        }
        return ours ? Change.ARRIVED : Change.PUT_ELSEWHERE;
    }
}
