package parfocal.wire.indi;

import java.util.Optional;

/// How many switches of a property may be on at once.
public enum SwitchRule {
    /// Exactly one.
    ONE_OF_MANY("OneOfMany"),
    AT_MOST_ONE("AtMostOne"),
    ANY_OF_MANY("AnyOfMany");

    private final String word;

    SwitchRule(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SwitchRule> of(String word) {
        return switch (word) {
            case "OneOfMany" -> Optional.of(ONE_OF_MANY);
            case "AtMostOne" -> Optional.of(AT_MOST_ONE);
            case "AnyOfMany" -> Optional.of(ANY_OF_MANY);
            default -> Optional.empty();
        };
    }
}
