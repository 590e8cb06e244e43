package parfocal.wire.indi;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The attributes of one tag; the same object for every tag of a connection.
final class Attributes {
    private static final int MOST = 32;

    private final @Nullable String[] names = new @Nullable String[MOST];
    private final @Nullable String[] values = new @Nullable String[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    /// @throws IndiSyntaxException when there is one of this name, or too many
    void add(String name, String value) throws IndiSyntaxException {
        for (int i = 0; i < count; i++) {
            if (name.equals(names[i])) {
                throw new IndiSyntaxException(
                        "sends XML that is not well-formed: the attribute %s twice"
                                .formatted(name));
            }
        }
        if (count == MOST) {
            throw new IndiSyntaxException("sends a tag of more than %d attributes".formatted(MOST));
        }
        names[count] = name;
        values[count] = value;
        count++;
    }

    /// @param name one of [NameCache#KNOWN]
    // Of those there is one object each, and comparing letters took a tenth of the whole time.
    @SuppressWarnings("ReferenceEquality")
    @Nullable String find(String name) {
        for (int i = 0; i < count; i++) {
            if (name == names[i]) {
                return values[i];
            }
        }
        return null;
    }

    /// Empty where it is not there.
    String text(String name) {
        String value = find(name);
        return value == null ? "" : value;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(find(name));
    }

    OptionalDouble number(String name) {
        String value = find(name);
        return value == null ? OptionalDouble.empty() : IndiNumber.parse(value);
    }

    /// A count of bytes; empty where it is none, as a negative one.
    OptionalLong bytes(String name) {
        String value = find(name);
        if (value == null || !value.strip().matches("\\d{1,15}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(value.strip()));
    }
}
