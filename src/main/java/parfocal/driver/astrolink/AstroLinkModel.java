package parfocal.driver.astrolink;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The boxes of the family, and how they are told apart: by their name and, where three share one, by their status line.
enum AstroLinkModel {
    FOCUSER_LINK("FocuserLink", 1),
    MINI("AstroLink 4 mini", 1),
    USB("AstroLink 4 USB", 1),
    /// Also the micro, which has one motor and no way to say so.
    MINI_II("AstroLink 4 mini II or micro", 2),
    MAX("AstroLink 4 MAX", 2);

    private static final int FIELDS_OF_THE_MINI = 20;

    private final String displayName;
    private final int motors;

    AstroLinkModel(String displayName, int motors) {
        this.displayName = displayName;
        this.motors = motors;
    }

    String displayName() {
        return displayName;
    }

    int motors() {
        return motors;
    }

    boolean hasTwoMotors() {
        return motors == 2;
    }

    /// @param name   as it introduced itself
    /// @param status fields of its status line
    static Optional<AstroLinkModel> of(String name, List<String> status) {
        boolean newFamily = status.getFirst().startsWith(AstroLinkCodec.FAMILY_CODE);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("focuserlink")) {
            return newFamily || status.size() >= FIELDS_OF_THE_MINI
                    ? Optional.empty()
                    : Optional.of(FOCUSER_LINK);
        }
        if (!lower.startsWith("astrolink4")) {
            return Optional.empty();
        }
        if (newFamily) {
            return Optional.of(lower.startsWith("astrolink4max") ? MAX : MINI_II);
        }
        return Optional.of(lower.startsWith("astrolink4usb") ? USB : MINI);
    }

    static boolean isOfTheFamily(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("focuserlink") || lower.startsWith("astrolink4");
    }

    AstroLinkCommand halt(int motor) {
        return new AstroLinkCommand.Halt(
                hasTwoMotors() ? OptionalInt.of(motor) : OptionalInt.empty());
    }

    AstroLinkCommand setPosition(int motor, int positionSteps) {
        return new AstroLinkCommand.SetPosition(
                this == FOCUSER_LINK ? OptionalInt.empty() : OptionalInt.of(motor), positionSteps);
    }
}
