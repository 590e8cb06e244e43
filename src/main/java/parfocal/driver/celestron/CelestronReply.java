package parfocal.driver.celestron;

import java.util.OptionalInt;

/// What a Celestron focus motor may answer.
sealed interface CelestronReply {

    /// @param build absent on boards that answer with two bytes
    record Version(int major, int minor, OptionalInt build) implements CelestronReply {
        @Override
        public String toString() {
            String release = major + "." + minor;
            return build.isPresent() ? release + "." + build.getAsInt() : release;
        }
    }

    /// @param steps raw encoder counts
    record Position(int steps) implements CelestronReply {}

    /// The usable range that calibration found, raw. Without calibration it is nonsense.
    record Limits(int lowSteps, int highSteps) implements CelestronReply {

        /// Whether a focuser could have this range: a goto has to be able to name both ends.
        boolean sensible() {
            return lowSteps >= 0
                    && highSteps > lowSteps
                    && highSteps <= CelestronCodec.LARGEST_STEPS;
        }
    }

    /// @param done  whether the motor knows its range
    /// @param state 1…12 while a calibration runs, 0 otherwise
    record Calibration(boolean done, int state) implements CelestronReply {}

    record Finished(boolean finished) implements CelestronReply {}

    /// Heard; not yet carried out.
    record Acknowledged() implements CelestronReply {}

    /// The motor does not know this command.
    record NotRecognised() implements CelestronReply {}
}
