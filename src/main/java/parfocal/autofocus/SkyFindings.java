package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What the frames of a run say about the sky between the stars and the sensor: clouds in front of them, wind in the telescope.
final class SkyFindings {
    private static final double CLOUDY_FLUX = 0.7;

    /// Axes as 5 to 4: beyond this a frame's stars are long, as neither seeing nor defocus makes them.
    static final double LONG_ECCENTRICITY = 0.6;

    /// Fewer are fragments of a donut as often as stars: neither their light nor their shape says anything.
    private static final int FEWEST_STARS = 3;

    /// Only frames this near to the smallest size show elongation well: a defocus disc hides it.
    private static final double NEAR_FOCUS = 2;

    private static final double NEAREST = 1.2;

    /// Light and size that differ by this much in ln differ indeed.
    private static final double CLEAR_LOG = 0.15;

    private static final int ALMOST_ALL = 6;

    /// Gusts spare frames; nothing but shaking makes stars long in so many.
    private static final int MANY_SMEARED = 3;

    private final FocusRun run;

    SkyFindings(FocusRun run) {
        this.run = run;
    }

    List<Diagnosis> all() {
        var found = new ArrayList<Diagnosis>();
        Optional<Diagnosis> dew = FadingLight.of(run).map(FadingLight::diagnosis);
        dew.or(this::clouds).ifPresent(found::add);
        wind().ifPresent(found::add);
        return found;
    }

    private Optional<Diagnosis> clouds() {
        double largest =
                run.samples().stream()
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> s.size().hfrPixels().orElseThrow())
                        .max()
                        .orElse(0);
        List<Integer> dim =
                numbersOf(s -> s.size().relativeFlux().orElse(1) < CLOUDY_FLUX && hasSome(s));
        // Where the bright stars cannot be measured, faint ones beside them pass for them.
        boolean spoiled = Saturation.in(run).isPresent();
        if (dim.isEmpty() || largest == 0 || spoiled || lightFollowsSize()) {
            return Optional.empty();
        }
        double least =
                dim.stream()
                        .mapToDouble(i -> run.samples().get(i).size().relativeFlux().orElse(0))
                        .min()
                        .orElseThrow();
        return Optional.of(
                new Diagnosis(
                        Cause.CLOUDS,
                        0.85,
                        "The same stars gave as little as %.0f %% of their light in %d of %d frames."
                                .formatted(100 * least, dim.size(), run.samples().size()),
                        "Look at the sky. Sizes do not depend on the light as long as stars can be measured; wait if they cannot.",
                        dim));
    }

    /// Clouds come and go with time. Light that goes with the size of the stars, frame by frame, is a matter of measuring, or of a
    /// simulator that draws large stars too bright.
    private boolean lightFollowsSize() {
        List<Sample> lit =
                run.samples().stream()
                        .filter(s -> s.hasStars() && s.size().relativeFlux().isPresent())
                        .toList();
        int agree = 0;
        int against = 0;
        for (int i = 0; i < lit.size(); i++) {
            for (int j = 0; j < i; j++) {
                double light = logRatio(flux(lit.get(i)), flux(lit.get(j)));
                double size = logRatio(hfr(lit.get(i)), hfr(lit.get(j)));
                if (Math.abs(light) > CLEAR_LOG && Math.abs(size) > CLEAR_LOG) {
                    agree += light * size > 0 ? 1 : 0;
                    against += light * size < 0 ? 1 : 0;
                } else if (Math.abs(size) > 2 * CLEAR_LOG && dim(lit.get(i)) && dim(lit.get(j))) {
                    // Behind a cloud large and small stars have lost the same.
                    against++;
                } else if (Math.abs(light) > 2 * CLEAR_LOG) {
                    // Another light at the same size.
                    agree = Math.max(0, agree - 2);
                    against++;
                }
            }
        }
        return agree > ALMOST_ALL * against && agree >= 3;
    }

    private static boolean dim(Sample sample) {
        return flux(sample) < CLOUDY_FLUX;
    }

    private static double flux(Sample sample) {
        return sample.size().relativeFlux().orElseThrow();
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }

    private static double logRatio(double a, double b) {
        return StrictMath.log(a / b);
    }

    private Optional<Diagnosis> wind() {
        double smallest =
                run.samples().stream()
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> s.size().hfrPixels().orElseThrow())
                        .min()
                        .orElse(0);
        List<Integer> near =
                numbersOf(s ->
                        hasSome(s) && s.size().hfrPixels().orElseThrow() < NEAR_FOCUS * smallest);
        List<Integer> smeared =
                near.stream()
                        .filter(i -> run.samples().get(i).size().eccentricity() > LONG_ECCENTRICITY)
                        .toList();
        List<Integer> nearest =
                numbersOf(
                        s -> hasSome(s) && s.size().hfrPixels().orElseThrow() < NEAREST * smallest);
        long sharpAndSmeared =
                nearest.stream()
                        .filter(i -> run.samples().get(i).size().eccentricity() > LONG_ECCENTRICITY)
                        .count();
        boolean half = near.size() >= 2 && smeared.size() * 2 >= near.size();
        boolean theSharpest = sharpAndSmeared * 2 > nearest.size();
        if (smeared.isEmpty() || (!half && !theSharpest && smeared.size() < MANY_SMEARED)) {
            return Optional.empty();
        }
        return Optional.of(
                new Diagnosis(
                        Cause.WIND_OR_GUIDING,
                        0.85,
                        "Stars are long in %d of the %d frames near focus (median eccentricity above %.1f: one and a quarter times as long as wide, or more)."
                                .formatted(smeared.size(), near.size(), LONG_ECCENTRICITY),
                        "Shelter the telescope from wind, check the guiding, or expose shorter.",
                        smeared));
    }

    private static boolean hasSome(Sample sample) {
        return sample.hasStars() && sample.size().starCount() >= FEWEST_STARS;
    }

    private List<Integer> numbersOf(Predicate<Sample> which) {
        return IntStream.range(0, run.samples().size())
                .filter(i -> which.test(run.samples().get(i)))
                .boxed()
                .toList();
    }
}
