package parfocal.stars;

import java.util.List;

/// Whether what was found in a frame are stars at all.
///
/// Tracks of cosmic rays, hot pixels that touch and folds of nebulae pass every gate that asks for likeness to the frame's
/// stars when there are none, because then they have elected the common size themselves. But they agree in little else:
/// stars of a frame share size and elongation alike.
final class Credibility {
    /// Half-flux radius of the sharpest stars that few of a kind are believed to be, or any among many hot pixels: telescopes in focus
    /// on large pixels reach 1.0.
    private static final double SHARPEST_STAR = 0.9;

    /// Of a good night on pixels of two seconds of arc, where many agree; the pixel alone makes 0.4.
    private static final double SHARPEST_OF_MANY = 0.55;

    private static final int MANY = 15;

    /// How far the logarithms of size and of axis ratio of two stars of a frame may differ, noise apart.
    private static final double SAME_SIZE = 0.1;

    private static final double SAME_STRETCH = 0.2;

    /// The same for the radius of 80 % over that of 50 % of the light: discs have 1.26, sharp stars 1.6, folds of nebulae anything.
    private static final double SAME_SOFTNESS = 0.08;

    /// Part of what is clear that must agree. In a deep field of galaxies the stars are half of it; the best agreement found
    /// among impostors was 0.37 for round ones and 0.66 for tracks.
    private static final double AGREEING = 0.4;

    private static final double AGREEING_IF_LONG = 0.75;

    /// A few tracks agree by chance.
    private static final double AGREEING_IF_LONG_AND_FEW = 0.9;

    private static final int FEW = 8;

    private static final double LONG = 1.6;

    /// Of a crowd the clearest speak for the rest.
    private static final int MOST_ASKED = 200;

    private Credibility() {}

    /// @param unsaturated what passed the gates, and has a size
    /// @param manyHot     whether the sensor has so many hot pixels that groups of them look like sharp stars
    static boolean isStarField(
            List<Candidate> unsaturated, Gates gates, CommonSize size, boolean manyHot) {
        List<Candidate> clear = clear(unsaturated);
        double sharpest = manyHot || clear.size() < MANY ? SHARPEST_STAR : SHARPEST_OF_MANY;
        if (size.hfrPixels() < sharpest) {
            return false;
        }
        // Groups of hot pixels differ among themselves; what elects the size need not be the most.
        if (!clear.isEmpty() && medianHfr(clear) < sharpest) {
            return false;
        }
        List<Shape> shapes = clear.stream().map(c -> Shape.of(c, gates)).toList();
        double all = shapes.stream().mapToDouble(Shape::voice).sum();
        double most = 0;
        double stretch = 1;
        for (Shape one : shapes) {
            double agreeing = 0;
            for (Shape other : shapes) {
                agreeing += one.isLike(other) ? other.voice : 0;
            }
            if (agreeing > most) {
                most = agreeing;
                stretch = Math.exp(one.stretch);
            }
        }
        double needed = clear.size() < FEW ? AGREEING_IF_LONG_AND_FEW : AGREEING_IF_LONG;
        return most >= (stretch > LONG ? needed : AGREEING) * all;
    }

    /// The first level of S/N that leaves at least three; faint things agree with everything.
    private static List<Candidate> clear(List<Candidate> candidates) {
        for (double snr : new double[] {20, 10}) {
            List<Candidate> clear =
                    candidates.stream().filter(c -> c.snr() >= snr).limit(MOST_ASKED).toList();
            if (clear.size() >= 3) {
                return clear;
            }
        }
        return candidates.subList(0, Math.min(MOST_ASKED, candidates.size()));
    }

    private static double medianHfr(List<Candidate> clear) {
        double[] sorted = clear.stream().mapToDouble(c -> c.light().hfr()).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// What stars of a frame have in common, as logarithms.
    ///
    /// @param voice    how much it has to say
    /// @param size     over the usual one at its place
    /// @param noise    of the size
    /// @param stretch  ratio of the axes
    /// @param doubt    of the stretch
    /// @param softness see [Light#softness]
    private record Shape(
            double voice,
            double size,
            double noise,
            double stretch,
            double doubt,
            double softness) {
        static Shape of(Candidate candidate, Gates gates) {
            Light light = candidate.light();
            return new Shape(
                    Math.sqrt(candidate.snr()),
                    gates.size().awayOf(light),
                    light.hfrSigma() / light.hfr(),
                    Math.log(light.axisRatio()),
                    2 / candidate.snr(),
                    Math.log(light.softness()));
        }

        boolean isLike(Shape other) {
            double blur = noise + other.noise;
            return Math.abs(size - other.size) < SAME_SIZE + blur
                    && Math.abs(stretch - other.stretch) < SAME_STRETCH + doubt + other.doubt
                    && Math.abs(softness - other.softness) < SAME_SOFTNESS + 2 * blur;
        }
    }
}
