package parfocal.logbook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.report.Json;

/// Something on which a hook is run, with its facts: as environment variables (`positionSteps` as `PARFOCAL_POSITION_STEPS`) and as one
/// JSON object.
public final class Occasion {
    private final String name;
    private final Json json = new Json();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /// @param name the hook's file name, such as `autofocus-done`
    public Occasion(String name, Instant at) {
        this.name = name;
        put("event", name);
        put("at", at.toString());
    }

    public Occasion put(String fact, String value) {
        json.put(fact, value);
        environment.put(variable(fact), value);
        return this;
    }

    public Occasion put(String fact, int value) {
        json.put(fact, value);
        environment.put(variable(fact), String.valueOf(value));
        return this;
    }

    /// An absent value is null in JSON and no variable.
    public Occasion put(String fact, OptionalDouble value) {
        json.put(fact, value);
        if (value.isPresent()) {
            environment.put(
                    variable(fact), String.format(Locale.ROOT, "%.3f", value.getAsDouble()));
        }
        return this;
    }

    /// An absent value is null in JSON and no variable.
    public Occasion put(String fact, Optional<String> value) {
        json.put(fact, value.orElse(null));
        value.ifPresent(text -> environment.put(variable(fact), text));
        return this;
    }

    /// Only in the JSON.
    Occasion put(String fact, Json value) {
        json.put(fact, value);
        return this;
    }

    String name() {
        return name;
    }

    String json() {
        return json.toString();
    }

    Map<String, String> environment() {
        return environment;
    }

    private static String variable(String fact) {
        return "PARFOCAL_" + fact.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
