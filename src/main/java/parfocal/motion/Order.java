package parfocal.motion;

import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;

/// One order to move, in one leg or several, from when it is given until whoever gave it is done with it.
final class Order {
    private final String device;
    private final int targetSteps;
    private volatile Optional<String> ended = Optional.empty();
    private volatile boolean left;

    Order(String device, int targetSteps) {
        this.device = device;
        this.targetSteps = targetSteps;
    }

    /// Takes the order back; the first reason stays.
    synchronized void end(String reason) {
        if (ended.isEmpty()) {
            ended = Optional.of(reason);
        }
    }

    boolean isWanted() {
        return ended.isEmpty();
    }

    /// @throws DeviceException [DeviceFault.Refused] when the order was taken back
    void requireWanted() throws DeviceException {
        if (ended.isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            device,
                            "to finish the move to %d".formatted(targetSteps),
                            ended.get()));
        }
    }

    /// Nothing will be sent to the device for this order any more.
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }
}
