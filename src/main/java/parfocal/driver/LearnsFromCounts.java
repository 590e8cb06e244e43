package parfocal.driver;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A driver that finds out how far its steps go without a single star, by counting how many of each size lead from one end of the
/// travel to the other. A [FocuserDriver] of this kind implements this as well.
public interface LearnsFromCounts {
    /// Sees whether the lens still moves, where the device cannot tell: a camera before which something of contrast stands, or a
    /// person who watches.
    interface Witness {
        /// Looks at the lens at rest, to compare with later.
        void watch() throws DeviceException, InterruptedException;

        /// Looks again, after presses.
        ///
        /// @return whether it stands where it stood at the look before
        boolean stood() throws DeviceException, InterruptedException;
    }

    /// What is to be counted.
    ///
    /// @param witness     empty where the device itself tells where the lens is
    /// @param smallestKey the finest step that is counted; what is finer takes long and is then taken from the usual ratio
    record Task(Subject subject, Optional<Witness> witness, int smallestKey) {}

    /// Which way somebody has counted.
    enum Way {
        NEAR,
        FAR,
        /// One number for both; nobody has compared them.
        BOTH
    }

    /// Somebody's own count of the steps that cross the whole range.
    ///
    /// @param key          1 the smallest
    /// @param presses      with a fraction for the last one, which the end cut short
    /// @param sigmaPresses of that number
    record Count(int key, Way way, double presses, double sigmaPresses) {}

    /// Counts where the device is plugged in; it goes to both ends of the travel many times.
    ///
    /// @param progress is told a sentence for each way across
    /// @throws DeviceException when the device is lost, or nothing can be learned; the reason says what to do
    Lesson count(Address address, Task task, Consumer<String> progress, WireLog log, Pace pace)
            throws DeviceException, InterruptedException;

    /// The same over a line, as to an emulator.
    Lesson count(Line line, Task task, Consumer<String> progress, Pace pace)
            throws DeviceException, InterruptedException;

    /// From what somebody has counted already; moves nothing.
    ///
    /// @throws IllegalArgumentException with a sentence for people, when no lens can have such counts
    Lesson counted(Subject subject, List<Count> counts);
}
