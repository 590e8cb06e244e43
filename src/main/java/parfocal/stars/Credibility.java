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
        double all = clear.stream().mapToDouble(Credibility::voice).sum();
        double most = 0;
        double stretch = 1;
        for (Candidate one : clear) {
            double agreeing =
                    clear.stream()
                            .filter(other -> areAlike(one, other, gates))
                            .mapToDouble(Credibility::voice)
                            .sum();
            if (agreeing > most) {
                most = agreeing;
                stretch = one.light().axisRatio();
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

    private static double voice(Candidate candidate) {
        return Math.sqrt(candidate.snr());
    }

    private static boolean areAlike(Candidate a, Candidate b, Gates gates) {
        double noise =
                a.light().hfrSigma() / a.light().hfr() + b.light().hfrSigma() / b.light().hfr();
        double size = gates.size().awayOf(a.light()) - gates.size().awayOf(b.light());
        double stretch = Math.log(a.light().axisRatio() / b.light().axisRatio());
        double doubt = 2 / a.snr() + 2 / b.snr();
        return Math.abs(size) < SAME_SIZE + noise && Math.abs(stretch) < SAME_STRETCH + doubt;
    }
}
