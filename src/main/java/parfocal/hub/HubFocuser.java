package parfocal.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Homing;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// A focuser as the hub owns it: one for all faces, scripts and runs.
///
/// Orders return as soon as they are accepted; [FocuserState#moving] tells their end and [FocuserState#trouble] how it went. The last
/// order wins, a halt wins over all, and a run that has the focuser to itself is told to everybody else who asks.
public final class HubFocuser {
    private final FocuserPlan plan;
    private final UUID identity;
    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;
    private final Orders orders;
    private final HeldMoves heldMoves;
    private final MoveOrders moves;
    private final Changes changes;
    private final PresetBook presets;
    private final Set<Client> guests = ConcurrentHashMap.newKeySet();

    /// @param mover carries out moves one after another; a single thread
    HubFocuser(FocuserPlan plan, Memory memory, Events events, Pace pace, Executor mover) {
        this.plan = plan;
        this.identity = memory.identity("focuser " + plan.id());
        this.board = new Board(plan, events, pace, memory.focuser(plan.id()).positionSteps());
        this.recall = new FocuserRecall(plan, memory, board);
        this.tending = new Tending(plan, board, recall, pace);
        this.orders = new Orders(plan, board, recall, tending, pace, mover);
        this.heldMoves = new HeldMoves(board, orders, tending, pace);
        this.moves = new MoveOrders(board, recall, tending, orders);
        this.changes = new Changes(plan, board, recall, tending, orders);
        this.presets = new PresetBook(board, recall, tending);
    }

    public String id() {
        return plan.id();
    }

    public String name() {
        return board.name();
    }

    /// As it was configured when it was taken in; it may be called otherwise by now.
    public FocuserPlan plan() {
        return plan;
    }

    /// Everything but what people call it stays as it is.
    void rename(String newName) {
        board.rename(newName);
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
    public Optional<MoveFailure> failure() {
        return orders.failure();
    }

    /// Reads position, temperature and weather now, instead of when it is their turn.
    public void refresh() throws DeviceException {
        tending.refresh(tending.ready(), orders::underOrder);
    }

    public FocuserSettings settings() {
        return recall.settings();
    }

    /// Counts a client among those who use this focuser. The line itself stays open for all.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] while the device is away, with the reason
    public void connect(Client who) throws DeviceException {
        var _ = tending.ready();
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
        moves.to(positionSteps, who);
    }

    /// As [#moveTo], with the last part of the move always in the approach direction, also where the hub takes up no play otherwise.
    ///
    /// @param overshootSteps how far beyond, where it has to turn back; 0 where no play is known
    void arrive(int positionSteps, int overshootSteps, Client who) throws DeviceException {
        moves.arrive(positionSteps, overshootSteps, who);
    }

    /// Is told by how much a sync has changed the numbers.
    void onRenumbering(IntConsumer listener) {
        changes.onRenumbering(listener);
    }

    /// Orders a move from where it is going, or else from where it stands: two taps in a row are two steps.
    ///
    /// @throws DeviceException as [#moveTo]; [DeviceFault.Refused] on the way home, where nobody knows from where to count
    public void moveBy(int steps, Client who) throws DeviceException {
        moves.by(steps, who);
    }

    /// Moves in one direction for as long as it is renewed, and to the end of the travel at most; see [Hold].
    ///
    /// @return the hold's number, for [#renewHold] and [#releaseHold]
    /// @throws DeviceException as [#moveTo]
    public long hold(Approach direction, Client who) throws DeviceException {
        return heldMoves.begin(direction, who);
    }

    /// @throws DeviceException [DeviceFault.Refused] when it is over: it was not renewed in time, or something else moved the focuser
    public void renewHold(long number) throws DeviceException {
        heldMoves.renew(number);
    }

    /// Halts what the hold moves; nothing when it is over.
    public void releaseHold(long number) throws DeviceException {
        heldMoves.release(number);
    }

    /// As [#moveTo], for protocols in which an order beyond the limits is carried out as far as they allow; said in the log.
    ///
    /// @return where it goes
    public int moveToward(int positionSteps, Client who) throws DeviceException {
        return moves.toward(positionSteps, who);
    }

    /// Stops now and ends a run that has the focuser, whoever asks.
    ///
    /// @throws DeviceException when the device did not hear it; say so, and have the user pull the plug
    public void halt(Client who) throws DeviceException {
        moves.halt(who);
    }

    /// The device's line in the hands of one lesson.
    interface Loan extends AutoCloseable {
        @Override
        void close();
    }

    /// Lets go of the device's line for somebody who opens it himself, until the loan is closed.
    ///
    /// @throws DeviceException [DeviceFault.Refused] while it moves or a run has it
    Loan lendLine(String purpose, Runnable onHalt) throws DeviceException {
        orders.requireRest("to begin " + purpose);
        Lease lease = orders.lend(purpose, Client.HUB, onHalt);
        tending.suspend("%s has its line.".formatted(purpose));
        return () -> {
            tending.resume();
            lease.close();
            orders.look();
        };
    }

    /// For whoever is about to take its line away.
    ///
    /// @throws DeviceException [DeviceFault.Refused] while it moves or a run has it
    public void requireFreeAndAtRest(String order) throws DeviceException {
        orders.requireFree(order);
        orders.requireRest(order);
    }

    DeviceException refused(String order, String reason) {
        return orders.refused(order, reason);
    }

    /// Changes the number of the present position; nothing moves.
    public void sync(int positionSteps, Client who) throws DeviceException {
        changes.sync(positionSteps, who);
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
        orders.requireFree("to go home");
        Stack stack = tending.ready();
        if (!(stack.watched().device() instanceof Homing homing)) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(board.name(), "stop to count from"));
        }
        orders.beginHome(stack, homing, who);
    }

    /// Changes a setting of the device, by its name in [FocuserState#settings].
    public void change(String setting, String value, Client who) throws DeviceException {
        changes.inDevice(setting, value, who);
    }

    /// Changes how the hub treats this focuser; kept over restarts.
    ///
    /// @throws DeviceException [DeviceFault.Refused] while it moves, or where the configuration file has the say,
    ///     [DeviceFault.BadValue] where limits leave nothing of the travel
    public void treat(FocuserSettings settings, Client who) throws DeviceException {
        changes.inHub(settings, who);
    }

    /// Named positions, by name.
    public SortedMap<String, Integer> presets() {
        return presets.all();
    }

    /// Names a position, or takes the name away with an empty one.
    ///
    /// @throws DeviceException [DeviceFault.BadValue] beyond the limits, or for a name that would be read as a position,
    ///      [DeviceFault.Unsupported] for a name to be taken away that there is not; nothing was changed
    public void preset(String preset, Optional<Integer> positionSteps, Client who)
            throws DeviceException {
        if (positionSteps.isPresent()) {
            presets.name(preset, positionSteps.get(), who);
        } else {
            presets.takeAway(preset, who);
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
        return orders.lend(purpose, who, onHalt);
    }

    /// One look after the device; see [Tending].
    ///
    /// @return when to look again
    Duration tend() throws InterruptedException {
        return tending.look(orders::underOrder);
    }

    /// Looks after the device until the thread is interrupted.
    void keepTending() {
        try {
            while (!Thread.interrupted()) {
                orders.awaitLook(tend());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the run that has it, stops what moves and lets go of the line.
    void close() {
        orders.forgetAll();
        if (tending.stack().isPresent() && board.state().moving()) {
            try {
                halt(Client.HUB);
            } catch (DeviceException deaf) {
                board.say(Gravity.TROUBLE, deaf.fault().message());
            }
        }
        tending.close();
    }
}
