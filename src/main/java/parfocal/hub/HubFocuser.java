package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Homing;
import parfocal.device.Travel;
import parfocal.hub.HubEvent.Gravity;
import parfocal.motion.Backlash;
import parfocal.motion.BacklashMode;
import parfocal.time.Pace;

/// A focuser as the hub owns it: one for all faces, scripts and runs.
///
/// Orders return as soon as they are accepted; [FocuserState#moving] tells their end and [FocuserState#trouble] how it went. The last
/// order wins, a halt wins over all, and a run that has the focuser to itself is told to everybody else who asks.
public final class HubFocuser {
    private static final String HALTED = "it was halted.";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

    /// A move that did not arrive by itself; a halt is no failure.
    ///
    /// @param number counts them
    /// @param who    ordered it
    public record Failure(long number, Client who, DeviceFault fault) {}

    /// An order on its way. Its end is the arrival, or the trouble that prevented it.
    ///
    /// @param home whether it goes to the stop, and the number at its end is not known before
    private record Move(
            int targetSteps,
            boolean home,
            Client who,
            Instant beganAt,
            int fromSteps,
            CompletableFuture<Void> end) {}

    private record Held(Hold hold, Move move) {}

    private final FocuserPlan plan;
    private final UUID identity;
    private final Executor mover;
    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;
    private final Pace pace;
    private final Set<Client> guests = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);
    // Guards `current` and `lease`, and is never held while a device is talked to.
    private final Object orders = new Object();
    private Optional<Move> current = Optional.empty();
    private Optional<Lease> lease = Optional.empty();
    private volatile Optional<Failure> failure = Optional.empty();
    private volatile Optional<Held> held = Optional.empty();
    private final AtomicLong holds = new AtomicLong();
    private Optional<Arriving> arriving = Optional.empty();
    private volatile IntConsumer renumbering = _ -> {};
    // Counted by the one thread that carries out moves.
    private long failures;

    /// @param mover carries out moves one after another; a single thread
    HubFocuser(FocuserPlan plan, Memory memory, Events events, Pace pace, Executor mover) {
        this.plan = plan;
        this.mover = mover;
        this.pace = pace;
        this.identity = memory.identity("focuser " + plan.id());
        this.board = new Board(plan, events, pace, memory.focuser(plan.id()).positionSteps());
        this.recall = new FocuserRecall(plan, memory, board);
        this.tending = new Tending(plan, board, recall, pace);
    }

    public String id() {
        return plan.id();
    }

    public String name() {
        return plan.name();
    }

    public FocuserPlan plan() {
        return plan;
    }

    /// The same for ever, over restarts and changes of the configuration.
    public UUID identity() {
        return identity;
    }

    /// As last read; does not talk to the device.
    public FocuserState state() {
        return board.state();
    }

    /// Why the last move failed; empty once it stands where it should, or another is under way.
    public Optional<Failure> failure() {
        return failure;
    }

    /// Reads position, temperature and weather now, instead of when it is their turn.
    public void refresh() throws DeviceException {
        tending.refresh(ready(), this::underOrder);
    }

    public FocuserSettings settings() {
        return recall.settings();
    }

    /// Counts a client among those who use this focuser. The line itself stays open for all.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] while the device is away, with the reason
    public void connect(Client who) throws DeviceException {
        var _ = ready();
        if (guests.add(who)) {
            board.tellDetails();
        }
    }

    /// Cuts nobody else and stops no move.
    public void disconnect(Client who) {
        if (guests.remove(who)) {
            board.tellDetails();
        }
    }

    public boolean isConnected(Client who) {
        return guests.contains(who);
    }

    /// Whether anybody is counted among its clients.
    public boolean isInUse() {
        return !guests.isEmpty();
    }

    public Set<Client> clients() {
        return Set.copyOf(guests);
    }

    /// Orders a move.
    ///
    /// @throws DeviceException [DeviceFault.OutOfRange] beyond the limits, [DeviceFault.Refused] while a run has the focuser,
    ///     [DeviceFault.NotConnected] while it is away; nothing moves
    public void moveTo(int positionSteps, Client who) throws DeviceException {
        requireFree("to move to %d".formatted(positionSteps));
        boolean takingUpPlay = takesUpPlay(who);
        var _ = begin(positionSteps, who, stack -> stack.mover(takingUpPlay));
    }

    /// As [#moveTo], with the last part of the move always in the approach direction, also where the hub takes up no play otherwise.
    ///
    /// @param overshootSteps how far beyond, where it has to turn back; 0 where no play is known
    void arrive(int positionSteps, int overshootSteps, Client who) throws DeviceException {
        requireFree("to move to %d".formatted(positionSteps));
        boolean own = !(settings().backlash() instanceof BacklashMode.Off) || overshootSteps == 0;
        var _ =
                begin(
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
            var mode = new BacklashMode.Overshoot(settings().approach(), overshootSteps);
            arriving = Optional.of(new Arriving(stack, new Backlash(stack.settling(), mode)));
        }
        return arriving.orElseThrow().mover();
    }

    private record Arriving(Stack stack, Backlash mover) {}

    /// Is told by how much a sync has changed the numbers.
    void onRenumbering(IntConsumer listener) {
        renumbering = listener;
    }

    /// Orders a move from where it is going, or else from where it stands: two taps in a row are two steps.
    ///
    /// @throws DeviceException as [#moveTo]; [DeviceFault.Refused] on the way home, where nobody knows from where to count
    public void moveBy(int steps, Client who) throws DeviceException {
        String order = "to move by %+d".formatted(steps);
        requireFree(order);
        var _ = ready();
        int from;
        synchronized (orders) {
            if (current.filter(Move::home).isPresent()) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                plan.name(),
                                order,
                                "it is on its way to the stop it counts from, and does not know yet where it is. Wait for its end, or halt it."));
            }
            from = current.map(Move::targetSteps).orElseGet(() -> board.state().positionSteps());
        }
        long target = (long) from + steps;
        moveTo(Math.clamp(target, Integer.MIN_VALUE, Integer.MAX_VALUE), who);
    }

    /// Moves in one direction for as long as it is renewed, and to the end of the travel at most; see [Hold].
    ///
    /// @return the hold's number, for [#renewHold] and [#releaseHold]
    /// @throws DeviceException as [#moveTo]
    public long hold(Approach direction, Client who) throws DeviceException {
        requireFree("to move while a button is held");
        Stack stack = ready();
        Travel travel = stack.travel();
        Move move =
                begin(
                        direction == Approach.UP ? travel.maximumSteps() : travel.minimumSteps(),
                        who,
                        one -> one.mover(false));
        Hold fresh =
                Hold.begin(
                        holds.incrementAndGet(),
                        pace,
                        () -> letGo(stack, move, who),
                        deaf -> board.say(Gravity.TROUBLE, deaf.fault().message()));
        held = Optional.of(new Held(fresh, move));
        return fresh.number();
    }

    /// @throws DeviceException [DeviceFault.Refused] when it is over: it was not renewed in time, or something else moved the focuser
    public void renewHold(long number) throws DeviceException {
        Optional<Held> known = held.filter(one -> one.hold().number() == number);
        if (known.isEmpty() || !isUnderWay(known.get().move()) || !known.get().hold().renew()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            plan.name(),
                            "to go on moving",
                            "the button was not held any more, it has arrived, or another order came."));
        }
    }

    /// Halts what the hold moves; nothing when it is over.
    public void releaseHold(long number) throws DeviceException {
        Optional<Held> known = held.filter(one -> one.hold().number() == number);
        if (known.isPresent()) {
            known.get().hold().release();
        }
    }

    private void letGo(Stack stack, Move move, Client who) throws DeviceException {
        synchronized (orders) {
            if (!isCurrent(move)) {
                return;
            }
            current = Optional.empty();
        }
        stack.watched().forbidMoves();
        stack.whole().halt();
        tending.read(stack, () -> false);
        board.change(state -> state.arrived(Optional.empty()));
        board.say(
                Gravity.NOTE, "let go by %s at %d.".formatted(who, board.state().positionSteps()));
        look();
    }

    /// As [#moveTo], for protocols in which an order beyond the limits is carried out as far as they allow; said in the log.
    ///
    /// @return where it goes
    public int moveToward(int positionSteps, Client who) throws DeviceException {
        Travel travel = ready().travel();
        int nearest = travel.nearest(positionSteps);
        moveTo(nearest, who);
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

    /// Stops now and ends a run that has the focuser, whoever asks.
    ///
    /// @throws DeviceException when the device did not hear it; say so, and have the user pull the plug
    public void halt(Client who) throws DeviceException {
        Stack stack = ready();
        boolean wasAtWork = underOrder() || board.state().moving();
        Optional<Lease> cut = forget();
        cut.ifPresent(Lease::cut);
        stack.watched().forbidMoves();
        stack.whole().halt();
        try {
            // Where it was stopped is told together with the stop.
            tending.read(stack, () -> false);
        } catch (DeviceException unread) {
            look();
        }
        // A focuser at rest is halted too, in case it only seems to be; that is no order that
        // failed.
        Optional<String> trouble =
                wasAtWork || cut.isPresent()
                        ? Optional.of("It was halted by %s.".formatted(who))
                        : board.state().trouble();
        board.change(state -> state.arrived(trouble));
        board.say(Gravity.NOTE, "halted by %s.".formatted(who));
        look();
    }

    /// Changes the number of the present position; nothing moves.
    public void sync(int positionSteps, Client who) throws DeviceException {
        requireFree("to call its position %d".formatted(positionSteps));
        Stack stack = ready();
        requireRest("to call its position %d".formatted(positionSteps));
        int before = board.state().positionSteps();
        stack.whole().sync(positionSteps);
        tending.read(stack, () -> false);
        board.change(state -> state.warned(List.of()));
        renumbering.accept(positionSteps - before);
        board.say(
                Gravity.NOTE,
                "%s calls the position %d; it was %d.".formatted(who, positionSteps, before));
    }

    /// Whether it counts from a stop that it can be sent to; not before it was opened.
    public boolean hasHome() {
        return tending.stack()
                .filter(stack -> stack.watched().device() instanceof Homing)
                .isPresent();
    }

    /// Drives to the stop from which positions are counted.
    ///
    /// @throws DeviceException [DeviceFault.Unsupported] for a focuser that knows its place anyway
    public void home(Client who) throws DeviceException {
        requireFree("to go home");
        Stack stack = ready();
        if (!(stack.watched().device() instanceof Homing homing)) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(plan.name(), "stop to count from"));
        }
        board.say(Gravity.NOTE, "sent home by %s.".formatted(who));
        Move move = accept(stack, board.state().positionSteps(), true, who);
        mover.execute(() -> carryOut(stack, move, homing::home));
    }

    /// Changes a setting of the device, by its name in [FocuserState#settings].
    public void change(String setting, String value, Client who) throws DeviceException {
        requireFree("to set %s".formatted(setting));
        Stack stack = ready();
        stack.whole().change(setting, value);
        board.say(Gravity.NOTE, "%s set %s to %s.".formatted(who, setting, value));
        tending.readSettings(stack);
        tending.read(stack, () -> false);
    }

    /// Changes how the hub treats this focuser; kept over restarts.
    ///
    /// @throws DeviceException [DeviceFault.Refused] while it moves, or where the configuration file has the say,
    ///     [DeviceFault.BadValue] where limits leave nothing of the travel
    public void treat(FocuserSettings settings, Client who) throws DeviceException {
        String order = "to change its settings in the hub";
        requireFree(order);
        requireRest(order);
        if (plan.own().isPresent() && !plan.own().get().equals(settings)) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            plan.name(),
                            order,
                            "the configuration file sets them. Change them there, or take them out of it."));
        }
        try {
            tending.rewrap(settings);
        } catch (IllegalArgumentException impossible) {
            throw new DeviceException(
                    new DeviceFault.BadValue(
                            plan.name(),
                            "limits",
                            settings.limits().map(Travel::toString).orElse(""),
                            String.valueOf(impossible.getMessage())),
                    impossible);
        }
        recall.keep(known -> known.withSettings(settings));
        board.say(Gravity.NOTE, "%s changed its settings in the hub.".formatted(who));
        board.tellDetails();
    }

    /// Named positions, by name.
    public SortedMap<String, Integer> presets() {
        return recall.presets();
    }

    /// Names a position, or takes the name away with an empty one.
    ///
    /// @throws DeviceException [DeviceFault.OutOfRange] beyond the limits, [DeviceFault.BadValue] for a name that would be read as a
    ///     position, [DeviceFault.Unsupported] for a name to be taken away that there is not; nothing was changed
    public void preset(String preset, Optional<Integer> positionSteps, Client who)
            throws DeviceException {
        var presets = new TreeMap<>(recall.presets());
        if (positionSteps.isPresent()) {
            requireName(preset);
            // While the device is away, its own end is not known.
            if (tending.stack().isPresent()) {
                ready().travel().require(plan.name(), positionSteps.get());
            }
        } else if (!presets.containsKey(preset)) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(
                            plan.name(),
                            "preset '%s'; it has %s"
                                    .formatted(
                                            preset,
                                            presets.isEmpty()
                                                    ? "none"
                                                    : String.join(", ", presets.keySet()))));
        }
        positionSteps.ifPresentOrElse(
                steps -> presets.put(preset, steps), () -> presets.remove(preset));
        recall.keep(known -> known.withPresets(presets));
        board.say(
                Gravity.NOTE,
                positionSteps.isPresent()
                        ? "%s calls %d '%s'.".formatted(who, positionSteps.get(), preset)
                        : "%s took the name '%s' away.".formatted(who, preset));
        board.tellDetails();
    }

    private void requireName(String preset) throws DeviceException {
        if (NUMBER.matcher(preset.strip()).matches()) {
            throw new DeviceException(
                    new DeviceFault.BadValue(
                            plan.name(),
                            "the name of a preset",
                            preset,
                            "anything that is not just a number, which would be read as a position"));
        }
    }

    public String notes() {
        return recall.notes();
    }

    public void note(String notes) {
        recall.keep(known -> known.withNotes(notes));
        board.tellDetails();
    }

    /// Gives the focuser to one run until the lease is closed. Its moves return when the focuser has arrived and stands still.
    ///
    /// @param purpose what others are told: `an autofocus run started by the panel`
    /// @param onHalt  called when somebody halts the focuser meanwhile
    /// @throws DeviceException [DeviceFault.Refused] when another run has it
    public Lease lend(String purpose, Client who, Runnable onHalt) throws DeviceException {
        Stack stack = ready();
        synchronized (orders) {
            requireFree("to begin " + purpose);
            var fresh = new Lease(stack, who, onHalt);
            lease = Optional.of(fresh);
            board.change(state -> state.ownedBy(Optional.of(purpose)));
            return fresh;
        }
    }

    /// The focuser in the hands of one run.
    public final class Lease implements Focuser {
        private final Stack stack;
        private final Client who;
        private final Runnable onHalt;
        private volatile boolean cut;

        private Lease(Stack stack, Client who, Runnable onHalt) {
            this.stack = stack;
            this.who = who;
            this.onHalt = onHalt;
        }

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public FocuserStatus status() throws DeviceException {
            return stack.whole().status();
        }

        @Override
        public Travel travel() {
            return stack.travel();
        }

        /// Returns when it has arrived and stands still.
        @Override
        public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
            if (cut && Thread.interrupted()) {
                // Whoever was told so while it measured has not noticed yet.
                throw new InterruptedException();
            }
            requireHeld(positionSteps);
            Move move = begin(positionSteps, who, held -> held.mover(false));
            try {
                move.end().get();
            } catch (InterruptedException cancelled) {
                halt();
                throw cancelled;
            } catch (ExecutionException ended) {
                if (ended.getCause() instanceof DeviceException trouble) {
                    throw trouble;
                }
                throw new IllegalStateException(ended.getCause());
            }
        }

        /// Whether somebody has halted the focuser, and so taken it away.
        boolean wasCut() {
            return cut;
        }

        @Override
        public void halt() throws DeviceException {
            var _ = forgetMove();
            stack.watched().forbidMoves();
            stack.whole().halt();
        }

        @Override
        public void close() {
            synchronized (orders) {
                if (lease.filter(held -> held == this).isPresent()) {
                    lease = Optional.empty();
                    board.change(state -> state.ownedBy(Optional.empty()));
                }
            }
        }

        private void requireHeld(int positionSteps) throws DeviceException {
            synchronized (orders) {
                if (lease.filter(held -> held == this).isEmpty()) {
                    throw new DeviceException(
                            new DeviceFault.Refused(
                                    plan.name(), "to move to %d".formatted(positionSteps), HALTED));
                }
            }
        }

        private void cut() {
            cut = true;
            close();
            onHalt.run();
        }
    }

    /// One look after the device; see [Tending].
    ///
    /// @return when to look again
    Duration tend() throws InterruptedException {
        return tending.look(this::underOrder);
    }

    /// Looks after the device until the thread is interrupted.
    void keepTending() {
        try {
            while (!Thread.interrupted()) {
                Duration wait = tend();
                boolean rung = bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                if (rung) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the run that has it, stops what moves and lets go of the line.
    void close() {
        forget().ifPresent(Lease::cut);
        if (tending.stack().isPresent() && board.state().moving()) {
            try {
                halt(Client.HUB);
            } catch (DeviceException deaf) {
                board.say(Gravity.TROUBLE, deaf.fault().message());
            }
        }
        tending.close();
    }

    private boolean takesUpPlay(Client who) {
        boolean guest = who.face().equals("Alpaca") || who.face().equals("INDI");
        return !guest || recall.settings().backlashForClients();
    }

    private Move begin(int targetSteps, Client who, Function<Stack, Focuser> mover)
            throws DeviceException {
        Stack stack = ready();
        stack.travel().require(plan.name(), targetSteps);
        Move move = accept(stack, targetSteps, false, who);
        board.say(Gravity.NOTE, "%s moves it to %d.".formatted(who, targetSteps));
        this.mover.execute(
                () -> carryOut(stack, move, () -> mover.apply(stack).moveTo(move.targetSteps())));
        return move;
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
        synchronized (orders) {
            current = Optional.of(move);
        }
        failure = Optional.empty();
        stack.settling().giveWay();
        board.change(state -> state.going(targetSteps, who));
        return move;
    }

    private interface Way {
        void go() throws DeviceException, InterruptedException;
    }

    private void carryOut(Stack stack, Move move, Way way) {
        synchronized (orders) {
            if (!isCurrent(move)) {
                tell(move, Optional.of(HALTED));
                move.end().completeExceptionally(refused(move, HALTED));
                return;
            }
            stack.watched().permitMoves();
        }
        recall.goesTo(board.state().positionSteps(), move.targetSteps());
        look();
        try {
            way.go();
            tending.read(stack, () -> false);
            finish(move, Optional.empty());
        } catch (DeviceException trouble) {
            finish(move, Optional.of(trouble));
        } catch (InterruptedException closing) {
            finish(move, Optional.of(refused(move, "the hub is closing.")));
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Move move, Optional<DeviceException> trouble) {
        boolean counts;
        synchronized (orders) {
            counts = isCurrent(move);
            if (counts) {
                current = Optional.empty();
            }
        }
        if (counts) {
            failure = trouble.map(t -> new Failure(++failures, move.who(), t.fault()));
            Optional<String> words = trouble.map(t -> t.fault().message());
            board.change(state -> state.arrived(words));
            words.ifPresent(sentence -> board.say(Gravity.TROUBLE, sentence));
        }
        tell(move, trouble.map(t -> t.fault().message()));
        trouble.ifPresentOrElse(move.end()::completeExceptionally, () -> move.end().complete(null));
        look();
    }

    private void tell(Move move, Optional<String> trouble) {
        board.tell(
                new HubEvent.Moved(
                        pace.now(),
                        plan.id(),
                        move.who(),
                        move.beganAt(),
                        move.fromSteps(),
                        move.targetSteps(),
                        board.state().positionSteps(),
                        trouble));
    }

    private DeviceException refused(Move move, String reason) {
        return new DeviceException(
                new DeviceFault.Refused(
                        plan.name(), "to move to %d".formatted(move.targetSteps()), reason));
    }

    private boolean isCurrent(Move move) {
        return current.equals(Optional.of(move));
    }

    private boolean isUnderWay(Move move) {
        synchronized (orders) {
            return isCurrent(move);
        }
    }

    private boolean underOrder() {
        synchronized (orders) {
            return current.isPresent();
        }
    }

    private Optional<Lease> forget() {
        synchronized (orders) {
            current = Optional.empty();
            return lease;
        }
    }

    private Optional<Move> forgetMove() {
        synchronized (orders) {
            Optional<Move> move = current;
            current = Optional.empty();
            return move;
        }
    }

    private void look() {
        bell.release();
    }

    private Stack ready() throws DeviceException {
        return tending.stack()
                .orElseThrow(() ->
                        new DeviceException(new DeviceFault.NotConnected(plan.name(), whyAway())));
    }

    private String whyAway() {
        return switch (board.state().availability()) {
            case Availability.Unavailable(_, String reason) -> reason;
            case Availability.Unused(), Availability.Connecting(), Availability.Ready _ ->
                    "it is being opened at %s; try again in a moment.".formatted(plan.address());
        };
    }

    private void requireFree(String order) throws DeviceException {
        synchronized (orders) {
            if (lease.isPresent()) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                plan.name(),
                                order,
                                "%s has it. Wait for its end, or halt it."
                                        .formatted(board.state().owner().orElse("a run"))));
            }
        }
    }

    private void requireRest(String order) throws DeviceException {
        if (underOrder() || board.state().moving()) {
            throw new DeviceException(
                    new DeviceFault.Refused(plan.name(), order, "it is moving. Halt it first."));
        }
    }
}
