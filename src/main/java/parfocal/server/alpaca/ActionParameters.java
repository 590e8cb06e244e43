package parfocal.server.alpaca;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one string that comes with an action: empty, a bare value, or a JSON object with named ones.
final class ActionParameters {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS_PER_SECOND = 1e9;

    private final String action;
    private final String bare;
    private final Optional<JsonNode> object;

    ActionParameters(String action, String text) throws Refusal {
        this.action = action;
        this.bare = text.strip();
        this.object = bare.startsWith("{") ? Optional.of(parsed()) : Optional.empty();
    }

    boolean isEmpty() {
        return bare.isEmpty();
    }

    /// By its name, or the bare value.
    String text(String name) throws Refusal {
        Optional<String> value = object.isPresent() ? find(name) : Optional.of(bare);
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.invalid("%s wants a %s.".formatted(action, name)));
    }

    /// By its name only.
    Optional<String> find(String name) {
        return object.flatMap(node -> Optional.ofNullable(node.get(name)))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asString);
    }

    int whole(String name, int smallest, int largest) throws Refusal {
        String text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw Refusal.invalid(
                "%s: %s has to be a whole number from %d to %d, not '%s'."
                        .formatted(action, name, smallest, largest, text));
    }

    OptionalDouble decimal(String name, double smallest, double largest) throws Refusal {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.get());
            if (number >= smallest && number <= largest) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw Refusal.invalid(
                "%s: %s has to be a number from %s to %s, not '%s'."
                        .formatted(action, name, smallest, largest, text.get()));
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    private JsonNode parsed() throws Refusal {
        try {
            return JSON.readTree(bare);
        } catch (JacksonException malformed) {
            throw Refusal.invalid("%s: its parameters are no JSON.".formatted(action));
        }
    }
}
