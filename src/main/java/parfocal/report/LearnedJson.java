package parfocal.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Learned;
import parfocal.autofocus.Learned.KnownPlay;
import parfocal.device.Approach;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What runs have taught about a telescope, as one JSON object.
public final class LearnedJson {
    private LearnedJson() {}

    /// With all digits: a run that was made with it is decided again from it.
    public static Json of(Learned learned) {
        return new Json()
                .putTree("slopePixelsPerStep", learned.slopePixelsPerStep())
                .putTree("sigmaLogSlope", learned.sigmaLogSlope())
                .putTree("minimumPixels", learned.minimumPixels())
                .putTree("bestPositionSteps", learned.bestPositionSteps())
                .put("approach", FocusJson.word(learned.approach()))
                .putTree("playSteps", number(learned, KnownPlay::steps))
                .putTree("playSigmaSteps", number(learned, KnownPlay::sigmaSteps))
                .put("runs", learned.runs());
    }

    private static @Nullable Double number(Learned learned, Function<KnownPlay, Double> what) {
        return learned.play().map(what).orElse(null);
    }

    /// @throws UnreadableInput when the text is no such object
    public static Learned parse(String name, String text) throws UnreadableInput {
        JsonNode tree;
        try {
            tree = JsonMapper.builder().build().readTree(text);
        } catch (JacksonException broken) {
            throw new UnreadableInput(name, "no valid JSON; was the file cut off or edited?");
        }
        return read(tree)
                .orElseThrow(() ->
                        new UnreadableInput(
                                name,
                                "this is not what a run has learned; autofocus --learned F writes such a file"));
    }

    /// Empty where the node is no such object.
    public static Optional<Learned> read(JsonNode node) {
        double slope = node.path("slopePixelsPerStep").asDouble(0);
        double minimum = node.path("minimumPixels").asDouble(0);
        if (!(slope > 0 && minimum > 0 && node.path("bestPositionSteps").isNumber())) {
            return Optional.empty();
        }
        JsonNode play = node.path("playSteps");
        JsonNode sigma = node.path("playSigmaSteps");
        return Optional.of(
                new Learned(
                        slope,
                        node.path("sigmaLogSlope").asDouble(0.05),
                        minimum,
                        node.path("bestPositionSteps").asDouble(),
                        Approach.valueOf(
                                node.path("approach").asString("down").toUpperCase(Locale.ROOT)),
                        play.isNumber() && sigma.asDouble(0) > 0
                                ? Optional.of(new KnownPlay(play.asDouble(), sigma.asDouble()))
                                : Optional.empty(),
                        node.path("runs").asInt(1)));
    }
}
