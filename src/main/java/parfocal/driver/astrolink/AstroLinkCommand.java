package parfocal.driver.astrolink;

import java.util.List;
import java.util.OptionalInt;

/// What may be said to a FocuserLink or an AstroLink 4. Motors are counted from 0, as on the wire.
sealed interface AstroLinkCommand {

    /// A line of settings that is read and written as a whole.
    enum Sheet {
        /// All settings; on the first boxes all but those below.
        SETTINGS('u'),
        /// Temperature compensation, mini and USB.
        COMPENSATION('e'),
        /// What switches the outputs off, mini and USB.
        PROTECTION('n'),
        /// Whether the buttons on the device work; one field.
        BUTTONS('f'),
        /// Whether it beeps; one field. Mini and USB.
        BUZZER('j'),
        /// Motor current, USB.
        CURRENT('z');

        private final char readLetter;

        Sheet(char readLetter) {
            this.readLetter = readLetter;
        }

        char readLetter() {
            return readLetter;
        }

        char writeLetter() {
            return Character.toUpperCase(readLetter);
        }
    }

    record Identify() implements AstroLinkCommand {}

    /// Known on the mini II family only.
    record ReadFirmware() implements AstroLinkCommand {}

    record ReadStatus() implements AstroLinkCommand {}

    record ReadPosition() implements AstroLinkCommand {}

    record ReadMoving() implements AstroLinkCommand {}

    /// To an absolute position. Beyond the limits it is acknowledged and ignored.
    record Move(int motor, int positionSteps) implements AstroLinkCommand {}

    /// Slows down and stands.
    ///
    /// @param motor empty on boxes that have one
    record Halt(OptionalInt motor) implements AstroLinkCommand {}

    /// Changes the number of the present position.
    ///
    /// @param motor empty on FocuserLink, whose form of this order has no such field
    record SetPosition(OptionalInt motor, int positionSteps) implements AstroLinkCommand {}

    /// Moves by what compensation is due, if that is more than so many steps.
    record Compensate(int thresholdSteps) implements AstroLinkCommand {}

    record ReadSheet(Sheet sheet) implements AstroLinkCommand {}

    /// @param fields all of them: a line is taken as a whole
    record WriteSheet(Sheet sheet, List<String> fields) implements AstroLinkCommand {
        public WriteSheet {
            fields = List.copyOf(fields);
        }
    }

    /// @param output  0 or 1
    /// @param percent 0…100, or 255 for as much as keeps dew away
    record SetHeater(int output, int percent) implements AstroLinkCommand {}

    /// @param output 0…2, the 12 V sockets
    record SwitchOutput(int output, boolean on) implements AstroLinkCommand {}
}
