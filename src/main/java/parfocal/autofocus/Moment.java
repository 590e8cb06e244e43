package parfocal.autofocus;

import java.util.OptionalDouble;

/// When a frame was taken, and how warm it was then.
///
/// @param seconds from the beginning of the run to the middle of the exposure
/// @param celsius by the focuser's own probe; empty where it has none
public record Moment(double seconds, OptionalDouble celsius) {}
