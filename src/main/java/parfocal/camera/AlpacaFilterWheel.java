package parfocal.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// A filter wheel of an Alpaca server.
public final class AlpacaFilterWheel implements FilterWheel {
    private static final String NAME = "Alpaca filter wheel";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /// A large wheel takes ten seconds once round.
    private static final Duration TO_TURN = Duration.ofSeconds(60);

    private static final int TURNING = -1;

    private final AlpacaClient client;
    private final Pace pace;
    private final List<String> filters;

    private AlpacaFilterWheel(AlpacaClient client, Pace pace, List<String> filters) {
        this.client = client;
        this.pace = pace;
        this.filters = filters;
    }

    /// Connects and asks for the filters; nothing turns.
    ///
    /// @throws DeviceException when no filter wheel answers there; nothing is left open
    public static AlpacaFilterWheel connect(AlpacaAddress address, WireLog log, Pace pace)
            throws DeviceException {
        AlpacaClient client = AlpacaClient.at(NAME, address, log);
        try {
            client.connect();
            return new AlpacaFilterWheel(
                    client, pace, List.copyOf(client.get("names", AlpacaValue::asTexts)));
        } catch (DeviceException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> filters() {
        return filters;
    }

    @Override
    public int slot() throws DeviceException, InterruptedException {
        Instant end = pace.now().plus(TO_TURN);
        int slot = position();
        while (slot == TURNING) {
            if (pace.now().isAfter(end)) {
                throw refused(
                        "GET position",
                        "it has been turning for %d s. Does something hold it?"
                                .formatted(TO_TURN.toSeconds()));
            }
            pace.pause(LOOK_AGAIN);
            slot = position();
        }
        return slot;
    }

    @Override
    public void turnTo(int slot) throws DeviceException, InterruptedException {
        String order = "a turn to slot " + slot;
        if (slot < 0 || slot >= filters.size()) {
            throw refused(
                    order,
                    "it has the slots 0 to %d: %s."
                            .formatted(filters.size() - 1, String.join(", ", filters)));
        }
        var _ = client.put("position", Map.of("Position", Integer.toString(slot)));
        int stands = slot();
        if (stands != slot) {
            throw refused(
                    order, "it stands at slot %d. Does another program use it?".formatted(stands));
        }
    }

    private int position() throws DeviceException {
        return client.get("position", AlpacaValue::asWhole);
    }

    private static DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(NAME, order, reason));
    }

    @Override
    public void close() {
        client.close();
    }
}
