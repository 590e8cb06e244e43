package parfocal.driver.sonylens;

import java.util.List;
import java.util.OptionalDouble;

/// Learns how far each key moves a lens, unattended: says what to press, is told what was seen, and ends with a table.
///
/// A value: [#with] makes a new one, nothing else changes anything. Where there are no stars,
/// [CountLesson] counts.
interface LensLearning {
    /// What to do now.
    sealed interface Step {
        /// Press these keys one after the other, wait for the lens, then measure.
        record Press(List<Integer> keys) implements Step {}

        /// @param table             what was learned
        /// @param focusUnits        where the stars were sharpest, from the infinity stop
        /// @param words             the same for people, a sentence each
        record Finished(LensTable table, OptionalDouble focusUnits, List<String> words)
                implements Step {}

        /// @param reason what happened and what to do about it
        record GivenUp(String reason) implements Step {}
    }

    /// What was seen after the presses.
    sealed interface Measurement {
        /// @param pixels      median half-flux radius of the stars
        /// @param sigmaPixels of that median
        record Stars(double pixels, double sigmaPixels) implements Measurement {}

        /// No star could be measured.
        record Nothing() implements Measurement {}
    }

    /// Which lens it is, for the table.
    ///
    /// @param rangeUnits from stop to stop, where somebody knows it; otherwise the table reaches as far as was gone
    record Lens(String id, String maker, String model, OptionalDouble rangeUnits) {}

    Step next();

    /// @throws IllegalStateException once it has finished or given up
    LensLearning with(Measurement measurement);

    /// By the size of star images; the lens must stand near focus.
    static LensLearning byStars(Lens lens) {
        return StarLearning.start(lens);
    }
}
