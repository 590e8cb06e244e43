package parfocal.time;

import java.time.Duration;
import java.time.Instant;

/// The program's only source of time: what the time is, and how to wait.
public interface Pace {

    /// The time now. Differences between two readings never jump with the computer's clock.
    Instant now();

    /// Waits. An interrupt ends the wait at once.
    void pause(Duration duration) throws InterruptedException;

    /// Time as it passes on the wall.
    static Pace wall() {
        return WallPace.INSTANCE;
    }
}
