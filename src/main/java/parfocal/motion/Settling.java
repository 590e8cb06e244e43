package parfocal.motion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.time.Pace;

/// Makes a move last until the focuser has arrived and stands still.
///
/// The last order wins: a new `moveTo` ends the one that waits in another thread, and `halt` ends whichever there is; the ended
/// one throws [DeviceFault.Refused] with the reason. An interrupt halts the focuser and then goes on its way.
public final class Settling implements Focuser {
    private final Focuser inner;
    private final Pace pace;
    private final SettlingSettings settings;
    // Held while an order is handed to the driver, never while it is carried out: two orders must
    // reach the device one after the
    // other, and the one that counts must be the later one.
    private final ReentrantLock handing = new ReentrantLock();
    private Order latest;

    public Settling(Focuser inner, Pace pace, SettlingSettings settings) {
        this.inner = inner;
        this.pace = pace;
        this.settings = settings;
        this.latest = new Order(inner.name(), 0);
        this.latest.leave();
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        return inner.status();
    }

    @Override
    public Travel travel() {
        return inner.travel();
    }

    /// Moves, and returns when the focuser has been idle within the tolerance of its target for a while.
    ///
    /// @throws DeviceException [DeviceFault.OutOfRange] (nothing moves); [DeviceFault.Stuck] when it stands elsewhere for too long
    ///     (it has been halted); [DeviceFault.Refused] when a halt or a newer order ended this one; trouble on the line
    @Override
    public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        // A refused order must not end the one under way.
        travel().require(name(), positionSteps);
        Order order = begin(positionSteps);
        try {
            go(order, positionSteps);
        } finally {
            order.leave();
        }
    }

    @Override
    public void halt() throws DeviceException {
        latest().end("it was halted.");
        try {
            inner.halt();
        } finally {
            // An order given between the two lines above was halted as well and has to be told.
            latest().end("it was halted.");
        }
    }

    /// @throws DeviceException [DeviceFault.Refused] while a move is under way: its target would change its meaning
    @Override
    public void sync(int positionSteps) throws DeviceException {
        if (!latest().isLeft()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            name(),
                            "to call its position %d".formatted(positionSteps),
                            "it is moving. Halt it first."));
        }
        inner.sync(positionSteps);
    }

    @Override
    public List<Setting> settings() throws DeviceException {
        return inner.settings();
    }

    @Override
    public void change(String setting, String value) throws DeviceException {
        inner.change(setting, value);
    }

    @Override
    public void close() {
        latest().end("it was disconnected.");
        inner.close();
    }

    /// Ends the waiting of whichever order is under way, without a halt: a newer order follows at once.
    public void giveWay() {
        latest().end("a newer order took its place.");
    }

    int toleranceSteps() {
        return settings.toleranceSteps();
    }

    synchronized Order latest() {
        return latest;
    }

    /// From now on this order owns the focuser, and the one before is over.
    synchronized Order begin(int targetSteps) {
        latest.end("a newer order, to %d, took its place.".formatted(targetSteps));
        latest = new Order(name(), targetSteps);
        return latest;
    }

    /// The same, unless another order has come since `seen`.
    synchronized Optional<Order> beginAfter(Order seen, int targetSteps) {
        return latest == seen ? Optional.of(begin(targetSteps)) : Optional.empty();
    }

    /// One leg of an order, to its end.
    void go(Order order, int positionSteps) throws DeviceException, InterruptedException {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            hand(order, positionSteps);
            awaitArrival(order, positionSteps);
        } catch (InterruptedException cancelled) {
            throw halted(order, cancelled);
        }
    }

    private void hand(Order order, int positionSteps) throws DeviceException, InterruptedException {
        handing.lock();
        try {
            order.requireWanted();
            inner.moveTo(positionSteps);
            if (!order.isWanted() && latest() == order) {
                // The halt overtook the order on its way to the device.
                inner.halt();
            }
        } catch (DeviceException trouble) {
            // It may have heard the order all the same, or still be on its way to the place of the
            // order before.
            throw halted(order, trouble);
        } finally {
            handing.unlock();
        }
    }

    private void awaitArrival(Order order, int positionSteps)
            throws DeviceException, InterruptedException {
        var standstill = new Standstill(positionSteps, settings, pace.now());
        Instant heard = pace.now();
        while (true) {
            order.requireWanted();
            Optional<FocuserStatus> reading = read(order, heard);
            if (reading.isPresent()) {
                heard = pace.now();
                int stands = reading.get().positionSteps();
                switch (standstill.see(reading.get(), heard)) {
                    case UNDER_WAY -> {}
                    case ARRIVED -> {
                        return;
                    }
                    case STUCK ->
                            throw halted(
                                    order,
                                    new DeviceException(
                                            new DeviceFault.Stuck(
                                                    name(),
                                                    stands,
                                                    positionSteps,
                                                    standstill.stood(heard))));
                }
            }
            pace.pause(settings.poll());
        }
    }

    /// A lost reply is no reason to leave a turning motor alone; a line that stays silent, or is gone, is.
    private Optional<FocuserStatus> read(Order order, Instant heard) throws DeviceException {
        try {
            return Optional.of(inner.status());
        } catch (DeviceException trouble) {
            boolean mayPass =
                    trouble.fault() instanceof DeviceFault.Silent
                            || trouble.fault() instanceof DeviceFault.Garbled;
            if (mayPass && pace.now().isBefore(heard.plus(settings.stuckAfter()))) {
                return Optional.empty();
            }
            throw halted(order, trouble);
        }
    }

    /// Halts the focuser, unless a newer order owns it by now, and gives the trouble back.
    private <T extends Exception> T halted(Order order, T trouble) {
        handing.lock();
        try {
            if (latest() == order && order.isWanted()) {
                order.end("it was halted.");
                inner.halt();
            }
        } catch (DeviceException alsoDeaf) {
            trouble.addSuppressed(alsoDeaf);
        } finally {
            handing.unlock();
        }
        return trouble;
    }
}
