package parfocal.stars;

import java.util.List;

/// How alike the profiles of a frame's stars are, and so how far the size of a faint one may be read off their common profile.
///
/// @param difference standard deviation, from star to star, of the size by the common profile over the half-flux radius that
///                   is not noise
record Likeness(double difference) {
    private static final double CLEAR = 50;
    private static final int ENOUGH = 8;
    private static final int MOST_ASKED = 500;

    /// Where few bright stars show it.
    static final Likeness USUAL = new Likeness(0.02);

    private static final double LEAST = 0.007;

    /// The centre is where star and noise together are brightest, so that a faint star seems more concentrated than it is: by as much
    /// of the square of its relative error.
    private static final double CENTRED_ON_NOISE = 1;

    private static final double MOST_NOISE = 0.06;

    /// @param unsaturated stars, clearest first
    static Likeness learned(List<Candidate> unsaturated) {
        double[] away =
                unsaturated.stream()
                        .filter(c -> c.snr() > CLEAR)
                        .map(Candidate::light)
                        .filter(light -> light.matched().isPresent())
                        .limit(MOST_ASKED)
                        .mapToDouble(light -> Math.abs(Math.log(ratio(light))))
                        .sorted()
                        .toArray();
        double noise =
                unsaturated.stream()
                        .filter(c -> c.snr() > CLEAR)
                        .map(Candidate::light)
                        .filter(light -> light.matched().isPresent())
                        .limit(MOST_ASKED)
                        .mapToDouble(light -> moreNoise(light))
                        .sorted()
                        .skip(away.length / 2)
                        .findFirst()
                        .orElse(0);
        if (away.length < ENOUGH) {
            return USUAL;
        }
        double spread = 1.4826 * away[away.length / 2];
        return new Likeness(Math.sqrt(Math.max(LEAST * LEAST, spread * spread - noise)));
    }

    private static double ratio(Light light) {
        return light.matched().orElseThrow().hfr() / light.hfr();
    }

    /// By how much the square of the half-flux radius's relative error is greater.
    private static double moreNoise(Light light) {
        double own = light.hfrSigma() / light.hfr();
        MatchedSize matched = light.matched().orElseThrow();
        double common = matched.sigma() / matched.hfr();
        return Math.max(0, own * own - common * common);
    }

    /// The light with the better size: of bright stars their own half-flux radius, of faint ones the common profile's.
    Light better(Light light) {
        if (light.matched().isEmpty()) {
            return light;
        }
        MatchedSize matched = light.matched().get();
        double relative = matched.sigma() / matched.hfr();
        double centred = 1 + CENTRED_ON_NOISE * Math.min(MOST_NOISE, relative * relative);
        double more = moreNoise(light);
        double share = more / (more + difference * difference);
        double hfr = light.hfr() * Math.pow(centred * ratio(light), share);
        double rest = (1 - share) * (1 - share) * more + share * share * difference * difference;
        return light.sized(hfr, hfr * Math.sqrt(relative * relative + rest));
    }
}
