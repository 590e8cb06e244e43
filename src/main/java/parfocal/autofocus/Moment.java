package parfocal.autofocus;

import java.util.OptionalDouble;

/// When a frame was taken, and how warm it was then.
///
/// @param seconds from the beginning of the run to the middle of the exposure, to a tenth: no more than is written down
/// @param celsius by the focuser's own probe, to a thousandth; empty where it has none
public record Moment(double seconds, OptionalDouble celsius) {
    public Moment {
        seconds = Math.rint(10 * seconds) / 10;
        celsius =
                celsius.isPresent()
                        ? OptionalDouble.of(Math.rint(1000 * celsius.getAsDouble()) / 1000)
                        : celsius;
    }
}
