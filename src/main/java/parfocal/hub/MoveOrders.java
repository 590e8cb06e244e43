package parfocal.hub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Travel;
import parfocal.hub.HubEvent.Gravity;
import parfocal.motion.Backlash;
import parfocal.motion.BacklashMode;

/// The ways to say where a focuser is to go, what each does about the play in its gear, and the halt that ends them all.
final class MoveOrders {
    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;
    private final Orders orders;
    private Optional<Arriving> arriving = Optional.empty();

    MoveOrders(Board board, FocuserRecall recall, Tending tending, Orders orders) {
        this.board = board;
        this.recall = recall;
        this.tending = tending;
        this.orders = orders;
    }

    /// See [HubFocuser#moveTo].
    void to(int positionSteps, Client who) throws DeviceException {
        orders.requireFree("to move to %d".formatted(positionSteps));
        boolean takingUpPlay = takesUpPlay(who);
        var _ = orders.begin(positionSteps, who, stack -> stack.mover(takingUpPlay));
    }

    /// See [HubFocuser#arrive].
    void arrive(int positionSteps, int overshootSteps, Client who) throws DeviceException {
        orders.requireFree("to move to %d".formatted(positionSteps));
        boolean own =
                !(recall.settings().backlash() instanceof BacklashMode.Off) || overshootSteps == 0;
        var _ =
                orders.begin(
                        positionSteps,
                        who,
                        stack -> own ? stack.mover(true) : arriving(stack, overshootSteps));
    }

    /// Kept from move to move, for it remembers on which side the play is.
    private synchronized Focuser arriving(Stack stack, int overshootSteps) {
        boolean same =
                arriving.filter(known ->
                                known.stack().equals(stack)
                                        && known.mover().mode().widthSteps() == overshootSteps)
                        .isPresent();
        if (!same) {
            var mode = new BacklashMode.Overshoot(recall.settings().approach(), overshootSteps);
            arriving = Optional.of(new Arriving(stack, new Backlash(stack.settling(), mode)));
        }
        return arriving.orElseThrow().mover();
    }

    private record Arriving(Stack stack, Backlash mover) {}

    /// See [HubFocuser#moveBy].
    void by(int steps, Client who) throws DeviceException {
        String order = "to move by %+d".formatted(steps);
        orders.requireFree(order);
        var _ = tending.ready();
        Optional<Move> current = orders.current();
        if (current.filter(Move::home).isPresent()) {
            throw orders.refused(
                    order,
                    "it is on its way to the stop it counts from, and does not know yet where it is. Wait for its end, or halt it.");
        }
        int from = current.map(Move::targetSteps).orElseGet(() -> board.state().positionSteps());
        long target = (long) from + steps;
        to(Math.clamp(target, Integer.MIN_VALUE, Integer.MAX_VALUE), who);
    }

    /// See [HubFocuser#moveToward].
    int toward(int positionSteps, Client who) throws DeviceException {
        Travel travel = tending.ready().travel();
        int nearest = travel.nearest(positionSteps);
        to(nearest, who);
        if (nearest != positionSteps) {
            board.say(
                    Gravity.WARNING,
                    "%s asked for %d; it can go from %d to %d, and goes to %d."
                            .formatted(
                                    who,
                                    positionSteps,
                                    travel.minimumSteps(),
                                    travel.maximumSteps(),
                                    nearest));
        }
        return nearest;
    }

    /// See [HubFocuser#halt].
    void halt(Client who) throws DeviceException {
        if (tending.isSuspended()) {
            // Whoever has the line stops at once, and nobody else reaches the motor.
            var _ = orders.forgetAll();
            board.say(Gravity.NOTE, "halted by %s.".formatted(who));
            return;
        }
        Stack stack = tending.ready();
        boolean wasAtWork = orders.underOrder() || board.state().moving();
        // First, so that the log tells it before what it brings to an end.
        board.say(Gravity.NOTE, "%s halts it.".formatted(who));
        CompletableFuture<Optional<String>> outcome = orders.halting();
        Optional<String> goesOn = Optional.empty();
        boolean cutRun = orders.forgetAll();
        try {
            stack.stop();
        } catch (DeviceException deaf) {
            String reason = deaf.fault().message();
            goesOn = Optional.of("The halt did not stop it, and it may have gone on. " + reason);
            board.say(Gravity.WARNING, reason);
            throw deaf;
        } finally {
            outcome.complete(goesOn);
        }
        try {
            // Where it was stopped is told together with the stop.
            tending.read(stack, () -> false);
        } catch (DeviceException unread) {
            orders.look();
        }
        // A focuser at rest is halted too, in case it only seems to be; that is no order that
        // failed.
        Optional<String> trouble =
                wasAtWork || cutRun
                        ? Optional.of("It was halted by %s.".formatted(who))
                        : board.state().trouble();
        board.change(state -> state.arrived(trouble));
        orders.look();
    }

    private boolean takesUpPlay(Client who) {
        boolean guest = who.face().equals("Alpaca") || who.face().equals("INDI");
        return !guest || recall.settings().backlashForClients();
    }
}
