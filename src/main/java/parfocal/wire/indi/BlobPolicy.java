package parfocal.wire.indi;

import java.util.Optional;

/// What a connection wants of BLOBs. Until it says otherwise it gets none.
public enum BlobPolicy {
    NEVER("Never"),
    /// BLOBs among everything else, in the order in which things happen.
    ALSO("Also"),
    /// BLOBs and nothing else.
    ONLY("Only");

    private final String word;

    BlobPolicy(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<BlobPolicy> of(String word) {
        return switch (word) {
            case "Never" -> Optional.of(NEVER);
            case "Also" -> Optional.of(ALSO);
            case "Only" -> Optional.of(ONLY);
            default -> Optional.empty();
        };
    }
}
