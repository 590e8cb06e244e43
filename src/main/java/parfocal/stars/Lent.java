package parfocal.stars;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/// Things with large arrays of their own that work in parallel borrows and gives back: no more are made than work at once.
final class Lent<T> {
    private final Supplier<T> maker;
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    Lent(Supplier<T> maker) {
        this.maker = maker;
    }

    <R> R to(Function<T, R> work) {
        T waiting = idle.poll();
        T lent = waiting == null ? maker.get() : waiting;
        R result = work.apply(lent);
        idle.add(lent);
        return result;
    }
}
