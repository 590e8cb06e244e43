package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Frames near focus whose stars are long all in one direction, the same on both sides of focus: something shook the telescope.
///
/// @param near    how many frames near focus there are
/// @param smeared numbers of those with long stars
/// @param degrees direction that these have in common, from x toward y; empty where no frame says
record Shaking(int near, List<Integer> smeared, OptionalDouble degrees) {
    /// Axes as 5 to 4: beyond this a frame's stars are long, as neither seeing nor defocus makes them.
    static final double LONG_ECCENTRICITY = 0.6;

    /// Only frames this near to the smallest size show elongation well: a defocus disc hides it.
    private static final double NEAR_FOCUS = 2;

    private static final double NEAREST = 1.2;

    /// Gusts spare frames; nothing but shaking makes stars long in so many.
    private static final int MANY_SMEARED = 3;

    /// Of the elongation at [#LONG_ECCENTRICITY]: where stars are long each its own way, by coma, they have less in common.
    private static final double COMMON = 0.11;

    /// Length of the mean of directions, in twice their angles: 1 where all are the same, none where half of them lie across the others.
    private static final double ONE_WAY = 0.5;

    Shaking {
        smeared = List.copyOf(smeared);
    }

    static Optional<Shaking> in(FocusRun run) {
        double smallest =
                run.measured().stream()
                        .flatMapToDouble(size -> size.hfrPixels().stream())
                        .min()
                        .orElse(0);
        List<Integer> near = within(run, NEAR_FOCUS * smallest);
        List<Integer> smeared = near.stream().filter(i -> longStars(run, i)).toList();
        List<Integer> nearest = within(run, NEAREST * smallest);
        long sharpAndSmeared = nearest.stream().filter(smeared::contains).count();
        boolean half = near.size() >= 2 && smeared.size() * 2 >= near.size();
        boolean theSharpest = sharpAndSmeared * 2 > nearest.size();
        if (smeared.isEmpty() || (!half && !theSharpest && smeared.size() < MANY_SMEARED)) {
            return Optional.empty();
        }
        List<Elongation> ways = smeared.stream().flatMap(i -> way(run, i).stream()).toList();
        double plus = ways.stream().mapToDouble(w -> w.plus() / w.size()).average().orElse(1);
        double cross = ways.stream().mapToDouble(w -> w.cross() / w.size()).average().orElse(0);
        var mean = new Elongation(plus, cross, 0);
        return mean.size() < ONE_WAY
                ? Optional.empty()
                : Optional.of(
                        new Shaking(
                                near.size(),
                                smeared,
                                ways.isEmpty()
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(mean.degrees())));
    }

    private static List<Integer> within(FocusRun run, double sizePixels) {
        List<Sample> samples = run.samples();
        return IntStream.range(0, samples.size())
                .filter(i ->
                        SkyFindings.hasSome(samples.get(i))
                                && run.measured().get(i).hfrPixels().orElseThrow() < sizePixels)
                .boxed()
                .toList();
    }

    private static boolean longStars(FocusRun run, int number) {
        return run.samples().get(number).size().eccentricity() > LONG_ECCENTRICITY
                && way(run, number).map(way -> way.size() > COMMON).orElse(true);
    }

    private static Optional<Elongation> way(FocusRun run, int number) {
        return Elongation.of(run.taken().get(number).seen().stars());
    }

    Diagnosis diagnosis() {
        return new Diagnosis(
                Cause.WIND_OR_GUIDING,
                0.85,
                "Stars are long in %d of the %d frames near focus (median eccentricity above %.1f: one and a quarter times as long as wide, or more)%s."
                        .formatted(
                                smeared.size(),
                                near,
                                LONG_ECCENTRICITY,
                                degrees.isPresent()
                                        ? ", all along about %.0f°".formatted(degrees.getAsDouble())
                                        : ""),
                "Shelter the telescope from wind, check the guiding, or expose shorter.",
                smeared);
    }
}
