package parfocal.driver;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A driver that has to know more of what it moves than it can ask, and finds it out by itself: it moves, has the stars looked at, and
/// moves again. A [FocuserDriver] of this kind implements this as well.
public interface LearnsFromStars {
    /// What one frame showed.
    ///
    /// @param hfrPixels   median half-flux radius; empty when no star could be measured
    /// @param sigmaPixels of that median
    record Sight(OptionalDouble hfrPixels, double sigmaPixels) {}

    /// Takes a frame and measures it.
    interface Stars {
        Sight look() throws DeviceException, InterruptedException;
    }

    /// @param id    short name to find it by
    /// @param maker for people
    /// @param model for people
    /// @param rangeUnits from stop to stop, where somebody has counted it
    record Subject(String id, String maker, String model, OptionalDouble rangeUnits) {}

    /// @param file  what the driver will read again, as text
    /// @param words the same for people, a sentence each
    record Lesson(String file, List<String> words) {
        public Lesson {
            words = List.copyOf(words);
        }
    }

    /// An emulator that knows what there is to be learned of it.
    interface Knowing {
        /// How far each key moves it, the finest first, in steps of any size.
        List<Double> far();

        /// The same the other way.
        List<Double> near();
    }

    /// Learns where the device is plugged in. Stars must be roughly in focus when it begins.
    ///
    /// @param progress is told a sentence for each frame
    /// @throws DeviceException when the device is lost, or nothing can be learned; the reason says what to do
    Lesson learn(
            Address address,
            Subject subject,
            Stars stars,
            Consumer<String> progress,
            WireLog log,
            Pace pace)
            throws DeviceException, InterruptedException;

    /// The same over a line, as to an emulator.
    Lesson learn(Line line, Subject subject, Stars stars, Consumer<String> progress, Pace pace)
            throws DeviceException, InterruptedException;
}
