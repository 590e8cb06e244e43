package parfocal.hub;

import java.util.concurrent.ExecutionException;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;

/// The focuser in the hands of one run. Its moves return when the focuser has arrived and stands still.
public final class Lease implements Focuser {
    private final Orders orders;
    private final Stack stack;
    private final String name;
    private final Client who;
    private final Runnable onHalt;
    private volatile boolean cut;

    Lease(Orders orders, Stack stack, String name, Client who, Runnable onHalt) {
        this.orders = orders;
        this.stack = stack;
        this.name = name;
        this.who = who;
        this.onHalt = onHalt;
    }

    @Override
    public String name() {
        return name;
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
        orders.requireHeld(this, positionSteps);
        Move move = orders.begin(positionSteps, who, held -> held.mover(false));
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
        orders.forgetMove();
        stack.stop();
    }

    @Override
    public void close() {
        orders.takeBack(this);
    }

    /// Takes it away in the middle of the run.
    void cut() {
        cut = true;
        close();
        onHalt.run();
    }
}
