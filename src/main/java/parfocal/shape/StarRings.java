package parfocal.shape;

import java.util.Optional;
import parfocal.image.Frame;
import parfocal.stars.Star;
import parfocal.stars.StarField;

/// Sorts the pixels of a frame's stars into rings around their centres, as fine as the stars are wide.
final class StarRings {
    /// Where the sky behind the rings ends, in half-flux radii.
    private static final double SKY_REACH = 5.2;

    /// Rings never end nearer than some pixels from the centre, and the smallest stars need a sky behind them, too.
    private static final double NARROWEST_SKY_PIXELS = 2.5;

    private static final double CENTRE_REACH = 1.9;

    private static final int CENTRINGS = 3;

    /// Of the sky's noise, and of what the star is like within a pixel of the place: whoever is farther off is no light of the star.
    private static final double FOREIGN_SIGMAS = 5;

    private static final double FOREIGN_SHARE = 0.3;

    private final Frame frame;
    private final StarField field;
    private final double hfr;
    private final RingEdges edges;
    private final double skyReach;
    private final MeanProfile nothingKnown;

    /// @param hfr typical of the frame
    StarRings(Frame frame, StarField field, double hfr) {
        this.frame = frame;
        this.field = field;
        this.hfr = hfr;
        this.edges = new RingEdges(hfr);
        this.skyReach = Math.max(SKY_REACH * hfr, edges.end() + NARROWEST_SKY_PIXELS);
        this.nothingKnown = new MeanProfile(edges, new double[edges.count()]);
    }

    RingEdges edges() {
        return edges;
    }

    /// Whether no neighbour's light falls into the rings.
    boolean alone(Star star) {
        return inside(star.x(), star.y())
                && field.stars().stream()
                        .noneMatch(other ->
                                !other.equals(star)
                                        && other.fluxAdu() > 0.01 * star.fluxAdu()
                                        && StrictMath.hypot(
                                                        other.x() - star.x(), other.y() - star.y())
                                                < edges.end() + 1.5 * hfr);
    }

    /// The star in rings around the middle of its light.
    Optional<RingedStar> around(Star star) {
        double[] centre = middleOfLight(star);
        return level(centre[0], centre[1])
                .flatMap(level -> rings(centre[0], centre[1], level, 0, nothingKnown));
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
    Optional<RingedStar> shifted(RingedStar star, MeanProfile mean) {
        double end = edges.end() - 1;
        double forceX = 0;
        double forceY = 0;
        double stiffness = 0;
        float[] adu = frame.adu();
        for (int row = (int) Math.ceil(star.y - end); row <= star.y + end; row++) {
            double dy = row - star.y;
            double half = Math.sqrt(Math.max(0, end * end - dy * dy));
            for (int column = (int) Math.ceil(star.x - half); column <= star.x + half; column++) {
                double dx = column - star.x;
                double distance = Math.sqrt(dx * dx + dy * dy);
                if (distance < end && distance > 0.1) {
                    double slope = mean.slopeAt(distance);
                    double value =
                            (adu[row * frame.widthPixels() + column] - star.background) / star.flux;
                    double force = (value - mean.at(distance)) * slope / distance;
                    forceX -= force * dx;
                    forceY -= force * dy;
                    stiffness += 0.5 * slope * slope;
                }
            }
        }
        double moveX = forceX / stiffness;
        double moveY = forceY / stiffness;
        // The sky behind the rings is the same after so small a step.
        return stiffness > 0 && StrictMath.hypot(moveX, moveY) < 0.5 * hfr
                ? rings(star.x + moveX, star.y + moveY, star.background, star.flux, mean)
                : Optional.empty();
    }

    /// Of the sky behind the rings; empty too near the frame's edge.
    private Optional<Double> level(double centreX, double centreY) {
        if (!inside(centreX, centreY)) {
            return Optional.empty();
        }
        double reach = skyReach;
        double end = edges.end();
        var sky = new SkyRing((int) (4 * (reach + 1) * (reach + 1)));
        float[] adu = frame.adu();
        for (int y = (int) Math.ceil(centreY - reach); y <= centreY + reach; y++) {
            double dy = y - centreY;
            for (int x = (int) Math.ceil(centreX - reach); x <= centreX + reach; x++) {
                double dx = x - centreX;
                double square = dx * dx + dy * dy;
                if (square >= end * end && square < reach * reach) {
                    sky.add(adu[y * frame.widthPixels() + x]);
                }
            }
        }
        return sky.tooSmall() ? Optional.empty() : Optional.of(sky.level());
    }

    private boolean inside(double centreX, double centreY) {
        return centreX >= skyReach
                && centreY >= skyReach
                && centreX <= frame.widthPixels() - 1 - skyReach
                && centreY <= frame.heightPixels() - 1 - skyReach;
    }

    /// Of a ring's few pixels none lies where the ring's mean is: each is brought there by what the profile does between.
    ///
    /// @param light of the star, as found before
    private Optional<RingedStar> rings(
            double centreX, double centreY, double background, double light, MeanProfile mean) {
        if (!inside(centreX, centreY)) {
            return Optional.empty();
        }
        int count = edges.count();
        double[] sum = new double[count];
        double[] pixels = new double[count];
        double[] expected = new double[count];
        // Of all pixels: between the pixels of the smallest stars lie rings that have none.
        double flux = 0;
        double end = edges.end();
        float[] adu = frame.adu();
        for (int y = (int) Math.ceil(centreY - end); y <= centreY + end; y++) {
            double dy = y - centreY;
            double half = Math.sqrt(Math.max(0, end * end - dy * dy));
            for (int x = (int) Math.ceil(centreX - half); x <= centreX + half; x++) {
                double dx = x - centreX;
                double square = dx * dx + dy * dy;
                if (square < end * end) {
                    double distance = Math.sqrt(square);
                    double value = adu[y * frame.widthPixels() + x] - background;
                    if (light > 0 && foreign(value, light, distance, mean)) {
                        flux += light * mean.at(distance);
                        continue;
                    }
                    flux += value;
                    int ring = edges.ringOf(distance);
                    sum[ring] += value;
                    pixels[ring]++;
                    expected[ring] += mean.at(distance);
                }
            }
        }
        if (flux <= 0) {
            return Optional.empty();
        }
        for (int ring = 0; ring < count; ring++) {
            if (pixels[ring] > 0) {
                double astray = expected[ring] / pixels[ring] - mean.ofRing(ring);
                sum[ring] = (sum[ring] / pixels[ring] - light * astray) / flux;
            }
        }
        return Optional.of(new RingedStar(centreX, centreY, background, flux, sum, pixels));
    }

    /// Hot pixels, cosmic rays and the middles of neighbours that nobody saw.
    private boolean foreign(double value, double light, double distance, MeanProfile mean) {
        double expected = light * mean.at(distance);
        double off = Math.abs(value - expected) - FOREIGN_SIGMAS * field.noiseAdu();
        return off > 0
                && off
                        > FOREIGN_SHARE
                                * (Math.abs(expected) + light * Math.abs(mean.slopeAt(distance)));
    }
}
