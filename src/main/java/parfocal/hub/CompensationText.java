package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.CompensationWish;
import parfocal.compensation.FocusReference;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperaturePoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A focuser's compensation, and the points of its calculator, as the JSON texts of their files. Keys that are missing mean what they
/// mean in a blank memory.
///
/// Reading throws what the JSON library throws, or [IllegalArgumentException], for anything that is no such text.
final class CompensationText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CompensationText() {}

    static String write(CompensationMemory memory) {
        ObjectNode root = JSON.createObjectNode();
        CompensationSettings settings = memory.settings();
        root.put("mode", settings.mode().name().toLowerCase(Locale.ROOT));
        root.put("thresholdSteps", settings.thresholdSteps());
        settings.sensorId().ifPresent(sensor -> root.put("sensor", sensor));
        root.put("averagingSeconds", settings.averaging().toSeconds());
        root.put("learning", settings.learning());
        settings.law().ifPresent(law -> write(law, root.putObject("law")));
        memory.reference()
                .ifPresent(reference -> {
                    ObjectNode node = root.putObject("reference");
                    node.put("positionSteps", reference.positionSteps());
                    node.put("sigmaSteps", reference.sigmaSteps());
                    node.put("celsius", reference.celsius());
                    write(reference.laggedCelsius(), node.putObject("laggedCelsius"));
                });
        memory.stoodSteps().ifPresent(steps -> root.put("stoodSteps", steps));
        memory.playSteps().ifPresent(steps -> root.put("playSteps", steps));
        memory.zoneSteps().ifPresent(steps -> root.put("zoneSteps", steps));
        if (!memory.heard().equals(CompensationWish.none())) {
            write(memory.heard(), root.putObject("configuration"));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void write(CompensationWish heard, ObjectNode node) {
        heard.mode().ifPresent(mode -> node.put("mode", mode.name().toLowerCase(Locale.ROOT)));
        heard.stepsPerCelsius().ifPresent(steps -> node.put("stepsPerCelsius", steps));
        heard.thresholdSteps().ifPresent(steps -> node.put("thresholdSteps", steps));
        heard.sensor().ifPresent(sensor -> node.put("sensor", sensor));
        heard.averaging().ifPresent(time -> node.put("averagingSeconds", time.toSeconds()));
        heard.learning().ifPresent(learning -> node.put("learning", learning));
    }

    private static CompensationWish heard(JsonNode node) {
        return new CompensationWish(
                text(node, "mode").map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT))),
                number(node, "stepsPerCelsius"),
                whole(node, "thresholdSteps"),
                text(node, "sensor"),
                number(node, "averagingSeconds").stream()
                        .mapToObj(seconds -> Duration.ofSeconds((long) seconds))
                        .findFirst(),
                node.path("learning").isBoolean()
                        ? Optional.of(node.path("learning").booleanValue())
                        : Optional.empty());
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.path(key).isString()
                ? Optional.of(node.path(key).asString())
                : Optional.empty();
    }

    private static OptionalInt whole(JsonNode node, String key) {
        return node.path(key).isIntegralNumber()
                ? OptionalInt.of(node.path(key).intValue())
                : OptionalInt.empty();
    }

    private static void write(TemperatureLaw law, ObjectNode node) {
        node.put("scatterSteps", law.scatterSteps());
        node.put("lagMinutes", law.lagMinutes());
        ArrayNode pieces = node.putArray("pieces");
        for (TemperatureLaw.Piece piece : law.pieces()) {
            ObjectNode one = pieces.addObject();
            one.put("fromCelsius", piece.fromCelsius());
            one.put("toCelsius", piece.toCelsius());
            one.put("stepsPerCelsius", piece.stepsPerCelsius());
            one.put("sigma", piece.sigma());
            if (Double.isFinite(piece.low()) && Double.isFinite(piece.high())) {
                one.put("low", piece.low()).put("high", piece.high());
            }
        }
    }

    static CompensationMemory read(String text) {
        JsonNode root = object(text);
        CompensationSettings blank = CompensationSettings.unknown();
        var settings =
                new CompensationSettings(
                        Mode.valueOf(root.path("mode").asString("off").toUpperCase(Locale.ROOT)),
                        root.path("law").isObject()
                                ? Optional.of(law(root.path("law")))
                                : Optional.empty(),
                        root.path("thresholdSteps").asInt(blank.thresholdSteps()),
                        text(root, "sensor"),
                        Duration.ofSeconds(
                                root.path("averagingSeconds")
                                        .asLong(blank.averaging().toSeconds())),
                        root.path("learning").asBoolean(false));
        JsonNode reference = root.path("reference");
        return new CompensationMemory(
                settings,
                reference.isObject()
                        ? Optional.of(
                                new FocusReference(
                                        required(reference, "positionSteps"),
                                        required(reference, "sigmaSteps"),
                                        required(reference, "celsius"),
                                        lagged(reference)))
                        : Optional.empty(),
                whole(root, "stoodSteps"),
                number(root, "playSteps"),
                number(root, "zoneSteps"),
                heard(root.path("configuration")));
    }

    private static TemperatureLaw law(JsonNode node) {
        var pieces = new ArrayList<TemperatureLaw.Piece>();
        for (JsonNode piece : node.path("pieces")) {
            pieces.add(
                    new TemperatureLaw.Piece(
                            required(piece, "fromCelsius"),
                            required(piece, "toCelsius"),
                            required(piece, "stepsPerCelsius"),
                            required(piece, "sigma"),
                            number(piece, "low").orElse(Double.NEGATIVE_INFINITY),
                            number(piece, "high").orElse(Double.POSITIVE_INFINITY)));
        }
        return new TemperatureLaw(
                pieces, node.path("scatterSteps").asDouble(0), node.path("lagMinutes").asInt(0));
    }

    static String write(List<KeptPoint> points) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode rows = root.putArray("points");
        for (KeptPoint kept : points) {
            ObjectNode row = rows.addObject();
            TemperaturePoint point = kept.point();
            row.put("number", kept.number());
            row.put("at", kept.at().toString());
            row.put("source", kept.source().name().toLowerCase(Locale.ROOT));
            row.put("celsius", point.celsius());
            row.put("positionSteps", point.positionSteps());
            point.sigmaSteps().ifPresent(sigma -> row.put("sigmaSteps", sigma));
            row.put("night", point.night());
            row.put("filter", point.filter());
            write(point.laggedCelsius(), row.putObject("laggedCelsius"));
        }
        return JSON.writeValueAsString(root);
    }

    static List<KeptPoint> readPoints(String text) {
        var points = new ArrayList<KeptPoint>();
        for (JsonNode row : object(text).path("points")) {
            points.add(
                    new KeptPoint(
                            (int) required(row, "number"),
                            Instant.parse(row.path("at").asString("")),
                            KeptPoint.Source.valueOf(
                                    row.path("source").asString("").toUpperCase(Locale.ROOT)),
                            new TemperaturePoint(
                                    required(row, "celsius"),
                                    required(row, "positionSteps"),
                                    number(row, "sigmaSteps"),
                                    row.path("night").asString(""),
                                    row.path("filter").asString(""),
                                    lagged(row))));
        }
        return points;
    }

    private static void write(SortedMap<Integer, Double> lagged, ObjectNode node) {
        lagged.forEach((lag, celsius) -> node.put(lag.toString(), celsius));
    }

    private static SortedMap<Integer, Double> lagged(JsonNode node) {
        var lagged = new TreeMap<Integer, Double>();
        node.path("laggedCelsius")
                .properties()
                .forEach(lag ->
                        lagged.put(Integer.valueOf(lag.getKey()), lag.getValue().doubleValue()));
        return lagged;
    }

    private static JsonNode object(String text) {
        JsonNode root = JSON.readTree(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        return root;
    }

    private static double required(JsonNode node, String key) {
        return number(node, key).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }

    private static OptionalDouble number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }
}
