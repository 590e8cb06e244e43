package parfocal.wire.indi;

import java.util.Optional;

/// How a property is, and the value of a light.
public enum PropertyState {
    /// Nothing to say.
    IDLE("Idle"),
    OK("Ok"),
    /// An order was accepted and is under way.
    BUSY("Busy"),
    /// An order failed or was refused.
    ALERT("Alert");

    private final String word;

    PropertyState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<PropertyState> of(String word) {
        return switch (word) {
            case "Idle" -> Optional.of(IDLE);
            case "Ok" -> Optional.of(OK);
            case "Busy" -> Optional.of(BUSY);
            case "Alert" -> Optional.of(ALERT);
            default -> Optional.empty();
        };
    }
}
