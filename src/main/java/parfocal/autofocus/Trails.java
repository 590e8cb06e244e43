package parfocal.autofocus;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusRun.Taken;

/// Stars that something draws out into trails, all along one direction on both sides of focus: how large they would be without. Across a
/// trail a star is as wide as ever. What astigmatism draws out turns by a right angle through focus, and is left as it is.
///
/// @param ways   how the stars of each frame are drawn out; empty where too few say
/// @param sizes  of all frames, trails included
/// @param common direction of the trails
record Trails(List<Optional<Elongation>> ways, List<FrameSize> sizes, Elongation common) {
    private static final int FEWEST_LONG = 2;

    /// Of stars longer than six times their width nobody knows the width.
    private static final double LONGEST = 0.95;

    private static final double SIGNIFICANT = 5;

    /// Length of the mean of unit vectors of twice the angles: gusts blow from one side.
    private static final double ONE_WAY = 0.7;

    private static final double TURNED_DEGREES = 45;

    /// A star with the share `s` of its moments along the trail alone is `1/√(1 − s)` times as large as without it. Of donuts, whose half of
    /// light lies in a ring, and whose axes are measured through a window, that is too much: on rendered frames the exponent falls from 0.5 to
    /// 0.28 as they grow.
    private static final double OF_DONUTS = 0.55;

    /// Of that exponent, as far as rendered frames of three rigs differ.
    private static final double SIGMA_OF_EXPONENT = 0.1;

    /// The sizes of frames as they would be without trails; as they are where there are none, or none that all stars share.
    ///
    /// @param sizes of the frames, in the same order
    static List<FrameSize> takenOff(List<Taken> taken, List<FrameSize> sizes) {
        return in(taken, sizes).map(Trails::withoutThem).orElse(sizes);
    }

    private static Optional<Trails> in(List<Taken> taken, List<FrameSize> sizes) {
        if (sizes.stream().filter(s -> s.eccentricity() > Shaking.LONG_ECCENTRICITY).count()
                < FEWEST_LONG) {
            return Optional.empty();
        }
        List<Optional<Elongation>> ways =
                taken.stream().map(t -> Elongation.of(t.seen().stars())).toList();
        List<Integer> sweep =
                IntStream.range(0, sizes.size())
                        .filter(i -> taken.get(i).step().purpose().sweeping())
                        .filter(i -> sizes.get(i).hfrPixels().isPresent())
                        .boxed()
                        .toList();
        List<Integer> trailed =
                sweep.stream().filter(i -> ways.get(i).filter(Trails::clear).isPresent()).toList();
        return sweep.stream()
                .min(Comparator.comparingDouble(i -> hfr(sizes.get(i))))
                .map(i -> taken.get(i).positionSteps())
                .filter(sharpest -> trailed.stream().anyMatch(i -> at(taken, i) < sharpest))
                .filter(sharpest -> trailed.stream().anyMatch(i -> at(taken, i) > sharpest))
                .flatMap(_ -> common(trailed.stream().flatMap(i -> ways.get(i).stream()).toList()))
                .map(common -> new Trails(ways, sizes, common));
    }

    private static boolean clear(Elongation way) {
        return way.size() > SIGNIFICANT * way.sigma();
    }

    private static int at(List<Taken> taken, int number) {
        return taken.get(number).positionSteps();
    }

    private static double hfr(FrameSize size) {
        return size.hfrPixels().orElseThrow();
    }

    /// Empty where one of them lies across the others.
    private static Optional<Elongation> common(List<Elongation> ways) {
        double plus = ways.stream().mapToDouble(w -> w.plus() / w.size()).average().orElse(0);
        double cross = ways.stream().mapToDouble(w -> w.cross() / w.size()).average().orElse(0);
        return Optional.of(new Elongation(plus, cross, 0))
                .filter(mean -> mean.size() > ONE_WAY)
                .filter(mean -> ways.stream().allMatch(w -> w.turnFrom(mean) < TURNED_DEGREES));
    }

    private List<FrameSize> withoutThem() {
        double smallest =
                IntStream.range(0, sizes.size())
                        .filter(i -> sizes.get(i).hfrPixels().isPresent())
                        .mapToDouble(i -> hfr(sizes.get(i)) * Math.sqrt(1 - share(i)))
                        .min()
                        .orElseThrow();
        return IntStream.range(0, sizes.size()).mapToObj(i -> without(i, smallest)).toList();
    }

    private FrameSize without(int number, double smallest) {
        FrameSize size = sizes.get(number);
        double share = share(number);
        if (size.hfrPixels().isEmpty() || share == 0) {
            return size;
        }
        double sharpness = Math.min(1, smallest / (hfr(size) * Math.sqrt(1 - share)));
        double exponent = 0.5 * (OF_DONUTS + (1 - OF_DONUTS) * sharpness);
        double sigma =
                Math.hypot(
                        exponent * ways.get(number).orElseThrow().sigma() / (1 - share),
                        SIGMA_OF_EXPONENT * exponent * StrictMath.log(1 - share));
        return size.smaller(StrictMath.pow(1 - share, exponent), sigma);
    }

    /// Of the moments of a frame's stars, along the trail alone; freed of what noise adds to any length.
    private double share(int number) {
        return ways.get(number)
                .filter(way -> way.turnFrom(common) < TURNED_DEGREES)
                .map(way -> way.size() * way.size() - 2 * way.sigma() * way.sigma())
                .map(square -> Math.min(LONGEST, Math.sqrt(Math.max(0, square))))
                .orElse(0.0);
    }
}
