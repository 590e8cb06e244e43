package parfocal.hub;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.hub.FocuserMemory.Errand;
import parfocal.motion.BacklashMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A focuser's memory as the JSON text of its file. Keys that are missing mean what they mean in a blank memory, so that files of older
/// versions can be read.
final class MemoryText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MemoryText() {}

    static String write(FocuserMemory memory) {
        ObjectNode root = JSON.createObjectNode();
        memory.positionSteps().ifPresent(steps -> root.put("positionSteps", steps));
        memory.errand()
                .ifPresent(errand ->
                        root.put("targetSteps", errand.targetSteps())
                                .put("beganAt", errand.beganAt().toString())
                                .put("orderedBy", errand.orderedBy()));
        ObjectNode presets = root.putObject("presets");
        memory.presets().forEach(presets::put);
        writeSettings(memory.settings(), root.putObject("settings"));
        root.put("notes", memory.notes());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void writeSettings(FocuserSettings settings, ObjectNode node) {
        settings.limits()
                .ifPresent(limits -> {
                    node.put("minimumSteps", limits.minimumSteps());
                    node.put("maximumSteps", limits.maximumSteps());
                });
        node.put("approach", settings.approach().name().toLowerCase(Locale.ROOT));
        switch (settings.backlash()) {
            case BacklashMode.Off() -> {}
            case BacklashMode.Overshoot(Approach approach, int steps) ->
                    node.put("overshootSteps", approach == Approach.DOWN ? steps : -steps);
            case BacklashMode.Absolute(int steps) -> node.put("playSteps", steps);
        }
        node.put("backlashForClients", settings.backlashForClients());
        node.put("reversed", settings.reversed());
        settings.stepMicrons().ifPresent(microns -> node.put("stepMicrons", microns));
    }

    /// @throws RuntimeException of the JSON library, or [IllegalArgumentException], for anything that is no memory
    static FocuserMemory read(String text) {
        JsonNode root = JSON.readTree(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        var presets = new TreeMap<String, Integer>();
        root.path("presets")
                .properties()
                .forEach(preset -> presets.put(preset.getKey(), preset.getValue().intValue()));
        return new FocuserMemory(
                whole(root, "positionSteps"),
                errand(root),
                presets,
                readSettings(root.path("settings")),
                root.path("notes").asString(""));
    }

    private static Optional<Errand> errand(JsonNode root) {
        OptionalInt target = whole(root, "targetSteps");
        return target.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Errand(
                                target.getAsInt(),
                                Instant.parse(
                                        root.path("beganAt").asString("1970-01-01T00:00:00Z")),
                                root.path("orderedBy").asString("")));
    }

    private static FocuserSettings readSettings(JsonNode node) {
        OptionalInt minimum = whole(node, "minimumSteps");
        OptionalInt maximum = whole(node, "maximumSteps");
        JsonNode play = node.path("playSteps");
        return new FocuserSettings(
                minimum.isPresent() && maximum.isPresent()
                        ? Optional.of(new Travel(minimum.getAsInt(), maximum.getAsInt()))
                        : Optional.empty(),
                Approach.valueOf(node.path("approach").asString("down").toUpperCase(Locale.ROOT)),
                play.isNumber()
                        ? new BacklashMode.Absolute(play.intValue())
                        : BacklashMode.signed(node.path("overshootSteps").asInt(0)),
                node.path("backlashForClients").asBoolean(false),
                node.path("reversed").asBoolean(false),
                node.path("stepMicrons").isNumber()
                        ? OptionalDouble.of(node.path("stepMicrons").doubleValue())
                        : OptionalDouble.empty());
    }

    private static OptionalInt whole(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isIntegralNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }
}
