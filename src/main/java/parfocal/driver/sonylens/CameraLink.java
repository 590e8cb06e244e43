package parfocal.driver.sonylens;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;

/// A camera body that presses its lens's focus keys for us.
///
/// One thread at a time. After trouble the link is lost, and the next call connects anew; what the lens did meanwhile nobody knows.
interface CameraLink extends AutoCloseable {

    /// What a body did about a press.
    sealed interface Outcome {

        /// The press was taken; the lens is on its way, and nobody will say when it has arrived.
        record Done() implements Outcome {}

        /// Not now. Nothing was pressed; the same key may be pressed again.
        ///
        /// @param pause how long until then
        record Busy(Duration pause) implements Outcome {

            /// A body that is at work.
            Busy() {
                this(Duration.ofMillis(500));
            }
        }

        /// Nothing was pressed, and nothing will be until somebody does something about the reason.
        record Refused(String reason) implements Outcome {}

        /// The lens is at its end, and this body can tell.
        record AtStop() implements Outcome {}

        /// The link broke before the answer: pressed or not, nobody knows. Never to be repeated.
        record Unanswered(DeviceException trouble) implements Outcome {}
    }

    /// What the body tells of its lens without being moved.
    ///
    /// @param focusPercent       0 at the near end, 100 at infinity; empty where the body does not say
    /// @param manualFocusEnabled whether keys will be obeyed; empty where the body does not say
    record Look(OptionalInt focusPercent, Optional<Boolean> manualFocusEnabled) {
        static final Look NOTHING = new Look(OptionalInt.empty(), Optional.empty());
    }

    /// Who the body says it is.
    ///
    /// @param kind     whose keys these are
    /// @param warnings whole sentences for the user
    record Body(Kind kind, String model, Optional<String> firmware, List<String> warnings) {
        public Body {
            warnings = List.copyOf(warnings);
        }
    }

    /// Whose keys: how many there are each way, and which lens is taken for granted before one is chosen.
    enum Kind {
        SONY(7, LensQuirks.TYPICAL),
        CANON(3, "canon-eos"),
        NIKON(3, "nikon");

        private final int keys;
        private final String lens;

        Kind(int keys, String lens) {
            this.keys = keys;
            this.lens = lens;
        }

        int keys() {
            return keys;
        }

        String lens() {
            return lens;
        }
    }

    /// What was learned when it was connected last.
    Body body();

    /// Presses one key once.
    ///
    /// @param key positive towards infinity, negative towards near; never 0
    /// @throws DeviceException when there is no body to press keys on; nothing was pressed
    Outcome press(int key) throws DeviceException;

    /// @throws DeviceException when the body does not answer
    Look look() throws DeviceException;

    /// How long after a movement a look may still show the time before.
    Duration lookLag();

    /// Lets go of the body so that another program can have it; the next call takes it again.
    void release();

    @Override
    void close();
}
