package parfocal.logbook;

import java.time.Duration;
import java.util.function.Consumer;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;

/// A thread that hands on every event of the hub until it is closed.
final class EventThread implements AutoCloseable {
    private static final Duration LISTENING = Duration.ofSeconds(1);

    private final Events.Watch watch;
    private final Thread thread;

    private EventThread(Events.Watch watch, Thread thread) {
        this.watch = watch;
        this.thread = thread;
    }

    static EventThread start(Hub hub, String name, Consumer<HubEvent> listener) {
        Events.Watch watch = hub.events().watch();
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .start(() -> {
                            try {
                                while (true) {
                                    watch.next(LISTENING).ifPresent(listener);
                                }
                            } catch (InterruptedException closing) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return new EventThread(watch, thread);
    }

    @Override
    public void close() {
        watch.close();
        thread.interrupt();
    }
}
