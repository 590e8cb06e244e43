package parfocal.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Homing;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// The orders to one focuser: which of them counts, how it is carried out and how it ended, and which run has the focuser to itself.
final class Orders {
    private static final String HALTED = "it was halted.";

    private final FocuserPlan plan;
    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;
    private final Pace pace;
    private final Executor mover;
    private final Semaphore bell = new Semaphore(0);
    // Guards `current` and `lease`, and is never held while a device is talked to.
    private final Object guard = new Object();
    private Optional<Move> current = Optional.empty();
    private Optional<Lease> lease = Optional.empty();
    private volatile Optional<MoveFailure> failure = Optional.empty();
    // Counted by the one thread that carries out moves.
    private long failures;
    private volatile Optional<Move> released = Optional.empty();
    private volatile CompletableFuture<Optional<String>> halted =
            CompletableFuture.completedFuture(Optional.empty());

    /// @param mover carries out moves one after another; a single thread
    Orders(
            FocuserPlan plan,
            Board board,
            FocuserRecall recall,
            Tending tending,
            Pace pace,
            Executor mover) {
        this.plan = plan;
        this.board = board;
        this.recall = recall;
        this.tending = tending;
        this.pace = pace;
        this.mover = mover;
    }

    /// The order that counts; empty at rest.
    Optional<Move> current() {
        synchronized (guard) {
            return current;
        }
    }

    boolean underOrder() {
        return current().isPresent();
    }

    boolean isUnderWay(Move move) {
        return current().equals(Optional.of(move));
    }

    Optional<MoveFailure> failure() {
        return failure;
    }

    /// @param mover what carries it out
    /// @throws DeviceException [DeviceFault.OutOfRange] beyond the limits, [DeviceFault.NotConnected] while it is away; nothing moves
    Move begin(int targetSteps, Client who, Function<Stack, Focuser> mover) throws DeviceException {
        Stack stack = tending.ready();
        stack.travel().require(board.name(), targetSteps);
        Move move = accept(stack, targetSteps, false, who);
        board.say(Gravity.NOTE, "%s moves it to %d.".formatted(who, targetSteps));
        this.mover.execute(
                () -> carryOut(stack, move, () -> mover.apply(stack).moveTo(move.targetSteps())));
        return move;
    }

    void beginHome(Stack stack, Homing homing, Client who) {
        board.say(Gravity.NOTE, "sent home by %s.".formatted(who));
        Move move = accept(stack, board.state().positionSteps(), true, who);
        mover.execute(() -> carryOut(stack, move, homing::home));
    }

    /// Forgets the order that counts and ends the run that has the focuser.
    ///
    /// @return whether there was a run
    boolean forgetAll() {
        Optional<Lease> cut;
        synchronized (guard) {
            current = Optional.empty();
            cut = lease;
        }
        cut.ifPresent(Lease::cut);
        return cut.isPresent();
    }

    void forgetMove() {
        synchronized (guard) {
            current = Optional.empty();
        }
    }

    /// Forgets this order, unless another counts by now.
    ///
    /// @return whether it still counted
    boolean forget(Move move) {
        synchronized (guard) {
            boolean counts = isCurrent(move);
            if (counts) {
                current = Optional.empty();
            }
            return counts;
        }
    }

    /// As [#forget], of a move that was to last for as long as a button was held: it is over, and nothing failed.
    boolean release(Move move) {
        released = Optional.of(move);
        return forget(move);
    }

    /// What ends an order is told when it is known what came of the halt.
    ///
    /// @return to be completed: why it goes on; empty once it stops
    CompletableFuture<Optional<String>> halting() {
        halted = new CompletableFuture<>();
        return halted;
    }

    /// @throws DeviceException [DeviceFault.Refused] when another run has it
    Lease lend(String purpose, Client who, Runnable onHalt) throws DeviceException {
        Stack stack = tending.ready();
        synchronized (guard) {
            requireFree("to begin " + purpose);
            var fresh = new Lease(this, stack, board.name(), who, onHalt);
            lease = Optional.of(fresh);
            board.change(state -> state.ownedBy(Optional.of(purpose)));
            return fresh;
        }
    }

    void takeBack(Lease held) {
        synchronized (guard) {
            if (isLent(held)) {
                lease = Optional.empty();
                board.change(state -> state.ownedBy(Optional.empty()));
            }
        }
    }

    void requireHeld(Lease held, int positionSteps) throws DeviceException {
        synchronized (guard) {
            if (!isLent(held)) {
                throw refused("to move to %d".formatted(positionSteps), HALTED);
            }
        }
    }

    /// @param order what is refused while a run has the focuser: `to move to 100`
    void requireFree(String order) throws DeviceException {
        synchronized (guard) {
            if (lease.isPresent()) {
                throw refused(
                        order,
                        "%s has it. Wait for its end, or halt it."
                                .formatted(board.state().owner().orElse("a run")));
            }
        }
    }

    void requireRest(String order) throws DeviceException {
        if (underOrder() || board.state().moving()) {
            throw refused(order, "it is moving. Halt it first.");
        }
    }

    DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(board.name(), order, reason));
    }

    /// Has the focuser looked at now, instead of when it is its turn.
    void look() {
        bell.release();
    }

    /// Waits until it is time to look at the focuser again, or somebody wants it sooner.
    void awaitLook(Duration longest) throws InterruptedException {
        if (bell.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    /// From now on this order counts and the one before does not.
    private Move accept(Stack stack, int targetSteps, boolean home, Client who) {
        var move =
                new Move(
                        targetSteps,
                        home,
                        who,
                        pace.now(),
                        board.state().positionSteps(),
                        new CompletableFuture<>());
        synchronized (guard) {
            current = Optional.of(move);
        }
        failure = Optional.empty();
        halted = CompletableFuture.completedFuture(Optional.empty());
        stack.settling().giveWay();
        board.change(state -> state.going(targetSteps, who));
        return move;
    }

    private interface Way {
        void go() throws DeviceException, InterruptedException;
    }

    private void carryOut(Stack stack, Move move, Way way) {
        synchronized (guard) {
            if (!isCurrent(move)) {
                tell(move, Optional.of(HALTED));
                move.end().completeExceptionally(refused(move, HALTED));
                return;
            }
            stack.watched().permitMoves();
        }
        recall.goesTo(board.state().positionSteps(), move);
        look();
        try {
            way.go();
            // Under order still: whoever sees it at rest may order at once what is refused while it
            // moves.
            tending.read(stack, this::underOrder);
            finish(move, Optional.empty());
        } catch (DeviceException trouble) {
            finish(move, Optional.of(trouble));
        } catch (InterruptedException closing) {
            finish(move, Optional.of(refused(move, "the hub is closing.")));
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Move move, Optional<DeviceException> trouble) {
        Optional<String> words = trouble.map(cause -> cause.fault().message());
        boolean counts;
        // In one, so that the next order is shown after the end of this one.
        synchronized (guard) {
            counts = forget(move);
            if (counts) {
                failure =
                        trouble.map(
                                cause -> new MoveFailure(++failures, move.who(), cause.fault()));
                board.change(state -> state.arrived(words));
            }
        }
        if (counts) {
            words.ifPresentOrElse(
                    sentence -> board.say(Gravity.TROUBLE, sentence),
                    () -> recall.standsAt(board.state().positionSteps()));
        }
        tell(move, counts ? words : halted.join().or(() -> words));
        trouble.ifPresentOrElse(move.end()::completeExceptionally, () -> move.end().complete(null));
        look();
    }

    private void tell(Move move, Optional<String> trouble) {
        int stands = board.state().positionSteps();
        // Where a button is let go, there it was to go.
        boolean letGo = released.equals(Optional.of(move));
        board.tell(
                new HubEvent.Moved(
                        pace.now(),
                        plan.id(),
                        move.who(),
                        move.beganAt(),
                        move.fromSteps(),
                        letGo ? stands : move.targetSteps(),
                        stands,
                        letGo ? Optional.empty() : trouble));
    }

    private DeviceException refused(Move move, String reason) {
        return refused("to move to %d".formatted(move.targetSteps()), reason);
    }

    private boolean isCurrent(Move move) {
        return current.equals(Optional.of(move));
    }

    private boolean isLent(Lease held) {
        return lease.filter(known -> known == held).isPresent();
    }
}
