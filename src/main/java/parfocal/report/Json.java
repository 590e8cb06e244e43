package parfocal.report;

import java.math.BigDecimal;
import java.math.MathContext;
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
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    public Json put(String name, double value) {
        fields.put(name, Double.isFinite(value) ? rounded(value) : null);
        return this;
    }

    public Json put(String name, int value) {
        fields.put(name, value);
        return this;
    }

    public Json put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public Json put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    public Json put(String name, @Nullable String value) {
        fields.put(name, value);
        return this;
    }

    public Json put(String name, OptionalDouble value) {
        return value.isPresent() ? put(name, value.getAsDouble()) : putNull(name);
    }

    public Json put(String name, OptionalInt value) {
        return value.isPresent() ? put(name, value.getAsInt()) : putNull(name);
    }

    public Json put(String name, Json value) {
        fields.put(name, value.fields);
        return this;
    }

    public Json put(String name, Optional<Json> value) {
        return value.isPresent() ? put(name, value.get()) : putNull(name);
    }

    public Json putObjects(String name, List<Json> values) {
        fields.put(name, values.stream().map(json -> json.fields).toList());
        return this;
    }

    public Json putList(String name, List<?> values) {
        fields.put(name, values);
        return this;
    }

    /// A value that was read from JSON: maps, lists, numbers, texts.
    public Json putTree(String name, @Nullable Object tree) {
        fields.put(name, tree);
        return this;
    }

    public Json putNull(String name) {
        fields.put(name, null);
        return this;
    }

    /// Seven significant digits: more than any measurement here is worth, and short to read.
    private static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(7)).doubleValue();
    }

    @Override
    public String toString() {
        return MAPPER.writeValueAsString(fields);
    }
}
