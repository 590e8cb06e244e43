package parfocal.autofocus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.shape.RadialProfile;
import parfocal.stars.Rejection;
import parfocal.stars.Star;
import parfocal.stars.StarField;
import parfocal.stars.StarFlag;

/// One frame as a run remembers it: its stars, and what else was there.
///
/// @param stars         those whose size counts, brightest first
/// @param saturated     stars at the camera's ceiling
/// @param hotPixels     what was refused for being a hot pixel
/// @param nebulous      what was refused for being wide and soft
/// @param backgroundAdu typical level of the sky
/// @param noiseAdu      typical noise of one pixel
/// @param skyRelief     see [StarField#skyReliefSigmas()]; 0 where that is not known
/// @param calibrated    whether it was measured with a dark or a map of bad pixels
/// @param profile       mean profile of the clear stars; empty for too few of them
/// @param arcsecPerPixel of the sky; empty where the frame tells no focal length or no pixel size
public record Seen(
        List<Star> stars,
        int saturated,
        int hotPixels,
        int nebulous,
        double backgroundAdu,
        double noiseAdu,
        double skyRelief,
        boolean calibrated,
        Optional<RadialProfile> profile,
        OptionalDouble arcsecPerPixel) {
    /// More do not make a frame's size better: seeing moves all of them together.
    static final int MOST_STARS = 300;

    public Seen {
        stars = stars.stream().limit(MOST_STARS).toList();
    }

    /// A frame of which no profile is known.
    public Seen(
            List<Star> stars,
            int saturated,
            int hotPixels,
            int nebulous,
            double backgroundAdu,
            double noiseAdu) {
        this(
                stars,
                saturated,
                hotPixels,
                nebulous,
                backgroundAdu,
                noiseAdu,
                0,
                false,
                Optional.empty(),
                OptionalDouble.empty());
    }

    static Seen in(
            StarField field,
            boolean calibrated,
            Optional<RadialProfile> profile,
            OptionalDouble arcsecPerPixel) {
        Map<Rejection, Integer> rejected = field.rejected();
        return new Seen(
                field.measurable(),
                (int)
                        field.stars().stream()
                                .filter(star -> star.flags().contains(StarFlag.SATURATED))
                                .count(),
                rejected.getOrDefault(Rejection.HOT_PIXEL, 0),
                rejected.getOrDefault(Rejection.NEBULOSITY, 0),
                field.backgroundAdu(),
                field.noiseAdu(),
                field.skyReliefSigmas(),
                calibrated,
                profile,
                arcsecPerPixel);
    }

    /// Stars of which nothing else is known.
    public static Seen only(List<Star> stars) {
        return new Seen(stars, 0, 0, 0, 0, 0);
    }
}
