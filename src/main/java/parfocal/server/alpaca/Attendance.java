package parfocal.server.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// Who is connected to one device, by ClientID. Each comes and goes for itself; who has been silent for half an hour is taken to be gone.
final class Attendance {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /// What coming and going means for the device; for most devices, going means nothing.
    @FunctionalInterface
    interface Doors {

        /// Returns when the device can be used; may wait for it.
        void open(long clientId) throws DeviceException, InterruptedException;

        default void close(long clientId) {}
    }

    private static final class Guest {
        volatile Instant heardAt;

        Guest(Instant heardAt) {
            this.heardAt = heardAt;
        }
    }

    private static final class Arrival {
        volatile Optional<DeviceException> failure = Optional.empty();
    }

    private final Doors doors;
    private final Pace pace;
    private final Map<Long, Guest> guests = new ConcurrentHashMap<>();
    private final Map<Long, Arrival> arrivals = new ConcurrentHashMap<>();

    Attendance(Doors doors, Pace pace) {
        this.doors = doors;
        this.pace = pace;
    }

    Pace pace() {
        return pace;
    }

    boolean has(long clientId) {
        return guests.containsKey(clientId);
    }

    boolean isEmpty() {
        return guests.isEmpty();
    }

    SortedSet<Long> all() {
        return new TreeSet<>(guests.keySet());
    }

    void heardOf(long clientId) {
        Guest guest = guests.get(clientId);
        if (guest != null) {
            guest.heardAt = pace.now();
        }
    }

    /// Returns when it is connected.
    void arrive(long clientId) throws DeviceException, InterruptedException {
        arrivals.remove(clientId);
        if (!has(clientId)) {
            doors.open(clientId);
            guests.put(clientId, new Guest(pace.now()));
        }
    }

    /// Returns at once; [#isArriving] tells the end.
    void beginToArrive(long clientId) {
        if (has(clientId)) {
            arrivals.remove(clientId);
            return;
        }
        var arrival = new Arrival();
        // One attempt at a time is enough.
        Arrival current =
                arrivals.compute(
                        clientId,
                        (_, earlier) ->
                                earlier != null && earlier.failure.isEmpty() ? earlier : arrival);
        if (current != arrival) {
            return;
        }
        Thread.startVirtualThread(() -> arrive(clientId, arrival));
    }

    private void arrive(long clientId, Arrival arrival) {
        try {
            doors.open(clientId);
            guests.put(clientId, new Guest(pace.now()));
            if (!arrivals.remove(clientId, arrival)) {
                // It has left meanwhile.
                depart(clientId);
            }
        } catch (DeviceException trouble) {
            arrival.failure = Optional.of(trouble);
        } catch (InterruptedException closing) {
            arrivals.remove(clientId, arrival);
            Thread.currentThread().interrupt();
        }
    }

    /// @throws DeviceException why the last attempt failed
    boolean isArriving(long clientId) throws DeviceException {
        Arrival arrival = arrivals.get(clientId);
        if (arrival == null) {
            return false;
        }
        if (arrival.failure.isPresent()) {
            throw arrival.failure.get();
        }
        return true;
    }

    /// Nothing where it never came.
    void leave(long clientId) {
        arrivals.remove(clientId);
        depart(clientId);
    }

    private void depart(long clientId) {
        if (guests.remove(clientId) != null) {
            doors.close(clientId);
        }
    }

    /// Lets those go who have been silent for too long.
    void expire() {
        Instant oldest = pace.now().minus(PATIENCE);
        guests.forEach((clientId, guest) -> {
            if (guest.heardAt.isBefore(oldest)) {
                leave(clientId);
            }
        });
    }
}
