package parfocal.hub;

import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// A device that is opened when it is first wanted, let go when it fails, and opened again when it is wanted again.
final class Opened<T extends AutoCloseable> {
    private final Plug<T> plug;
    private final Pace pace;
    private final Consumer<Availability> tell;
    private Optional<T> device = Optional.empty();

    Opened(Plug<T> plug, Pace pace, Consumer<Availability> tell) {
        this.plug = plug;
        this.pace = pace;
        this.tell = tell;
    }

    synchronized T get() throws DeviceException, InterruptedException {
        if (device.isEmpty()) {
            try {
                device = Optional.of(plug.open());
            } catch (DeviceException trouble) {
                tell.accept(new Availability.Unavailable(pace.now(), trouble.fault().message()));
                throw trouble;
            }
            tell.accept(new Availability.Ready(pace.now()));
        }
        return device.get();
    }

    /// After a failure.
    synchronized void letGo(String reason) {
        close();
        tell.accept(new Availability.Unavailable(pace.now(), reason));
    }

    synchronized void close() {
        device.ifPresent(open -> {
            try {
                open.close();
            } catch (Exception _) {
                // It is given up because it failed, or because the program ends.
            }
        });
        device = Optional.empty();
    }
}
