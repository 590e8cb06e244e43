package parfocal.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import parfocal.image.Frame;
import parfocal.stars.Star;
import parfocal.stars.StarField;

/// Sorts the pixels of a frame's stars into rings around their centres, as fine as the stars are wide.
final class StarRings {
    /// How far out, in half-flux radii: the rings, and the ring of sky behind them.
    private static final double REACH = 3.6;

    private static final double SKY_REACH = 5.2;

    /// Rings are this fine up to the end of the disc, and three times as coarse in the wings.
    private static final double FINE_IN_HFR = 0.125;

    private static final double FINE_REACH = 2.2;

    private static final double FINEST_PIXELS = 0.5;

    private static final double CENTRE_REACH = 1.9;

    private static final int CENTRINGS = 3;

    private final Frame frame;
    private final StarField field;
    private final double hfr;
    private final double[] edges;

    /// @param hfr typical of the frame
    StarRings(Frame frame, StarField field, double hfr) {
        this.frame = frame;
        this.field = field;
        this.hfr = hfr;
        this.edges = edges(hfr);
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

    /// Where a ring begins; that of the ring after the last is where the last one ends.
    double inner(int ring) {
        return edges[ring];
    }

    /// Mean square of the distances in a ring.
    double square(int ring) {
        return (edges[ring] * edges[ring] + edges[ring + 1] * edges[ring + 1]) / 2;
    }

    /// Whether no neighbour's light falls into the rings.
    boolean alone(Star star) {
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

    /// The star in rings around the middle of its light.
    Optional<RingedStar> around(Star star) {
        double[] centre = middleOfLight(star);
        return rings(centre[0], centre[1]);
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
    Optional<RingedStar> shifted(RingedStar star, double[] mean) {
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

    private Optional<RingedStar> rings(double centreX, double centreY) {
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
        return Optional.of(
                new RingedStar(centreX, centreY, background, flux, sum, pixels, squares));
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
