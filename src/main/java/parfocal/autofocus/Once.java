package parfocal.autofocus;

import java.util.Optional;
import java.util.function.Supplier;

/// A value that is worked out when it is first asked for, and kept: what a run knows of itself is dear, asked for again and again, and
/// never changes.
final class Once<T> {
    private final Supplier<T> workedOut;
    private Optional<T> known = Optional.empty();

    Once(Supplier<T> workedOut) {
        this.workedOut = workedOut;
    }

    synchronized T get() {
        if (known.isEmpty()) {
            known = Optional.of(workedOut.get());
        }
        return known.get();
    }
}
