package parfocal.server.panel;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON object that came with an order; an empty body is an empty object.
final class Body {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode node;

    private Body(JsonNode node) {
        this.node = node;
    }

    /// @throws BadRequestResponse when it is no object
    static Body of(Context context) {
        String text = context.body();
        try {
            JsonNode node = JSON.readTree(text.isBlank() ? "{}" : text);
            if (node.isObject()) {
                return new Body(node);
            }
        } catch (JacksonException _) {
            // Said below, in one sentence.
        }
        throw new BadRequestResponse(
                "The body must be one JSON object, such as {\"positionSteps\":4570}.");
    }

    int required(String key) {
        return whole(key)
                .orElseThrow(() ->
                        new BadRequestResponse(
                                "The order needs %s, a whole number.".formatted(key)));
    }

    String requiredText(String key) {
        return text(key)
                .orElseThrow(() -> new BadRequestResponse("The order needs %s.".formatted(key)));
    }

    Optional<Integer> whole(String key) {
        JsonNode value = node.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "a whole number", value);
        }
        return Optional.of(value.intValue());
    }

    Optional<Double> number(String key) {
        JsonNode value = node.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw wrong(key, "a number", value);
        }
        return Optional.of(value.doubleValue());
    }

    Optional<Boolean> flag(String key) {
        JsonNode value = node.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return Optional.of(value.booleanValue());
    }

    /// A number is a text too: settings are typed.
    Optional<String> text(String key) {
        JsonNode value = node.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw wrong(key, "a text", value);
        }
        return Optional.of(value.asString());
    }

    /// A list of texts; empty when it is absent.
    List<String> texts(String key) {
        JsonNode value = node.path(key);
        var texts = new ArrayList<String>();
        if (isAbsent(value)) {
            return texts;
        }
        for (JsonNode each : value) {
            texts.add(each.asString(""));
        }
        if (!value.isArray() || texts.contains("")) {
            throw wrong(key, "a list of texts", value);
        }
        return texts;
    }

    /// Numbers by name; empty where `null` was given. Nothing when it is absent.
    Map<String, Optional<Double>> numbers(String key) {
        JsonNode value = node.path(key);
        var numbers = new TreeMap<String, Optional<Double>>();
        if (isAbsent(value)) {
            return numbers;
        }
        if (!value.isObject()) {
            throw wrong(key, "an object of numbers", value);
        }
        value.properties()
                .forEach(entry ->
                        numbers.put(entry.getKey(), new Body(value).number(entry.getKey())));
        return numbers;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /// A number as people write it: 0.0001, not 1.0E-4.
    static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).toPlainString()
                : Double.toString(number);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static BadRequestResponse wrong(String key, String wanted, JsonNode value) {
        return new BadRequestResponse("%s must be %s; it is %s.".formatted(key, wanted, value));
    }
}
