package parfocal.hub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The threads of runs of one kind, one a focuser at a time: a run is ended by interrupting its own, and only once it is there.
final class RunThreads {
    private final String kind;
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    /// @param kind of runs, for the names of the threads
    RunThreads(String kind) {
        this.kind = kind;
    }

    void start(String focuserId, Runnable run) {
        Thread thread =
                Thread.ofPlatform().daemon().name(kind + "-" + focuserId).unstarted(run);
        threads.put(focuserId, thread);
        thread.start();
    }

    /// Is told by the run itself, when it is over.
    void over(String focuserId) {
        threads.remove(focuserId);
    }

    boolean isRunning(String focuserId) {
        return threads.containsKey(focuserId);
    }

    /// Nothing where none is under way.
    void interrupt(String focuserId) {
        Thread thread = threads.get(focuserId);
        if (thread != null) {
            thread.interrupt();
        }
    }

    void close() {
        threads.values().forEach(Thread::interrupt);
    }
}
