package parfocal.wire.indi;

import java.util.Optional;

/// What clients may do with a property.
public enum Permission {
    READ_ONLY("ro"),
    WRITE_ONLY("wo"),
    READ_WRITE("rw");

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Permission> of(String word) {
        return switch (word) {
            case "ro" -> Optional.of(READ_ONLY);
            case "wo" -> Optional.of(WRITE_ONLY);
            case "rw" -> Optional.of(READ_WRITE);
            default -> Optional.empty();
        };
    }
}
