package parfocal.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import parfocal.rig.StarCatalogue.CatalogueStar;

/// The profile of a star at its place in the field during one exposure: on a flat field the same everywhere, else one for each of some
/// depths of focus, as fine as a fraction of a pixel of the defocus disc.
final class FieldProfiles {
    private final FieldShape shape;
    private final List<Double> defocusSteps;
    private final double resolutionSteps;
    private final DoubleFunction<StarProfile> profiles;
    private final Map<Long, StarProfile> drawn = new HashMap<>();

    /// @param defocusSteps    of the middle of the field, at each look while the shutter was open
    /// @param resolutionSteps differences of focus below this are not drawn
    /// @param profiles        the profile at so many steps from focus
    FieldProfiles(
            FieldShape shape,
            List<Double> defocusSteps,
            double resolutionSteps,
            DoubleFunction<StarProfile> profiles) {
        this.shape = shape;
        this.defocusSteps = List.copyOf(defocusSteps);
        this.resolutionSteps = resolutionSteps;
        this.profiles = profiles;
    }

    StarProfile of(CatalogueStar star) {
        double away = shape.offsetSteps(star.x(), star.y()) + star.awaySteps();
        long depth = away == 0 ? 0 : Math.round(away / resolutionSteps);
        return drawn.computeIfAbsent(depth, this::draw);
    }

    private StarProfile draw(long depth) {
        StarProfile[] looks =
                defocusSteps.stream()
                        .distinct()
                        .map(defocus -> profiles.apply(defocus - depth * resolutionSteps))
                        .toArray(StarProfile[]::new);
        return looks.length == 1 ? looks[0] : StarProfile.mean(looks);
    }
}
