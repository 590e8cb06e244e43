package parfocal.driver.alpaca;

import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// The temperature compensation that the server does by itself, which must not work beside ours unseen.
final class AlpacaCompensation {
    private static final int MOVES_WHILE_COMPENSATING = 3;

    private final AlpacaClient client;
    private final int interfaceVersion;
    private final boolean available;
    private boolean wanted;
    private boolean switchedOff;
    private boolean suspended;

    AlpacaCompensation(AlpacaClient client, int interfaceVersion) throws DeviceException {
        this.client = client;
        this.interfaceVersion = interfaceVersion;
        this.available = client.find("tempcompavailable", AlpacaValue::asTruth).orElse(false);
    }

    boolean available() {
        return available;
    }

    boolean on() throws DeviceException {
        return available && client.get("tempcomp", AlpacaValue::asTruth);
    }

    /// Switches it as the user wants it, from now on also while we move.
    void want(boolean on) throws DeviceException {
        set(on);
        wanted = on;
        switchedOff = false;
        suspended = false;
    }

    /// Before a move: off, unless the user wants it and the focuser can move meanwhile.
    void beforeMove() throws DeviceException {
        if (suspended || !on() || (wanted && interfaceVersion >= MOVES_WHILE_COMPENSATING)) {
            return;
        }
        set(false);
        suspended = wanted;
        switchedOff = !wanted;
    }

    /// After a move: on again, if it was only off for the way.
    void afterMove() throws DeviceException {
        if (suspended) {
            set(true);
            suspended = false;
        }
    }

    /// Whether it was found on and switched off for good.
    boolean switchedOff() {
        return switchedOff;
    }

    private void set(boolean on) throws DeviceException {
        var _ = client.put("tempcomp", Map.of("TempComp", on ? "True" : "False"));
    }
}
