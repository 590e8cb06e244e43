package parfocal.server.indi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one guest. Putting never waits, and what is held is bounded whoever does not read: a newer position takes
/// the place of an older one that is still here, a definition the place of everything said of its property before, a frame the place of
/// the frame before it. Changes of state (Busy, then Ok) all arrive, until more than [#PLENTY] bytes wait; from then on
/// only the last word on each property is kept, and the last [#NOTES] lines of text.
final class Outbox {
    static final int PLENTY = 256 << 10;
    static final int NOTES = 32;

    /// One place in the queue; its letter is taken away when a newer one makes it worthless.
    private static final class Place {
        private @Nullable Letter letter;

        Place(Letter letter) {
            this.letter = letter;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Place> places = new ArrayDeque<>();
    // The last letter of each sort about each property.
    private final Map<String, Place> latest = new HashMap<>();
    private long bytes;
    private int empties;
    private boolean closed;

    void put(Letter letter) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            switch (letter.sort()) {
                case DEFINITION -> {
                    forget("update", letter);
                    forget("definition", letter);
                    append("definition", letter);
                }
                case DELETION -> {
                    forget("update", letter);
                    forget("file", letter);
                    forget("definition", letter);
                    append("definition", letter);
                }
                case UPDATE -> {
                    Place before = latest.get(key("update", letter));
                    if (before != null
                            && before.letter != null
                            && before.letter.state().equals(letter.state())
                            && !before.letter.says()) {
                        empty(before);
                    }
                    append("update", letter);
                }
                case FILE -> {
                    forget("file", letter);
                    append("file", letter);
                }
                case NOTE -> append("note", letter);
            }
            if (bytes > PLENTY) {
                keepLastWords();
            }
            if (empties > 64 && empties > places.size() / 2) {
                places.removeIf(place -> place.letter == null);
                empties = 0;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next letter, once there is one; null when the guest has gone.
    @Nullable Letter take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Letter letter = poll();
                if (letter != null || closed) {
                    return letter;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing waits.
    boolean isEmpty() {
        lock.lock();
        try {
            return places.size() == empties;
        } finally {
            lock.unlock();
        }
    }

    /// Bytes that wait, frames left out of account.
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            places.clear();
            latest.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Letter poll() {
        while (true) {
            Place place = places.poll();
            if (place == null) {
                return null;
            }
            Letter letter = place.letter;
            if (letter != null) {
                empty(place);
                empties--;
                return letter;
            }
            empties--;
        }
    }

    private void append(String sort, Letter letter) {
        var place = new Place(letter);
        places.add(place);
        bytes += letter.bytes().length;
        if (letter.property().isPresent()) {
            latest.put(key(sort, letter), place);
        }
    }

    private void forget(String sort, Letter about) {
        Place place = latest.remove(key(sort, about));
        if (place != null) {
            empty(place);
        }
    }

    private void empty(Place place) {
        if (place.letter != null) {
            bytes -= place.letter.bytes().length;
            place.letter = null;
            empties++;
        }
    }

    private void keepLastWords() {
        var kept = new HashSet<>(latest.values());
        List<Place> notes = new ArrayList<>();
        for (Place place : places) {
            if (place.letter == null) {
                continue;
            }
            if (place.letter.property().isEmpty()) {
                notes.add(place);
            } else if (!kept.contains(place)) {
                empty(place);
            }
        }
        notes.subList(0, Math.max(0, notes.size() - NOTES)).forEach(this::empty);
    }

    private static String key(String sort, Letter letter) {
        return sort + '\n' + letter.device() + '\n' + letter.property().orElse("");
    }
}
