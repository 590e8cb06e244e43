package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the frames of a run say about the sky between the stars and the sensor: clouds in front of them, wind in the telescope.
final class SkyFindings {
    private static final double CLOUDY_FLUX = 0.7;

    /// Fewer are fragments of a donut as often as stars: neither their light nor their shape says anything.
    private static final int FEWEST_STARS = 3;

    /// Light and size that differ by this much in ln differ indeed.
    private static final double CLEAR_LOG = 0.15;

    private static final int ALMOST_ALL = 6;

    private final FocusRun run;

    SkyFindings(FocusRun run) {
        this.run = run;
    }

    List<Diagnosis> all() {
        var found = new ArrayList<Diagnosis>();
        Optional<Diagnosis> dew = FadingLight.of(run).map(FadingLight::diagnosis);
        dew.or(this::clouds).ifPresent(found::add);
        Astigmatism.of(run)
                .map(Astigmatism::diagnosis)
                .or(() -> Shaking.in(run).map(Shaking::diagnosis))
                .ifPresent(found::add);
        return found;
    }

    private Optional<Diagnosis> clouds() {
        double largest =
                run.samples().stream()
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> s.size().hfrPixels().orElseThrow())
                        .max()
                        .orElse(0);
        CommonLight light = CommonLight.of(run.stars().sightings(), run.samples().size());
        List<Integer> dim =
                IntStream.range(0, run.samples().size())
                        .filter(i -> dim(run.samples().get(i)) && light.dimmed(i, CLOUDY_FLUX))
                        .boxed()
                        .toList();
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
        return hasSome(sample) && sample.size().relativeFlux().orElse(1) < CLOUDY_FLUX;
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

    static boolean hasSome(Sample sample) {
        return sample.hasStars() && sample.size().starCount() >= FEWEST_STARS;
    }
}
