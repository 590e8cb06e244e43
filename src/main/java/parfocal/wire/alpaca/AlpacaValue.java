package parfocal.wire.alpaca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The `Value` of a reply.
public sealed interface AlpacaValue {

    /// No value, written `null`.
    record Nothing() implements AlpacaValue {}

    record Truth(boolean value) implements AlpacaValue {}

    record Whole(long value) implements AlpacaValue {}

    /// @param value finite; Alpaca has no way to write anything else
    record Decimal(double value) implements AlpacaValue {
        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Alpaca cannot say " + value);
            }
        }
    }

    record Text(String value) implements AlpacaValue {}

    record Sequence(List<AlpacaValue> values) implements AlpacaValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /// Members in their order, such as one device in the list of configured devices.
    record Members(Map<String, AlpacaValue> members) implements AlpacaValue {
        public Members {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// A member by its name, in any casing: some servers do not keep to the sheet.
        public Optional<AlpacaValue> member(String name) {
            AlpacaValue exact = members.get(name);
            if (exact != null) {
                return Optional.of(exact);
            }
            return members.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    static AlpacaValue of(boolean value) {
        return new Truth(value);
    }

    static AlpacaValue of(long value) {
        return new Whole(value);
    }

    static AlpacaValue of(double value) {
        return new Decimal(value);
    }

    static AlpacaValue of(String value) {
        return new Text(value);
    }

    static AlpacaValue of(List<String> texts) {
        return new Sequence(texts.stream().map(AlpacaValue::of).toList());
    }

    /// Some servers write truth as text.
    default boolean asTruth() throws AlpacaFormatException {
        return switch (this) {
            case Truth(boolean value) -> value;
            case Text(String value)
                    when value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false") ->
                    value.equalsIgnoreCase("true");
            case Nothing _, Whole _, Decimal _, Text _, Sequence _, Members _ ->
                    throw unlike("true or false");
        };
    }

    /// A 32-bit number. Some servers write `5.0`.
    default int asWhole() throws AlpacaFormatException {
        return switch (this) {
            case Whole(long value) when value == (int) value -> (int) value;
            case Decimal(double value) when value == (int) value -> (int) value;
            case Nothing _, Truth _, Whole _, Decimal _, Text _, Sequence _, Members _ ->
                    throw unlike("a whole number");
        };
    }

    default double asDecimal() throws AlpacaFormatException {
        return switch (this) {
            case Whole(long value) -> value;
            case Decimal(double value) -> value;
            case Nothing _, Truth _, Text _, Sequence _, Members _ -> throw unlike("a number");
        };
    }

    default String asText() throws AlpacaFormatException {
        if (this instanceof Text(String value)) {
            return value;
        }
        throw unlike("text");
    }

    default List<AlpacaValue> asSequence() throws AlpacaFormatException {
        if (this instanceof Sequence(List<AlpacaValue> values)) {
            return values;
        }
        throw unlike("a list");
    }

    default List<String> asTexts() throws AlpacaFormatException {
        var texts = new ArrayList<String>();
        for (AlpacaValue value : asSequence()) {
            texts.add(value.asText());
        }
        return texts;
    }

    private AlpacaFormatException unlike(String expected) {
        String kind = getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String text = toString();
        return new AlpacaFormatException(
                "%s where %s belongs: %s"
                        .formatted(kind, expected, text.substring(0, Math.min(80, text.length()))));
    }
}
