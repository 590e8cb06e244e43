package parfocal.server.alpaca;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A device as Alpaca shows it.
interface Served {
    AlpacaType type();

    /// Short, for lists.
    String name();

    /// At most 64 characters, to fit a line of a FITS header.
    String description();

    /// Of the driver: any length.
    String driverInfo();

    UUID uniqueId();

    /// False once the hub has let it go.
    boolean isStillThere();

    Attendance attendance();

    Pace pace();

    /// Passes while somebody is connected and the device answers.
    ///
    /// @throws DeviceException [parfocal.device.DeviceFault.NotConnected] otherwise
    void requireUsable(long clientId) throws DeviceException;

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

    /// Cut to what `description` may be long.
    static String fitted(String description) {
        int longest = 64;
        return description.length() <= longest ? description : description.substring(0, longest);
    }
}
