package parfocal.hub;

import java.time.Instant;
import parfocal.device.DeviceFault;

/// Whether a device can be used now.
public sealed interface Availability {

    /// Nobody has wanted it yet; it is opened when somebody does.
    record Unused() implements Availability {}

    /// Being opened for the first time.
    record Connecting() implements Availability {}

    /// It answers.
    record Ready(Instant since) implements Availability {}

    /// It does not, and is tried again by itself.
    ///
    /// @param reason a sentence for people, with what to do
    record Unavailable(Instant since, String reason) implements Availability {}

    /// A fault as the reason of being away; whoever shows it says already that the device is not connected.
    static String why(DeviceFault fault) {
        return fault instanceof DeviceFault.NotConnected(_, String reason)
                ? reason
                : fault.message();
    }

    default boolean isReady() {
        return this instanceof Ready;
    }
}
