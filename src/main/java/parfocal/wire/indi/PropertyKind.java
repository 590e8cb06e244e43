package parfocal.wire.indi;

/// What a property consists of. All its elements are of one kind.
public enum PropertyKind {
    TEXT("Text"),
    NUMBER("Number"),
    SWITCH("Switch"),
    /// Only shown, never ordered.
    LIGHT("Light"),
    BLOB("BLOB");

    private final String word;

    PropertyKind(String word) {
        this.word = word;
    }

    /// As in `defNumberVector` and `oneNumber`.
    public String word() {
        return word;
    }
}
