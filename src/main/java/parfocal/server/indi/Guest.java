package parfocal.server.indi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import parfocal.hub.Client;
import parfocal.wire.indi.BlobPolicy;
import parfocal.wire.indi.PropertyKind;

/// A connection: what it wants to hear, and what waits to be sent to it.
///
/// Before it has asked for anything it gets nothing. Asked without a device it gets everything; asked for a device or a property first, only
/// that, widened by whatever it asks for later. Guarded by the house's lock.
final class Guest {
    private static final int ORDERS_UNDER_WAY = 16;

    private final Client who;
    private final Outbox outbox = new Outbox();
    private final Semaphore orders = new Semaphore(ORDERS_UNDER_WAY);
    private boolean everything;
    private final Set<String> devices = new HashSet<>();
    private final Set<String> properties = new HashSet<>();
    private final Map<String, BlobPolicy> blobs = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    Guest(Client who) {
        this.who = who;
    }

    /// What sends frames to whoever is at the other end, as a driver does.
    static Guest server(Client who) {
        var guest = new Guest(who);
        guest.blobs.put("", BlobPolicy.ALSO);
        return guest;
    }

    Client who() {
        return who;
    }

    Outbox outbox() {
        return outbox;
    }

    /// As many orders as may wait for their answers at once; beyond them its next message waits.
    Semaphore orders() {
        return orders;
    }

    void asksFor(Optional<String> device, Optional<String> property) {
        if (device.isEmpty()) {
            everything = true;
        } else if (property.isEmpty()) {
            devices.add(device.get());
        } else {
            properties.add(key(device.get(), property.get()));
        }
    }

    void enableBlobs(String device, Optional<String> property, BlobPolicy policy) {
        // A client that makes up names is not remembered for each of them.
        if (blobs.size() < 1_000) {
            blobs.put(property.map(name -> key(device, name)).orElse(device), policy);
        }
    }

    /// Whether it listens to anything of a device.
    boolean hears(String device) {
        return everything
                || devices.contains(device)
                || properties.stream().anyMatch(key -> key.startsWith(device + '\n'));
    }

    boolean hears(String device, String property) {
        return everything || devices.contains(device) || properties.contains(key(device, property));
    }

    /// It disconnected a device that others go on using: for this guest alone the device is as if disconnected.
    void leave(String device) {
        left.add(device);
    }

    void comeBack(String device) {
        left.remove(device);
    }

    boolean hasLeft(String device) {
        return left.contains(device);
    }

    /// How many names it has made us remember.
    int names() {
        return devices.size() + properties.size();
    }

    boolean wants(Letter letter) {
        String device = letter.device();
        boolean interested =
                letter.property().map(name -> hears(device, name)).orElseGet(() -> hears(device));
        if (!interested) {
            return false;
        }
        if (hasLeft(device)
                && (letter.whileConnected()
                        || letter.property().filter(Presence.CONNECTION::equals).isPresent())) {
            return false;
        }
        boolean isBlob = letter.kind().filter(PropertyKind.BLOB::equals).isPresent();
        BlobPolicy policy = blobs.getOrDefault("", blobs.getOrDefault(device, BlobPolicy.NEVER));
        if (letter.sort() == Letter.Sort.FILE) {
            BlobPolicy ofProperty =
                    letter.property()
                            .map(name -> blobs.getOrDefault(key(device, name), policy))
                            .orElse(policy);
            return ofProperty != BlobPolicy.NEVER;
        }
        return policy != BlobPolicy.ONLY || isBlob;
    }

    private static String key(String device, String property) {
        return device + '\n' + property;
    }
}
