package parfocal.hub;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import parfocal.hub.HubEvent.CameraChanged;
import parfocal.hub.HubEvent.CompensationChanged;
import parfocal.hub.HubEvent.DevicesChanged;
import parfocal.hub.HubEvent.FocuserChanged;
import parfocal.hub.HubEvent.FocuserDetailsChanged;
import parfocal.hub.HubEvent.Moved;
import parfocal.hub.HubEvent.RunChanged;
import parfocal.hub.HubEvent.RunWentOn;
import parfocal.hub.HubEvent.Said;
import parfocal.hub.HubEvent.SensorChanged;
import parfocal.hub.HubEvent.WheelChanged;

/// The one stream of events out of the hub. Telling never waits: each watcher has a short queue of its own, in which a newer state
/// takes the place of an older one, and which forgets its oldest sentences when nobody reads it.
public final class Events {
    private static final int LONGEST_QUEUE = 1_000;

    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /// Begins to watch; close it when done.
    public Watch watch() {
        var watch = new Watch();
        watches.add(watch);
        return watch;
    }

    void tell(HubEvent event) {
        watches.forEach(watch -> watch.put(event));
    }

    /// One watcher's own queue. For one reading thread.
    public final class Watch implements AutoCloseable {
        private final Map<Object, HubEvent> queue = new LinkedHashMap<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition arrived = lock.newCondition();
        private long sentences;

        private Watch() {}

        /// The next event, or empty when none came in time.
        public Optional<HubEvent> next(Duration patience) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long nanos = patience.toNanos();
                while (queue.isEmpty() && nanos > 0) {
                    nanos = arrived.awaitNanos(nanos);
                }
                return takeOldest();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }

        private void put(HubEvent event) {
            lock.lock();
            try {
                Object key = key(event);
                // Taken out first: a newer state stands behind what was said before it.
                queue.remove(key);
                queue.put(key, event);
                if (queue.size() > LONGEST_QUEUE) {
                    var _ = takeOldest();
                }
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }

        private Optional<HubEvent> takeOldest() {
            Iterator<HubEvent> events = queue.values().iterator();
            if (!events.hasNext()) {
                return Optional.empty();
            }
            HubEvent event = events.next();
            events.remove();
            return Optional.of(event);
        }

        private Object key(HubEvent event) {
            return switch (event) {
                case FocuserChanged(_, String id, _) -> "focuser " + id;
                case FocuserDetailsChanged(_, String id) -> "details " + id;
                case CameraChanged(_, String id, _) -> "camera " + id;
                case WheelChanged(_, String id, _) -> "wheel " + id;
                case SensorChanged(_, String id, _) -> "sensor " + id;
                case CompensationChanged(_, String id, _) -> "compensation " + id;
                case DevicesChanged _ -> "devices";
                case Moved _, RunWentOn _, RunChanged _, Said _ -> ++sentences;
            };
        }
    }
}
