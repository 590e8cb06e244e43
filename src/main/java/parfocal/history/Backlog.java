package parfocal.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Facts that wait to be written. Putting one in never waits; a full backlog loses its oldest reading, and only where there is none its
/// oldest fact: a move or a run is told once, a reading every few seconds.
final class Backlog {
    private final int most;
    private final ArrayDeque<Fact> facts = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long lost;
    private boolean busy;
    private boolean closed;

    Backlog(int most) {
        this.most = most;
    }

    void put(Fact fact) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (facts.size() >= most) {
                loseOne();
            }
            facts.addLast(fact);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void loseOne() {
        boolean found = facts.removeIf(new FirstReading());
        if (!found) {
            facts.removeFirst();
        }
        lost++;
    }

    private static final class FirstReading implements java.util.function.Predicate<Fact> {
        private boolean found;

        @Override
        public boolean test(Fact fact) {
            boolean first = !found && (fact instanceof Reading || fact instanceof AirReading);
            found |= first;
            return first;
        }
    }

    /// The next facts, oldest first; none when none came in time. What was taken counts as waiting until [#done].
    List<Fact> take(int upTo, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (facts.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            var taken = new ArrayList<Fact>();
            while (taken.size() < upTo && !facts.isEmpty()) {
                taken.add(facts.removeFirst());
            }
            busy = !taken.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What was taken last is written.
    void done() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits before another attempt; returns early when the backlog is closed.
    void rest(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = duration.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more facts; those that wait can still be written.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return facts.isEmpty() && !busy;
        } finally {
            lock.unlock();
        }
    }

    /// How many facts were lost since this was last asked.
    long takeLost() {
        lock.lock();
        try {
            long count = lost;
            lost = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when everything is written.
    ///
    /// @return whether that was so in time
    boolean awaitWritten(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while ((busy || !facts.isEmpty()) && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return facts.isEmpty() && !busy;
        } finally {
            lock.unlock();
        }
    }
}
