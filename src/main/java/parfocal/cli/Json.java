package parfocal.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object with its keys in the order they were put. Numbers that are not numbers become null: JSON has no NaN.
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Json put(String name, double value) {
        fields.put(name, Double.isFinite(value) ? rounded(value) : null);
        return this;
    }

    Json put(String name, int value) {
        fields.put(name, value);
        return this;
    }

    Json put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    Json put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    Json put(String name, @Nullable String value) {
        fields.put(name, value);
        return this;
    }

    Json put(String name, OptionalDouble value) {
        return value.isPresent() ? put(name, value.getAsDouble()) : putNull(name);
    }

    Json put(String name, OptionalInt value) {
        return value.isPresent() ? put(name, value.getAsInt()) : putNull(name);
    }

    Json put(String name, Json value) {
        fields.put(name, value.fields);
        return this;
    }

    Json put(String name, Optional<Json> value) {
        return value.isPresent() ? put(name, value.get()) : putNull(name);
    }

    Json putObjects(String name, List<Json> values) {
        fields.put(name, values.stream().map(json -> json.fields).toList());
        return this;
    }

    Json putList(String name, List<?> values) {
        fields.put(name, values);
        return this;
    }

    Json putNull(String name) {
        fields.put(name, null);
        return this;
    }

    /// Seven significant digits: more than any measurement here is worth, and short to read.
    private static double rounded(double value) {
        return value == 0
                ? 0
                : new java.math.BigDecimal(value).round(new java.math.MathContext(7)).doubleValue();
    }

    @Override
    public String toString() {
        return MAPPER.writeValueAsString(fields);
    }
}
