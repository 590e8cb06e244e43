package parfocal.wire.indi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a server has told so far: every property of every device, as it was defined and changed since. BLOBs are not kept.
///
/// Bounded: properties beyond [#MOST] are not taken up. Not for several threads at once.
public final class Mirror {
    /// Far more than any observatory has.
    public static final int MOST = 20_000;

    private final Map<String, Map<String, Property>> devices = new LinkedHashMap<>();
    private int count;

    /// Takes up a message. Orders of other clients, which servers repeat, and updates of what was never defined change nothing.
    public void accept(IndiMessage message) {
        switch (message) {
            case IndiMessage.DefVector define -> define(define.property());
            case IndiMessage.SetVector set ->
                    property(set.device(), set.name())
                            .filter(property -> property.kind() == set.kind())
                            .ifPresent(property -> define(property.updatedBy(set)));
            case IndiMessage.DelProperty gone -> forget(gone);
            case IndiMessage.GetProperties _,
                    IndiMessage.NewVector _,
                    IndiMessage.Note _,
                    IndiMessage.EnableBlob _,
                    IndiMessage.PingRequest _,
                    IndiMessage.PingReply _,
                    IndiMessage.Ignored _ -> {
                // None of them tells what a property is.
            }
        }
    }

    public Optional<Property> property(String device, String name) {
        return Optional.ofNullable(devices.getOrDefault(device, Map.of()).get(name));
    }

    /// The names of all devices, in the order in which they appeared.
    public List<String> devices() {
        return List.copyOf(devices.keySet());
    }

    /// All properties of a device, in the order in which they appeared.
    public List<Property> properties(String device) {
        return new ArrayList<>(devices.getOrDefault(device, Map.of()).values());
    }

    public void clear() {
        devices.clear();
        count = 0;
    }

    private void define(Property property) {
        boolean known = property(property.device(), property.name()).isPresent();
        if (known || count < MOST) {
            count += known ? 0 : 1;
            devices.computeIfAbsent(property.device(), _ -> new LinkedHashMap<>())
                    .put(property.name(), property);
        }
    }

    private void forget(IndiMessage.DelProperty gone) {
        Map<String, Property> properties = devices.get(gone.device());
        if (properties == null) {
            return;
        }
        int before = properties.size();
        gone.name().ifPresentOrElse(properties::remove, properties::clear);
        count -= before - properties.size();
        if (properties.isEmpty()) {
            devices.remove(gone.device());
        }
    }
}
