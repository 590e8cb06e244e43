package parfocal.server.indi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.wire.indi.PropertyState;

/// The states of a device's properties, by name.
final class States {
    private final Map<String, PropertyState> states = new ConcurrentHashMap<>();

    /// As it was set, or this before it ever was.
    PropertyState of(String property, PropertyState first) {
        return states.getOrDefault(property, first);
    }

    boolean isBusy(String property) {
        return states.get(property) == PropertyState.BUSY;
    }

    void set(String property, PropertyState state) {
        states.put(property, state);
    }

    void clear() {
        states.clear();
    }
}
