package parfocal.hub;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import parfocal.device.FocuserStatus;
import parfocal.hub.FocuserMemory.Errand;
import parfocal.hub.HubEvent.Gravity;

/// One focuser's share of the memory. A disk that is full does not stop a focuser: it is said, and the night goes on.
final class FocuserRecall {
    private static final String INTERRUPTED =
            "Interrupted: the program ended before it arrived. Nothing was sent again.";

    private final FocuserPlan plan;
    private final Memory memory;
    private final Board board;
    private boolean diskTold;
    // Of the program before this one.
    private Optional<FocuserMemory> interrupted;

    FocuserRecall(FocuserPlan plan, Memory memory, Board board) {
        this.plan = plan;
        this.memory = memory;
        this.board = board;
        this.interrupted =
                Optional.of(memory.focuser(plan.id())).filter(known -> known.errand().isPresent());
    }

    /// The move that the end of the program before this one cut short, told once, when it is seen where that move has led.
    void tellInterrupted(Instant now, int standsSteps) {
        interrupted.ifPresent(known -> {
            Errand errand = known.errand().orElseThrow();
            board.tell(
                    new HubEvent.Moved(
                            now,
                            plan.id(),
                            new Client(errand.orderedBy(), ""),
                            errand.beganAt(),
                            known.positionSteps().orElse(standsSteps),
                            errand.targetSteps(),
                            standsSteps,
                            Optional.of(INTERRUPTED)));
        });
        interrupted = Optional.empty();
    }

    /// As configured, or else as changed while running.
    FocuserSettings settings() {
        return plan.own().orElseGet(() -> memory.focuser(plan.id()).settings());
    }

    SortedMap<String, Integer> presets() {
        return memory.focuser(plan.id()).presets();
    }

    String notes() {
        return memory.focuser(plan.id()).notes();
    }

    /// Before an order leaves: should the program end now, the next start knows that the position is in doubt.
    void goesTo(int fromSteps, Move move) {
        var errand = new Errand(move.targetSteps(), move.beganAt(), move.who().toString());
        keep(known -> known.goingTo(fromSteps, errand));
    }

    void standsAt(int positionSteps) {
        keep(known -> known.standingAt(positionSteps));
    }

    void keep(UnaryOperator<FocuserMemory> change) {
        try {
            memory.keep(plan.id(), change.apply(memory.focuser(plan.id())));
            diskTold = false;
        } catch (UncheckedIOException full) {
            if (!diskTold) {
                diskTold = true;
                board.say(Gravity.TROUBLE, String.valueOf(full.getMessage()));
            }
        }
    }

    /// What is to be said about a focuser that has just been opened; nothing is re-sent and nothing moves.
    ///
    /// @param counted whether the position is only counted from a stop
    List<String> compare(FocuserStatus status, boolean counted) {
        if (plan.simulated()) {
            // Its night begins anew with the program, and so does the place where it stands.
            return List.of();
        }
        FocuserMemory known = memory.focuser(plan.id());
        int stands = status.positionSteps();
        var warnings = new ArrayList<String>();
        Optional<Errand> errand = known.errand();
        OptionalInt position = known.positionSteps();
        if (errand.isPresent()) {
            warnings.add(
                    "It was on its way from %d to %d when the line or the program ended; it says it stands at %d. Nothing was sent again."
                            .formatted(
                                    position.orElse(stands), errand.get().targetSteps(), stands));
        } else if (position.isPresent() && position.getAsInt() != stands && !counted) {
            warnings.add(
                    ("It says it stands at %d, and was left at %d. Was it moved by hand, or did its controller forget? If the tube"
                                    + " has not moved, `parfocal sync %2$d --focuser %3$s` puts the number right.")
                            .formatted(stands, position.getAsInt(), plan.id()));
        }
        return warnings;
    }
}
