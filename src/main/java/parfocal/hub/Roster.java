package parfocal.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// The devices of one kind on the hub, by id.
final class Roster<T> {
    private final String kind;
    private final Map<String, T> devices = new ConcurrentSkipListMap<>();

    /// @param kind for people, such as `filter wheel`
    Roster(String kind) {
        this.kind = kind;
    }

    /// @throws IllegalArgumentException when there is one of that id
    void add(String id, T device) {
        if (devices.putIfAbsent(id, device) != null) {
            throw new IllegalArgumentException(
                    "The hub has a %s '%s' already; give this one another name."
                            .formatted(kind, id));
        }
    }

    /// @return whether there was one; it was given to `last` then
    boolean remove(String id, Consumer<T> last) {
        Optional<T> gone = Optional.ofNullable(devices.remove(id));
        gone.ifPresent(last);
        return gone.isPresent();
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// By id.
    List<T> all() {
        return new ArrayList<>(devices.values());
    }
}
