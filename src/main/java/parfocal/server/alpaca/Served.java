package parfocal.server.alpaca;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.hub.Availability;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A device as Alpaca shows it.
interface Served {
    AlpacaType type();

    /// Short, for lists.
    String name();

    /// At most 64 characters, to fit a line of a FITS header.
    default String description() {
        return fitted(name());
    }

    /// Which driver serves it, and where.
    String origin();

    /// Of the driver: any length.
    default String driverInfo() {
        return "%s %s, %s".formatted(ServerInfo.NAME, ServerInfo.version(), origin());
    }

    UUID uniqueId();

    /// False once the hub has let it go.
    boolean isStillThere();

    Attendance attendance();

    default Pace pace() {
        return attendance().pace();
    }

    default boolean isInUse() {
        return !attendance().isEmpty();
    }

    /// Passes while the device answers.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] otherwise
    void requireReady() throws DeviceException;

    /// Passes while somebody is connected and the device answers.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] otherwise
    default void requireUsable() throws DeviceException {
        if (!isInUse()) {
            throw nobodyConnected();
        }
        requireReady();
    }

    default DeviceException nobodyConnected() {
        return new DeviceException(
                new DeviceFault.NotConnected(
                        name(),
                        "no Alpaca client has connected to it. Set Connected to True first."));
    }

    /// What changes by itself, by the names of the properties; what is not known is left out.
    Map<String, AlpacaValue> state();

    /// As [Members#answer], from this kind's own table.
    Optional<AlpacaValue> answer(boolean reading, String member, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException;

    default List<String> actions() {
        return List.of();
    }

    /// @return JSON, or empty
    default String act(String action, String parameters, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        throw Members.noSuchAction(this, action);
    }

    default String command(String command, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        throw Refusal.notImplemented("%s takes no commands.".formatted(name()));
    }

    /// Passes unless it is known to be away.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] otherwise, with the reason
    static void requireNotAway(String name, Availability availability) throws DeviceException {
        if (availability instanceof Availability.Unavailable(_, String reason)) {
            throw new DeviceException(new DeviceFault.NotConnected(name, reason));
        }
    }

    /// Nobody shall take a simulated device for a real one.
    static String labelled(String name, boolean simulated) {
        return simulated ? name + " (simulated)" : name;
    }

    /// Cut to what `description` may be long.
    static String fitted(String description) {
        int longest = 64;
        return description.length() <= longest ? description : description.substring(0, longest);
    }
}
