package parfocal.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// While it is open, Ctrl-C does not end the program at once but interrupts the thread that waits, and gives it the time to stop what
/// it began: nothing moves that nobody watches.
final class CtrlC implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private CtrlC(Thread waiting) {
        hook =
                new Thread(
                        () -> {
                            waiting.interrupt();
                            try {
                                var _ = over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static CtrlC interruptsThisThread() {
        return new CtrlC(Thread.currentThread());
    }

    @Override
    public void close() {
        over.countDown();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending just because of it.
        }
    }
}
