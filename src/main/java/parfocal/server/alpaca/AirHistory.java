package parfocal.server.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The air of the last day, for averages over hours.
final class AirHistory {
    /// Further back nothing is kept.
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Deque<Air> kept = new ArrayDeque<>();

    synchronized void add(Air air) {
        Air last = kept.peekLast();
        if (last != null && air.at().isBefore(last.at().plus(BETWEEN))) {
            return;
        }
        kept.addLast(air);
        Instant oldest = air.at().minus(LONGEST);
        while (kept.getFirst().at().isBefore(oldest)) {
            kept.removeFirst();
        }
    }

    /// The mean over a period and the present reading; the period need not be filled yet.
    synchronized double mean(Function<Air, OptionalDouble> sensor, double present, Instant since) {
        double sum = present;
        int count = 1;
        for (Air air : kept) {
            OptionalDouble felt = sensor.apply(air);
            if (!air.at().isBefore(since) && felt.isPresent()) {
                sum += felt.getAsDouble();
                count++;
            }
        }
        return sum / count;
    }
}
