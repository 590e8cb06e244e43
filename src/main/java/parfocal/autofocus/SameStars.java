package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import parfocal.stars.Star;

/// The same stars in every frame of a run. Faint stars vanish out of focus and come back in it; a frame value that is the
/// mean of whoever is present compares apples with pears. Here stars are recognised from frame to frame, and frame `f` gets the
/// size `exp(g_f)` of the additive model `ln y = c_star + g_frame`, fitted robustly over all stars and frames.
///
/// Immutable: [#with] returns the album with one more frame.
public final class SameStars {
    /// Stars of one frame differ from each other by about this much in ln size, whatever the light: field curvature, coma,
    /// neighbours. A star's own ratio is held to 0 with this standard deviation, so that frames without a common star still
    /// stand on one scale.
    private static final double SIGMA_OF_STAR_RATIO = 0.15;

    /// No single star is trusted further than this.
    private static final double SIGMA_FLOOR = 0.02;

    /// Clouds dim stars; nothing makes them so much brighter. A large donut covers the places of many faint stars, and is none of them.
    private static final double MOST_BRIGHTER = 6;

    private static final double HUBER_SIGMAS = 1.5;
    private static final int SWEEPS = 30;

    /// @param x     place in the coordinates of the first frame; `y` likewise
    /// @param first frame in which it was seen first
    private record Known(double x, double y, double flux, int first) {}

    private record OneStar(
            int star, int frame, double logSize, double sigma, double flux, double eccentricity) {}

    private record Album(
            List<Known> known, List<OneStar> seen, List<FieldShift> shifts, List<Integer> counts) {}

    private final Album album;

    private SameStars(Album album) {
        this.album = album;
    }

    static SameStars none() {
        return new SameStars(new Album(List.of(), List.of(), List.of(), List.of()));
    }

    /// Sizes of frames that were all taken already, in the order given.
    ///
    /// @param frames the measurable stars of each
    public static List<FrameSize> sizesOf(List<List<Star>> frames) {
        SameStars album = none();
        for (List<Star> frame : frames) {
            album = album.with(frame);
        }
        return album.sizes();
    }

    /// Recognises the stars of one more frame; new ones join.
    SameStars with(List<Star> measurable) {
        List<Star> stars = measurable.stream().limit(Seen.MOST_STARS).toList();
        var known = new ArrayList<>(album.known);
        var seen = new ArrayList<>(album.seen);
        var shifts = new ArrayList<>(album.shifts);
        var counts = new ArrayList<>(album.counts);
        int frame = counts.size();
        FieldShift before = shifts.isEmpty() ? FieldShift.NONE : shifts.getLast();
        FieldShift shift =
                FieldShift.between(
                        known.stream().map(k -> new FieldShift.Place(k.x, k.y, k.flux)).toList(),
                        stars.stream()
                                .map(s -> new FieldShift.Place(s.x(), s.y(), s.fluxAdu()))
                                .toList(),
                        before);
        boolean[] taken = new boolean[known.size()];
        for (Star star : stars) {
            double x = star.x() - shift.dx();
            double y = star.y() - shift.dy();
            int match = nearest(known, taken, x, y, Math.max(5, star.hfrPixels()), star.fluxAdu());
            if (match < 0) {
                match = known.size();
                known.add(new Known(x, y, star.fluxAdu(), frame));
            } else {
                taken[match] = true;
            }
            double sigma = Math.hypot(SIGMA_FLOOR, star.hfrSigmaPixels() / star.hfrPixels());
            seen.add(
                    new OneStar(
                            match,
                            frame,
                            StrictMath.log(star.hfrPixels()),
                            sigma,
                            star.fluxAdu(),
                            star.eccentricity()));
        }
        shifts.add(shift);
        counts.add(stars.size());
        return new SameStars(
                new Album(
                        List.copyOf(known),
                        List.copyOf(seen),
                        List.copyOf(shifts),
                        List.copyOf(counts)));
    }

    private static int nearest(
            List<Known> known, boolean[] taken, double x, double y, double limit, double flux) {
        int nearest = -1;
        double least = limit * limit;
        for (int i = 0; i < taken.length; i++) {
            double dx = known.get(i).x - x;
            double dy = known.get(i).y - y;
            double square = dx * dx + dy * dy;
            if (!taken[i] && square <= least && flux < MOST_BRIGHTER * known.get(i).flux) {
                least = square;
                nearest = i;
            }
        }
        return nearest;
    }

    /// Size of every frame so far, in order. A new frame refines the older ones too.
    List<FrameSize> sizes() {
        int frames = album.counts.size();
        double[] frameLog = new double[frames];
        double[] starLog = new double[album.known.size()];
        double[] weight = new double[album.seen.size()];
        for (int f = 0; f < frames; f++) {
            frameLog[f] = median(f, OneStar::logSize);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            weigh(frameLog, starLog, weight);
            solveStars(frameLog, starLog, weight);
            solveFrames(frameLog, starLog, weight);
        }
        return describe(frameLog, starLog, weight);
    }

    private void weigh(double[] frameLog, double[] starLog, double[] weight) {
        for (int i = 0; i < weight.length; i++) {
            OneStar s = album.seen.get(i);
            double residual = Math.abs(s.logSize - starLog[s.star] - frameLog[s.frame]) / s.sigma;
            weight[i] = Math.min(1, HUBER_SIGMAS / Math.max(1e-9, residual)) / (s.sigma * s.sigma);
        }
    }

    private void solveStars(double[] frameLog, double[] starLog, double[] weight) {
        double held = 1 / (SIGMA_OF_STAR_RATIO * SIGMA_OF_STAR_RATIO);
        double[] sum = new double[starLog.length];
        double[] total = new double[starLog.length];
        Arrays.fill(total, held);
        for (int i = 0; i < weight.length; i++) {
            OneStar s = album.seen.get(i);
            sum[s.star] += weight[i] * (s.logSize - frameLog[s.frame]);
            total[s.star] += weight[i];
        }
        for (int star = 0; star < starLog.length; star++) {
            starLog[star] = sum[star] / total[star];
        }
    }

    private void solveFrames(double[] frameLog, double[] starLog, double[] weight) {
        double[] sum = new double[frameLog.length];
        double[] total = new double[frameLog.length];
        for (int i = 0; i < weight.length; i++) {
            OneStar s = album.seen.get(i);
            sum[s.frame] += weight[i] * (s.logSize - starLog[s.star]);
            total[s.frame] += weight[i];
        }
        for (int f = 0; f < frameLog.length; f++) {
            if (total[f] > 0) {
                frameLog[f] = sum[f] / total[f];
            }
        }
    }

    private List<FrameSize> describe(double[] frameLog, double[] starLog, double[] weight) {
        var sizes = new ArrayList<FrameSize>();
        int[] sightings = new int[starLog.length];
        album.seen.forEach(s -> sightings[s.star]++);
        for (int f = 0; f < frameLog.length; f++) {
            double total = 0;
            double squares = 0;
            int count = 0;
            for (int i = 0; i < weight.length; i++) {
                OneStar s = album.seen.get(i);
                if (s.frame == f) {
                    double residual = s.logSize - starLog[s.star] - frameLog[f];
                    boolean known = sightings[s.star] > 1 || frameLog.length == 1;
                    total += known ? weight[i] : ofStranger(weight[i]);
                    squares += weight[i] * residual * residual;
                    count++;
                }
            }
            if (count == 0) {
                sizes.add(
                        new FrameSize(
                                OptionalDouble.empty(),
                                0,
                                0,
                                relativeFlux(f),
                                0,
                                album.shifts.get(f).dx(),
                                album.shifts.get(f).dy()));
                continue;
            }
            double scatter = count > 3 ? Math.max(1, squares / (count - 1)) : 1;
            double size = StrictMath.exp(frameLog[f]);
            sizes.add(
                    new FrameSize(
                            OptionalDouble.of(size),
                            size * Math.sqrt(scatter / total),
                            count,
                            relativeFlux(f),
                            median(f, OneStar::eccentricity),
                            album.shifts.get(f).dx(),
                            album.shifts.get(f).dy()));
        }
        return List.copyOf(sizes);
    }

    /// What a star tells of its frame that no other frame has seen: its own ratio is anybody's guess. In the only frame there is no
    /// ratio: its stars are what later frames are held against.
    private static double ofStranger(double weight) {
        return 1 / (1 / weight + SIGMA_OF_STAR_RATIO * SIGMA_OF_STAR_RATIO);
    }

    /// Median over common stars of the light now against the light when the star was first seen; empty without common stars.
    private OptionalDouble relativeFlux(int frame) {
        var ratios = new ArrayList<Double>();
        for (OneStar s : album.seen) {
            if (s.frame == frame
                    && (frame == 0 || album.known.get(s.star).first < frame)
                    && album.known.get(s.star).flux > 0
                    && s.flux > 0) {
                ratios.add(s.flux / album.known.get(s.star).flux);
            }
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ratios.get(ratios.size() / 2));
    }

    /// One star in one frame.
    ///
    /// @param x in the coordinates of the first frame; `y` likewise
    record Sighting(
            int star,
            int frame,
            double x,
            double y,
            double logSize,
            double sigma,
            double fluxAdu) {}

    /// Every star in every frame where it was seen.
    List<Sighting> sightings() {
        return album.seen.stream()
                .map(s -> {
                    Known known = album.known.get(s.star);
                    return new Sighting(
                            s.star, s.frame, known.x, known.y, s.logSize, s.sigma, s.flux);
                })
                .toList();
    }

    private double median(int frame, ToDoubleFunction<OneStar> value) {
        double[] values =
                album.seen.stream()
                        .filter(s -> s.frame == frame)
                        .mapToDouble(value)
                        .sorted()
                        .toArray();
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
