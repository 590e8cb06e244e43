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
    private static final double CLEAR_SNR = 25;
    private static final int MOST_STARS = 150;
    private static final int FEWEST_STARS = 3;

    /// How far out, in half-flux radii: the rings, and the ring of sky behind them.
    private static final double REACH = 3.6;

    private static final double SKY_REACH = 5.2;

    /// Rings are this fine up to the end of the disc, and three times as coarse in the wings.
    private static final double FINE_IN_HFR = 0.125;

    private static final double FINE_REACH = 2.2;
    private static final double FINEST_PIXELS = 0.5;

    /// Stars of one frame differ by so much for other reasons than noise: place in the field, neighbours.
    private static final double OWN_CHARACTER = 0.008;

    private static final double CENTRE_REACH = 1.9;
    private static final int CENTRINGS = 3;
    private static final double WORST_STAR_SIGMAS = 3.5;

    private final Frame frame;
    private final StarField field;
    private final double hfr;
    private final double[] edges;

    private ProfileStack(Frame frame, StarField field, double hfr) {
        this.frame = frame;
        this.field = field;
        this.hfr = hfr;
        this.edges = edges(hfr);
    }

    /// @return empty for fewer than three clear stars
    public static Optional<RadialProfile> of(Frame frame, StarField field) {
        double hfr = field.medianHfrPixels().orElse(0);
        return hfr > 0 ? new ProfileStack(frame, field, hfr).stacked() : Optional.empty();
    }

    private static double[] edges(double hfr) {
        double fine = Math.max(FINEST_PIXELS, FINE_IN_HFR * hfr);
        double reach = Math.max(REACH * hfr, 5);
        var edges = new ArrayList<Double>();
        double edge = 0;
        while (edge < reach) {
            edges.add(edge);
            edge += edge < FINE_REACH * hfr ? fine : 3 * fine;
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// One star in rings: its light is 1.
    private static final class OneStar {
        final double x;
        final double y;
        final double background;
        final double flux;
        final double[] brightness;
        final double[] pixels;

        /// Mean square of the distances of the ring's pixels, over that of the ring itself.
        final double[] squareExcess;

        double weight = 1;

        OneStar(
                double x,
                double y,
                double background,
                double flux,
                double[] brightness,
                double[] pixels,
                double[] squareExcess) {
            this.x = x;
            this.y = y;
            this.background = background;
            this.flux = flux;
            this.brightness = brightness;
            this.pixels = pixels;
            this.squareExcess = squareExcess;
        }
    }

    private Optional<RadialProfile> stacked() {
        List<OneStar> stars = new ArrayList<>();
        for (Star star : field.measurable()) {
            if (stars.size() >= MOST_STARS) {
                break;
            }
            if (star.snr() >= CLEAR_SNR && star.flags().isEmpty() && alone(star)) {
                double[] centre = middleOfLight(star);
                rings(centre[0], centre[1]).ifPresent(stars::add);
            }
        }
        if (stars.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        for (int round = 0; round < CENTRINGS; round++) {
            weigh(stars);
            double[] mean = mean(stars);
            stars =
                    stars.stream()
                            .map(star -> shifted(star, mean))
                            .flatMap(Optional::stream)
                            .toList();
        }
        if (stars.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        weigh(stars);
        double noise = field.noiseAdu();
        double[] mean = mean(stars);
        bringPixelsToTheirRings(stars, mean);
        mean = mean(stars);
        stars = withoutTheOdd(stars, mean, noise);
        if (stars.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        mean = mean(stars);
        double photonAdu = aduPerPhoton(stars, mean, noise);
        var rings = new ArrayList<Ring>();
        for (int ring = 0; ring < mean.length; ring++) {
            double variance = 0;
            double weights = 0;
            for (OneStar star : stars) {
                if (star.pixels[ring] > 0) {
                    variance +=
                            star.weight
                                    * star.weight
                                    * variance(star, ring, mean[ring], noise, photonAdu);
                    weights += star.weight;
                }
            }
            if (weights > 0) {
                rings.add(
                        new Ring(
                                edges[ring],
                                edges[ring + 1],
                                mean[ring],
                                Math.sqrt(variance) / weights));
            }
        }
        return Optional.of(new RadialProfile(rings, hfr, stars.size()));
    }

    private void weigh(List<OneStar> stars) {
        double noise = field.noiseAdu();
        double area = Math.PI * hfr * hfr;
        for (OneStar star : stars) {
            // Relative variance of the mean brightness within the half-flux radius; photons count
            // as if each were one ADU.
            double bySky = noise * noise * 4 * area / (star.flux * star.flux);
            double byPhotons = 2 / star.flux;
            star.weight = 1 / (bySky + byPhotons + OWN_CHARACTER * OWN_CHARACTER);
        }
    }

    /// First moments of the light within the disc: of a ring, too, its middle.
    private double[] middleOfLight(Star star) {
        double x = star.x();
        double y = star.y();
        double reach = CENTRE_REACH * hfr;
        float[] adu = frame.adu();
        double sky = field.backgroundAdu();
        for (int round = 0; round < CENTRINGS; round++) {
            double light = 0;
            double momentX = 0;
            double momentY = 0;
            for (int row = (int) Math.ceil(y - reach); row <= y + reach; row++) {
                for (int column = (int) Math.ceil(x - reach); column <= x + reach; column++) {
                    double dx = column - x;
                    double dy = row - y;
                    if (dx * dx + dy * dy < reach * reach) {
                        double value = adu[row * frame.widthPixels() + column] - sky;
                        light += value;
                        momentX += value * dx;
                        momentY += value * dy;
                    }
                }
            }
            double moveX = momentX / light;
            double moveY = momentY / light;
            if (!(light > 0 && StrictMath.hypot(moveX, moveY) < hfr)) {
                return new double[] {star.x(), star.y()};
            }
            x += moveX;
            y += moveY;
        }
        boolean near = StrictMath.hypot(x - star.x(), y - star.y()) < CENTRE_REACH * hfr;
        return near ? new double[] {x, y} : new double[] {star.x(), star.y()};
    }

    /// The star again, put where it agrees best with the mean profile: one step of least squares.
    private Optional<OneStar> shifted(OneStar star, double[] mean) {
        double end = edges[edges.length - 1] - 1;
        double forceX = 0;
        double forceY = 0;
        double stiffness = 0;
        float[] adu = frame.adu();
        for (int row = (int) Math.ceil(star.y - end); row <= star.y + end; row++) {
            for (int column = (int) Math.ceil(star.x - end); column <= star.x + end; column++) {
                double dx = column - star.x;
                double dy = row - star.y;
                double distance = Math.sqrt(dx * dx + dy * dy);
                if (distance < end && distance > 0.1) {
                    double slope =
                            (interpolated(mean, distance + 0.25)
                                            - interpolated(mean, Math.abs(distance - 0.25)))
                                    / 0.5;
                    double value =
                            (adu[row * frame.widthPixels() + column] - star.background) / star.flux;
                    double off = value - interpolated(mean, distance);
                    forceX -= off * slope * dx / distance;
                    forceY -= off * slope * dy / distance;
                    stiffness += 0.5 * slope * slope;
                }
            }
        }
        double moveX = forceX / stiffness;
        double moveY = forceY / stiffness;
        return stiffness > 0 && StrictMath.hypot(moveX, moveY) < 0.5 * hfr
                ? rings(star.x + moveX, star.y + moveY)
                : Optional.empty();
    }

    /// The mean profile at a distance, straight between the middles of rings.
    private double interpolated(double[] mean, double distance) {
        int ring = ringOf(Math.min(distance, edges[edges.length - 1] - 1e-9));
        double middle = (edges[ring] + edges[ring + 1]) / 2;
        int other = distance < middle ? ring - 1 : ring + 1;
        if (other < 0 || other >= mean.length) {
            return mean[ring];
        }
        double otherMiddle = (edges[other] + edges[other + 1]) / 2;
        return mean[ring]
                + (mean[other] - mean[ring]) * (distance - middle) / (otherMiddle - middle);
    }

    /// The pixels of a narrow ring lie a little inside or outside of it on the whole, and near the middle the profile is steep.
    private void bringPixelsToTheirRings(List<OneStar> stars, double[] mean) {
        for (int ring = 0; ring < mean.length; ring++) {
            int inner = Math.max(0, ring - 1);
            int outer = Math.min(mean.length - 1, ring + 1);
            double slope = (mean[outer] - mean[inner]) / (square(outer) - square(inner));
            for (OneStar star : stars) {
                star.brightness[ring] -= slope * star.squareExcess[ring];
            }
        }
    }

    private double square(int ring) {
        return (edges[ring] * edges[ring] + edges[ring + 1] * edges[ring + 1]) / 2;
    }

    private static double variance(
            OneStar star, int ring, double brightness, double noise, double photonAdu) {
        return (noise * noise / star.flux + photonAdu * Math.max(0, brightness))
                / (star.flux * star.pixels[ring]);
    }

    /// How many ADU a photon makes, from how much more stars differ from their mean than the sky's noise explains. What else
    /// makes them differ counts along.
    private double aduPerPhoton(List<OneStar> stars, double[] mean, double noise) {
        double excess = 0;
        double expected = 0;
        for (OneStar star : stars) {
            for (int ring = 0; ring < mean.length; ring++) {
                if (star.pixels[ring] > 0 && mean[ring] > 0) {
                    double off = star.brightness[ring] - mean[ring];
                    double sky = variance(star, ring, 0, noise, 0);
                    double photons = variance(star, ring, mean[ring], 0, 1);
                    double weight = 1 / ((sky + photons) * (sky + photons));
                    excess += weight * photons * (off * off - sky);
                    expected += weight * photons * photons;
                }
            }
        }
        double spare = (stars.size() - 1.0) / stars.size();
        return expected > 0 ? Math.max(0, excess / (spare * expected)) : 1;
    }

    private static double[] mean(List<OneStar> stars) {
        int count = stars.getFirst().brightness.length;
        double[] sum = new double[count];
        double[] weights = new double[count];
        for (OneStar star : stars) {
            for (int ring = 0; ring < count; ring++) {
                if (star.pixels[ring] > 0) {
                    sum[ring] += star.weight * star.brightness[ring];
                    weights[ring] += star.weight;
                }
            }
        }
        for (int ring = 0; ring < count; ring++) {
            sum[ring] = weights[ring] > 0 ? sum[ring] / weights[ring] : 0;
        }
        return sum;
    }

    /// Neighbours that nobody saw, defects and galaxies: whoever is farther from the mean than the others are.
    private List<OneStar> withoutTheOdd(List<OneStar> stars, double[] mean, double noise) {
        double[] oddities = new double[stars.size()];
        for (int i = 0; i < oddities.length; i++) {
            OneStar star = stars.get(i);
            double sum = 0;
            for (int ring = 0; ring < mean.length; ring++) {
                if (star.pixels[ring] > 0) {
                    double off = star.brightness[ring] - mean[ring];
                    double character = OWN_CHARACTER * mean[ring];
                    sum +=
                            off
                                    * off
                                    / (variance(star, ring, mean[ring], noise, 1)
                                            + character * character);
                }
            }
            oddities[i] = Math.sqrt(sum / mean.length);
        }
        double[] sorted = oddities.clone();
        Arrays.sort(sorted);
        double usual = Math.max(0.5, sorted[sorted.length / 2]);
        var kept = new ArrayList<OneStar>();
        for (int i = 0; i < oddities.length; i++) {
            if (oddities[i] < WORST_STAR_SIGMAS * usual) {
                kept.add(stars.get(i));
            }
        }
        return kept;
    }

    /// Whether no neighbour's light falls into the rings.
    private boolean alone(Star star) {
        double reach = SKY_REACH * hfr;
        boolean inside =
                star.x() > reach
                        && star.y() > reach
                        && star.x() < frame.widthPixels() - 1 - reach
                        && star.y() < frame.heightPixels() - 1 - reach;
        return inside
                && field.stars().stream()
                        .noneMatch(other ->
                                !other.equals(star)
                                        && other.fluxAdu() > 0.01 * star.fluxAdu()
                                        && StrictMath.hypot(
                                                        other.x() - star.x(), other.y() - star.y())
                                                < (REACH + 1.5) * hfr);
    }

    private Optional<OneStar> rings(double centreX, double centreY) {
        double margin = SKY_REACH * hfr;
        if (centreX < margin
                || centreY < margin
                || centreX > frame.widthPixels() - 1 - margin
                || centreY > frame.heightPixels() - 1 - margin) {
            return Optional.empty();
        }
        int count = edges.length - 1;
        double[] sum = new double[count];
        double[] pixels = new double[count];
        double[] squares = new double[count];
        double reach = SKY_REACH * hfr;
        double end = edges[count];
        var sky = new double[(int) (4 * (reach + 1) * (reach + 1))];
        int skyPixels = 0;
        int top = (int) Math.ceil(centreY - reach);
        int bottom = (int) Math.floor(centreY + reach);
        int left = (int) Math.ceil(centreX - reach);
        int right = (int) Math.floor(centreX + reach);
        float[] adu = frame.adu();
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double dx = x - centreX;
                double dy = y - centreY;
                double distance = Math.sqrt(dx * dx + dy * dy);
                float value = adu[y * frame.widthPixels() + x];
                if (distance < end) {
                    int ring = ringOf(distance);
                    sum[ring] += value;
                    pixels[ring]++;
                    squares[ring] += distance * distance;
                } else if (distance < reach && skyPixels < sky.length) {
                    sky[skyPixels++] = value;
                }
            }
        }
        if (skyPixels < 20) {
            return Optional.empty();
        }
        double background = clippedMean(Arrays.copyOf(sky, skyPixels));
        double flux = 0;
        for (int ring = 0; ring < count; ring++) {
            if (pixels[ring] > 0) {
                sum[ring] = sum[ring] / pixels[ring] - background;
                flux +=
                        sum[ring]
                                * Math.PI
                                * (edges[ring + 1] * edges[ring + 1] - edges[ring] * edges[ring]);
            }
        }
        if (flux <= 0) {
            return Optional.empty();
        }
        for (int ring = 0; ring < count; ring++) {
            sum[ring] /= flux;
            squares[ring] = pixels[ring] > 0 ? squares[ring] / pixels[ring] - square(ring) : 0;
        }
        return Optional.of(new OneStar(centreX, centreY, background, flux, sum, pixels, squares));
    }

    private int ringOf(double distance) {
        // Rings are equally wide up to the wings.
        int ring = Math.min((int) (distance / edges[1]), edges.length - 2);
        while (edges[ring] > distance) {
            ring--;
        }
        return ring;
    }

    /// Mean of what lies within three standard deviations of the median.
    private static double clippedMean(double[] values) {
        Arrays.sort(values);
        double median = values[values.length / 2];
        double sigma = 0.7413 * (values[3 * values.length / 4] - values[values.length / 4]) + 0.3;
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (Math.abs(value - median) < 3 * sigma) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
