package parfocal.server.alpaca;

import java.time.Duration;
import java.util.List;
import parfocal.device.FilterWheel;

/// Three filters, a moment apart.
final class TinyWheel implements FilterWheel {
    private int slot;

    @Override
    public String name() {
        return "Tiny wheel";
    }

    @Override
    public List<String> filters() {
        return List.of("L", "R", "Ha");
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void turnTo(int newSlot) throws InterruptedException {
        AlpacaBench.PACE.pause(Duration.ofMillis(100));
        slot = newSlot;
    }

    @Override
    public void close() {}
}
