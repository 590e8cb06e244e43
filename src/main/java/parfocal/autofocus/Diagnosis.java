package parfocal.autofocus;

import java.util.List;

/// Why a run went as it did, for the person who has to mend it.
///
/// @param confidence from 0 to 1
/// @param message    what was seen, with its numbers
/// @param remedy     what to do
/// @param samples    numbers of the samples that show it, from 0 in order of arrival
public record Diagnosis(
        Cause cause, double confidence, String message, String remedy, List<Integer> samples) {
    public Diagnosis {
        samples = List.copyOf(samples);
    }

    /// The same of a run that had taken so many samples before.
    Diagnosis after(int earlier) {
        return new Diagnosis(
                cause,
                confidence,
                message,
                remedy,
                samples.stream().map(sample -> sample + earlier).toList());
    }
}
