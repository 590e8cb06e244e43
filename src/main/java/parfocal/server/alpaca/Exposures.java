package parfocal.server.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.image.Frame;
import parfocal.time.Pace;

/// The exposures that Alpaca clients have ordered of one camera: the one under way, and the picture of the last.
final class Exposures {
    private static final int ALL_PERCENT = 100;

    /// @param exposure how long the shutter was open
    record Taken(Instant beganAt, Duration exposure) {}

    private final String camera;
    private final Pace pace;
    private Optional<CompletableFuture<Frame>> underWay = Optional.empty();
    private Optional<Taken> current = Optional.empty();
    private Optional<Taken> last = Optional.empty();
    private Optional<Picture> frame = Optional.empty();
    private Optional<DeviceException> failure = Optional.empty();

    Exposures(String camera, Pace pace) {
        this.camera = camera;
        this.pace = pace;
    }

    synchronized void begun(CompletableFuture<Frame> ordered, Duration exposure) {
        forget();
        underWay = Optional.of(ordered);
        var taken = new Taken(pace.now(), exposure);
        current = Optional.of(taken);
        var _ = ordered.whenComplete((done, trouble) -> end(ordered, taken, done, trouble));
    }

    /// What was ordered, and its picture, are nobody's any more.
    synchronized void forget() {
        underWay = Optional.empty();
        current = Optional.empty();
        frame = Optional.empty();
        failure = Optional.empty();
    }

    synchronized boolean isUnderWay() {
        return underWay.isPresent();
    }

    synchronized Optional<Picture> frame() {
        return frame;
    }

    synchronized Optional<DeviceException> failure() {
        return failure;
    }

    /// The last that gave a picture.
    synchronized Optional<Taken> last() {
        return last;
    }

    /// How much of the exposure is over; empty when there is none.
    synchronized OptionalInt percent() {
        if (current.isEmpty()) {
            return frame.isPresent() ? OptionalInt.of(ALL_PERCENT) : OptionalInt.empty();
        }
        Duration passed = Duration.between(current.get().beganAt(), pace.now());
        double part = (double) passed.toNanos() / Math.max(1, current.get().exposure().toNanos());
        return OptionalInt.of((int) Math.clamp(ALL_PERCENT * part, 0, ALL_PERCENT));
    }

    private void end(
            CompletableFuture<Frame> ordered,
            Taken taken,
            @Nullable Frame done,
            @Nullable Throwable trouble) {
        // Looked through before anybody waits for it.
        Optional<Picture> picture = Optional.ofNullable(done).map(Picture::of);
        synchronized (this) {
            if (!underWay.equals(Optional.of(ordered))) {
                return;
            }
            underWay = Optional.empty();
            current = Optional.empty();
            if (picture.isPresent()) {
                frame = picture;
                last = Optional.of(taken);
            } else if (trouble instanceof DeviceException told) {
                failure = Optional.of(told);
            } else if (!(trouble instanceof InterruptedException)) {
                failure = Optional.of(ServedCamera.failed(camera, String.valueOf(trouble)));
            }
        }
    }
}
