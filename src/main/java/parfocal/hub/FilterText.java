package parfocal.hub;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.FilterWish;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is remembered of filters, as the JSON text of its file. Keys that are missing mean what they mean in a blank memory.
final class FilterText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FilterText() {}

    static String write(FilterMemory memory) {
        ObjectNode root = JSON.createObjectNode();
        FilterSettings settings = memory.settings();
        settings.reference().ifPresent(filter -> root.put("reference", filter));
        root.put("movesWithFilters", settings.movesWithFilters());
        ObjectNode offsets = root.putObject("offsets");
        settings.offsets()
                .forEach((filter, offset) -> {
                    ObjectNode one = offsets.putObject(filter);
                    one.put("steps", offset.steps());
                    one.put("sigmaSteps", offset.sigmaSteps());
                    offset.measuredAt().ifPresent(at -> one.put("measuredAt", at.toString()));
                });
        settings.exposureFactors().forEach(root.putObject("exposureFactors")::put);
        FilterWish heard = memory.heard();
        if (!heard.equals(FilterWish.none())) {
            ObjectNode said = root.putObject("configuration");
            heard.reference().ifPresent(filter -> said.put("reference", filter));
            heard.movesWithFilters().ifPresent(moves -> said.put("movesWithFilters", moves));
            heard.offsets().forEach(said.putObject("offsets")::put);
            heard.exposureFactors().forEach(said.putObject("exposureFactors")::put);
        }
        memory.away().ifPresent(filter -> root.put("away", filter));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    /// @throws RuntimeException of the JSON library, or of the values, for anything that is no memory
    static FilterMemory read(String text) {
        JsonNode root = JSON.readTree(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        var offsets = new TreeMap<String, FilterOffset>();
        root.path("offsets")
                .properties()
                .forEach(entry -> offsets.put(entry.getKey(), offset(entry.getValue())));
        JsonNode said = root.path("configuration");
        return new FilterMemory(
                new FilterSettings(
                        text(root, "reference"),
                        root.path("movesWithFilters").asBoolean(false),
                        offsets,
                        numbers(root, "exposureFactors")),
                new FilterWish(
                        text(said, "reference"),
                        flag(said, "movesWithFilters"),
                        numbers(said, "offsets"),
                        numbers(said, "exposureFactors")),
                text(root, "away"));
    }

    private static FilterOffset offset(JsonNode node) {
        return new FilterOffset(
                node.path("steps").doubleValue(),
                node.path("sigmaSteps").doubleValue(),
                text(node, "measuredAt").map(Instant::parse));
    }

    private static SortedMap<String, Double> numbers(JsonNode node, String key) {
        var numbers = new TreeMap<String, Double>();
        node.path(key)
                .properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().doubleValue()));
        return numbers;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.path(key).isString()
                ? Optional.of(node.path(key).asString())
                : Optional.empty();
    }

    private static Optional<Boolean> flag(JsonNode node, String key) {
        return node.path(key).isBoolean()
                ? Optional.of(node.path(key).booleanValue())
                : Optional.empty();
    }
}
