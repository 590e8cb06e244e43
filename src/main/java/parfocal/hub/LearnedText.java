package parfocal.hub;

import java.util.Map;
import java.util.TreeMap;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.Learned;
import parfocal.report.Json;
import parfocal.report.LearnedJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What runs have taught about a focuser with its cameras, as the JSON text of its file.
final class LearnedText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LearnedText() {}

    /// Another camera, or other binning, is another curve.
    static String key(String cameraId, FocusPlan plan) {
        return cameraId + "/" + plan.binning();
    }

    static String write(Map<String, Learned> all) {
        var root = new Json();
        new TreeMap<>(all).forEach((key, learned) -> root.put(key, LearnedJson.of(learned)));
        return root.toString();
    }

    /// @throws RuntimeException of the JSON library for anything that is no JSON; entries that say nothing are left out
    static Map<String, Learned> read(String text) {
        JsonNode root = JSON.readTree(text);
        var all = new TreeMap<String, Learned>();
        root.properties()
                .forEach(entry ->
                        LearnedJson.read(entry.getValue())
                                .ifPresent(learned -> all.put(entry.getKey(), learned)));
        return Map.copyOf(all);
    }
}
