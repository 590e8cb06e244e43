package parfocal.hub;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Travel;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// Moves of one focuser that last while somebody holds a button; see [Hold].
final class HeldMoves {
    private record Held(Hold hold, Move move) {}

    private final Board board;
    private final Orders orders;
    private final Tending tending;
    private final Pace pace;
    private final AtomicLong holds = new AtomicLong();
    private volatile Optional<Held> held = Optional.empty();

    HeldMoves(Board board, Orders orders, Tending tending, Pace pace) {
        this.board = board;
        this.orders = orders;
        this.tending = tending;
        this.pace = pace;
    }

    /// @return the hold's number
    long begin(Approach direction, Client who) throws DeviceException {
        orders.requireFree("to move while a button is held");
        Stack stack = tending.ready();
        Travel travel = stack.travel();
        int end = direction == Approach.UP ? travel.maximumSteps() : travel.minimumSteps();
        Move move = orders.begin(end, who, one -> one.mover(false));
        Hold fresh =
                Hold.begin(
                        holds.incrementAndGet(),
                        pace,
                        () -> letGo(stack, move, who),
                        deaf -> board.say(Gravity.TROUBLE, deaf.fault().message()));
        held = Optional.of(new Held(fresh, move));
        return fresh.number();
    }

    /// @throws DeviceException [DeviceFault.Refused] when it is over
    void renew(long number) throws DeviceException {
        Optional<Held> known = known(number);
        if (known.isEmpty()
                || !orders.isUnderWay(known.get().move())
                || !known.get().hold().renew()) {
            throw orders.refused(
                    "to go on moving",
                    "the button was not held any more, it has arrived, or another order came.");
        }
    }

    void release(long number) throws DeviceException {
        Optional<Held> known = known(number);
        if (known.isPresent()) {
            known.get().hold().release();
        }
    }

    private Optional<Held> known(long number) {
        return held.filter(one -> one.hold().number() == number);
    }

    private void letGo(Stack stack, Move move, Client who) throws DeviceException {
        if (!orders.release(move)) {
            return;
        }
        stack.stop();
        tending.read(stack, () -> false);
        board.change(state -> state.arrived(Optional.empty()));
        board.say(
                Gravity.NOTE, "let go by %s at %d.".formatted(who, board.state().positionSteps()));
        orders.look();
    }
}
