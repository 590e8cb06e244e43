package parfocal.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parfocal.image.Frame;
import parfocal.shape.RadialProfile.Ring;
import parfocal.stars.Star;
import parfocal.stars.StarField;

/// Puts the clear stars of a frame on top of each other.
///
/// A pixel's value is the image, once averaged over the pixel by the camera, at the pixel's centre: so pixels are points of the
/// profile, each at its own distance from the star, and nothing has to be resampled.
public final class ProfileStack {
    private static final double CLEAR_SNR = 15;
    private static final int MOST_STARS = 150;
    private static final int FEWEST_STARS = 3;

    /// Stars of one frame differ by so much for other reasons than noise: place in the field, neighbours.
    private static final double OWN_CHARACTER = 0.003;

    private static final int CENTRINGS = 3;
    private static final double WORST_STAR_SIGMAS = 3.5;

    private final StarField field;
    private final double hfr;
    private final StarRings rings;

    private ProfileStack(Frame frame, StarField field, double hfr) {
        this.field = field;
        this.hfr = hfr;
        this.rings = new StarRings(frame, field, hfr);
    }

    /// @return empty for fewer than three clear stars
    public static Optional<RadialProfile> of(Frame frame, StarField field) {
        double hfr = field.medianHfrPixels().orElse(0);
        return hfr > 0 ? new ProfileStack(frame, field, hfr).stacked() : Optional.empty();
    }

    private Optional<RadialProfile> stacked() {
        List<Star> clear =
                field.measurable().stream()
                        .filter(star -> star.snr() >= CLEAR_SNR && star.flags().isEmpty())
                        .filter(rings::alone)
                        .limit(MOST_STARS)
                        .toList();
        List<RingedStar> stars =
                clear.parallelStream().map(rings::around).flatMap(Optional::stream).toList();
        for (int round = 0; round < CENTRINGS; round++) {
            if (stars.size() < FEWEST_STARS) {
                return Optional.empty();
            }
            weigh(stars);
            var mean = new MeanProfile(rings.edges(), mean(stars));
            stars =
                    stars.parallelStream()
                            .map(star -> rings.shifted(star, mean))
                            .flatMap(Optional::stream)
                            .toList();
        }
        if (stars.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        weigh(stars);
        double noise = field.noiseAdu();
        double[] mean = mean(stars);
        stars = withoutTheOdd(stars, mean, noise);
        if (stars.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        mean = mean(stars);
        double photonAdu = aduPerPhoton(stars, mean, noise);
        var profile = new ArrayList<Ring>();
        for (int ring = 0; ring < mean.length; ring++) {
            double variance = 0;
            double weights = 0;
            for (RingedStar star : stars) {
                if (star.pixels[ring] > 0) {
                    variance +=
                            star.weight(ring)
                                    * star.weight(ring)
                                    * star.variance(ring, mean[ring], noise, photonAdu);
                    weights += star.weight(ring);
                }
            }
            if (weights > 0) {
                profile.add(
                        new Ring(
                                rings.edges().inner(ring),
                                rings.edges().inner(ring + 1),
                                mean[ring],
                                Math.sqrt(variance) / weights));
            }
        }
        return Optional.of(new RadialProfile(profile, hfr, stars.size()));
    }

    private void weigh(List<RingedStar> stars) {
        double noise = field.noiseAdu();
        double area = Math.PI * hfr * hfr;
        for (RingedStar star : stars) {
            // Relative variance of the mean brightness within the half-flux radius; photons count
            // as if each were one ADU.
            double bySky = noise * noise * 4 * area / (star.flux * star.flux);
            double byPhotons = 2 / star.flux;
            star.weight = 1 / (bySky + byPhotons + OWN_CHARACTER * OWN_CHARACTER);
        }
    }

    /// How many ADU a photon makes, from how much more stars differ from their mean than the sky's noise explains. What else
    /// makes them differ counts along.
    private double aduPerPhoton(List<RingedStar> stars, double[] mean, double noise) {
        double excess = 0;
        double expected = 0;
        for (RingedStar star : stars) {
            for (int ring = 0; ring < mean.length; ring++) {
                if (star.pixels[ring] > 0 && mean[ring] > 0) {
                    double off = star.brightness[ring] - mean[ring];
                    double sky = star.variance(ring, 0, noise, 0);
                    double photons = star.variance(ring, mean[ring], 0, 1);
                    double weight = 1 / ((sky + photons) * (sky + photons));
                    excess += weight * photons * (off * off - sky);
                    expected += weight * photons * photons;
                }
            }
        }
        double spare = (stars.size() - 1.0) / stars.size();
        return expected > 0 ? Math.max(0, excess / (spare * expected)) : 1;
    }

    /// A ring in which no star has a pixel is as bright as the next.
    private static double[] mean(List<RingedStar> stars) {
        int count = stars.getFirst().brightness.length;
        double[] sum = new double[count];
        double[] weights = new double[count];
        for (RingedStar star : stars) {
            for (int ring = 0; ring < count; ring++) {
                if (star.pixels[ring] > 0) {
                    sum[ring] += star.weight(ring) * star.brightness[ring];
                    weights[ring] += star.weight(ring);
                }
            }
        }
        double next = 0;
        for (int ring = count - 1; ring >= 0; ring--) {
            next = weights[ring] > 0 ? sum[ring] / weights[ring] : next;
            sum[ring] = next;
        }
        return sum;
    }

    /// Neighbours that nobody saw, defects and galaxies: whoever is farther from the mean than the others are.
    private List<RingedStar> withoutTheOdd(List<RingedStar> stars, double[] mean, double noise) {
        double[] oddities = new double[stars.size()];
        for (int i = 0; i < oddities.length; i++) {
            RingedStar star = stars.get(i);
            double sum = 0;
            for (int ring = 0; ring < mean.length; ring++) {
                if (star.pixels[ring] > 0) {
                    double off = star.brightness[ring] - mean[ring];
                    double character = OWN_CHARACTER * mean[ring];
                    sum +=
                            off
                                    * off
                                    / (star.variance(ring, mean[ring], noise, 1)
                                            + character * character);
                }
            }
            oddities[i] = Math.sqrt(sum / mean.length);
        }
        double[] sorted = oddities.clone();
        Arrays.sort(sorted);
        double usual = Math.max(0.5, sorted[sorted.length / 2]);
        var kept = new ArrayList<RingedStar>();
        for (int i = 0; i < oddities.length; i++) {
            if (oddities[i] < WORST_STAR_SIGMAS * usual) {
                kept.add(stars.get(i));
            }
        }
        return kept;
    }
}
