package parfocal.selftest;

import java.util.Locale;

/// Something that is not as it should be, in words for a person.
///
/// @param message what was seen, with its numbers
/// @param remedy  what to do
public record Finding(Kind kind, String message, String remedy) {

    public enum Kind {
        LOST_ORDERS,
        ONE_DIRECTION,
        WRONG_PLACE,
        EARLY_IDLE,
        NEVER_IDLE,
        UNEQUAL_SPEED,
        SLOW,
        COMPLAINTS,
        TUBE_STANDS,
        TUBE_TURNS_ONE_WAY,
        PLAY,
        SLIP,
        NO_STARS;

        /// As it stands in JSON.
        public String published() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
