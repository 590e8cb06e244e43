package parfocal.driver.sonylens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A lens that was learned, as JSON: `id maker model units far farSigma near nearSigma paceMs backlash infinityOffset source shared
/// asymmetrySigma`. Sizes are lists of seven, in units of far key 1.
final class LensFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private LensFile() {}

    /// @param focusUnits where stars were sharpest, from the infinity stop
    static String write(LensTable table, OptionalDouble focusUnits) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", table.id());
        fields.put("maker", table.maker());
        fields.put("model", table.model());
        fields.put("units", table.rangeUnits());
        fields.put("far", table.far().stream().map(KeySize::units).toList());
        fields.put("farSigma", table.far().stream().map(KeySize::sigmaUnits).toList());
        fields.put("near", table.near().stream().map(KeySize::units).toList());
        fields.put("nearSigma", table.near().stream().map(KeySize::sigmaUnits).toList());
        fields.put("paceMs", table.paceMillis());
        fields.put("backlash", table.backlashUnits());
        if (focusUnits.isPresent()) {
            fields.put("infinityOffset", focusUnits.getAsDouble());
        }
        fields.put("source", table.source().name().toLowerCase(Locale.ROOT));
        fields.put("shared", table.coupling().shared());
        fields.put("asymmetrySigma", table.coupling().asymmetrySigma());
        return MAPPER.writeValueAsString(fields);
    }

    /// @throws IOException with a sentence for people, when it cannot be read or is no lens
    static LensTable read(Path file) throws IOException {
        try {
            return table(MAPPER.readTree(Files.readString(file)));
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IOException(
                    "%s is no lens file: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    private static LensTable table(JsonNode json) {
        var pace = new ArrayList<Integer>();
        json.path("paceMs").forEach(millis -> pace.add(millis.asInt()));
        return new LensTable(
                json.path("id").asString(""),
                json.path("maker").asString(""),
                json.path("model").asString(""),
                json.path("units").asDouble(0),
                sizes(json, "far"),
                sizes(json, "near"),
                pace.isEmpty() ? LensTable.USUAL_PACE_MILLIS : pace,
                json.path("backlash").asDouble(0),
                LensTable.Source.valueOf(
                        json.path("source").asString("table").toUpperCase(Locale.ROOT)),
                new LensTable.Coupling(
                        json.path("shared").asDouble(0), json.path("asymmetrySigma").asDouble(0)));
    }

    private static List<KeySize> sizes(JsonNode json, String way) {
        var sizes = new ArrayList<KeySize>();
        for (int i = 0; i < json.path(way).size(); i++) {
            sizes.add(
                    new KeySize(
                            json.path(way).path(i).asDouble(0),
                            json.path(way + "Sigma").path(i).asDouble(0)));
        }
        return sizes;
    }
}
