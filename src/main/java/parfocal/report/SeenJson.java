package parfocal.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import parfocal.autofocus.Seen;
import parfocal.shape.RadialProfile;
import parfocal.stars.Star;
import parfocal.stars.StarFlag;
import tools.jackson.databind.JsonNode;

/// What was seen in one frame of a recorded run, with all its digits. Numbers that must keep them stand in lists.
final class SeenJson {
    private SeenJson() {}

    static Json into(Json frame, Seen seen) {
        Json all =
                frame.putList(
                                "saturatedHotNebulous",
                                List.of(seen.saturated(), seen.hotPixels(), seen.nebulous()))
                        .putList("backgroundNoise", List.of(seen.backgroundAdu(), seen.noiseAdu()))
                        .putList("stars", seen.stars().stream().map(SeenJson::star).toList())
                        .putList(
                                "profile", seen.profile().map(SeenJson::profile).orElse(List.of()));
        if (seen.skyRelief() > 0) {
            all.putList("skyRelief", List.of(seen.skyRelief()));
        }
        if (seen.calibrated()) {
            all.put("calibrated", true);
        }
        seen.arcsecPerPixel().ifPresent(scale -> all.putList("arcsecPerPixel", List.of(scale)));
        return all;
    }

    private static List<Object> profile(RadialProfile profile) {
        var numbers = new ArrayList<Object>(List.of(profile.hfrPixels(), profile.starCount()));
        for (RadialProfile.Ring ring : profile.rings()) {
            numbers.add(
                    List.of(
                            ring.innerPixels(),
                            ring.outerPixels(),
                            ring.brightness(),
                            ring.sigma()));
        }
        return numbers;
    }

    private static List<Object> star(Star star) {
        var numbers =
                new ArrayList<Object>(
                        List.of(
                                star.x(),
                                star.y(),
                                star.fluxAdu(),
                                star.hfrPixels(),
                                star.hfrSigmaPixels(),
                                star.fwhmPixels(),
                                star.peakAdu(),
                                star.eccentricity(),
                                star.snr(),
                                star.flags().stream().map(StarFlag::name).sorted().toList()));
        star.longAxisDegrees().ifPresent(numbers::add);
        return numbers;
    }

    static Seen read(JsonNode frame) {
        var stars = new ArrayList<Star>();
        frame.path("stars").forEach(numbers -> stars.add(star(numbers)));
        JsonNode counts = frame.path("saturatedHotNebulous");
        JsonNode levels = frame.path("backgroundNoise");
        JsonNode scale = frame.path("arcsecPerPixel").path(0);
        return new Seen(
                stars,
                counts.path(0).asInt(),
                counts.path(1).asInt(),
                counts.path(2).asInt(),
                levels.path(0).asDouble(),
                levels.path(1).asDouble(),
                frame.path("skyRelief").path(0).asDouble(0),
                frame.path("calibrated").asBoolean(false),
                profile(frame.path("profile")),
                scale.isNumber() ? OptionalDouble.of(scale.asDouble()) : OptionalDouble.empty());
    }

    private static Optional<RadialProfile> profile(JsonNode numbers) {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        var rings = new ArrayList<RadialProfile.Ring>();
        for (int i = 2; i < numbers.size(); i++) {
            JsonNode ring = numbers.path(i);
            rings.add(
                    new RadialProfile.Ring(
                            ring.path(0).asDouble(),
                            ring.path(1).asDouble(),
                            ring.path(2).asDouble(),
                            ring.path(3).asDouble()));
        }
        return Optional.of(
                new RadialProfile(rings, numbers.path(0).asDouble(), numbers.path(1).asInt()));
    }

    private static Star star(JsonNode numbers) {
        Set<StarFlag> flags = EnumSet.noneOf(StarFlag.class);
        numbers.path(9).forEach(flag -> flags.add(StarFlag.valueOf(flag.asString())));
        // Records of earlier days end with the flags.
        JsonNode longAxis = numbers.path(10);
        return new Star(
                numbers.path(0).asDouble(),
                numbers.path(1).asDouble(),
                numbers.path(2).asDouble(),
                numbers.path(3).asDouble(),
                numbers.path(4).asDouble(),
                numbers.path(5).asDouble(),
                numbers.path(6).asDouble(),
                numbers.path(7).asDouble(),
                longAxis.isNumber()
                        ? OptionalDouble.of(longAxis.asDouble())
                        : OptionalDouble.empty(),
                numbers.path(8).asDouble(),
                flags);
    }
}
