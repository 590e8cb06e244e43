package parfocal.stars;

import java.util.Optional;

/// Measures centre, light and half-flux radius at one place of a frame.
///
/// The recipe of half-flux photometry: windowed centroid (Bertin), background from a ring, growth curve, radius of the circle
/// tied to the size and repeated. Negative pixels count as they are: cut off, noise would look like wings.
///
/// Inside, lengths are in the stamp's blocks; a [Light] is in pixels.
final class LightMeter {
    /// Half-flux radius from which even a knife edge is sampled well enough.
    private static final double COARSE_PIXELS = 4;

    /// Softness below which an edge is as sharp as a knife's: an even disc has 1.26.
    private static final double KNIFE_EDGE = 1.34;

    /// How much further than needed the growth curve reaches, so that the size may turn out larger.
    static final double ROOM = 1.2;

    private static final double SMALLEST = 0.6;

    /// The centre is where star and noise together are brightest, so that a faint star seems more concentrated than it is: in the
    /// window the light is too much by 1/SNR², which makes the half-flux radius too small by this times its relative variance.
    private static final double CENTRED_ON_NOISE = 0.4;

    private static final double MOST_NOISE = 0.06;

    private static final int SPARE = CircleTable.reachOf(0) + 2;

    private final Pixels pixels;
    private final Mesh sky;
    private final CircleTables tables;
    private final Stamp stamp = new Stamp();
    private final GrowthCurve growth;
    private final WindowedSums window = new WindowedSums();
    private final BackgroundRing ring;
    private double x;
    private double y;

    LightMeter(Pixels pixels, Mesh sky, CircleTables tables) {
        this.pixels = pixels;
        this.sky = sky;
        this.tables = tables;
        growth = new GrowthCurve(tables);
        ring = new BackgroundRing(stamp, sky);
    }

    /// Where the background is taken from.
    BackgroundRing ring() {
        return ring;
    }

    /// How far the patches of the ring around a place lie over the ring's level.
    double[] lifts(double atX, double atY, double hfr, Aperture aperture) {
        show(atX, atY, hfr, aperture);
        double size = hfr / stamp.side();
        ring.level(x, y, aperture.ringInner() * size, aperture.ringOuter() * size);
        return ring.lifts();
    }

    /// What the last measurement looked at.
    Stamp stamp() {
        return stamp;
    }

    /// @param expectedHfr the size to begin with
    /// @param free        whether the measuring circle follows the size found, or stays at the expected one
    /// @return nothing when there is no light above the background, or the place is outside the frame
    Optional<Light> measure(
            double startX, double startY, double expectedHfr, Aperture aperture, boolean free) {
        if (!pixels.contains(startX, startY)) {
            return Optional.empty();
        }
        double placeX = startX;
        double placeY = startY;
        double sizePixels = Math.max(SMALLEST, expectedHfr);
        for (int round = 0; round < 6; round++) {
            show(placeX, placeY, sizePixels, aperture);
            double size = sizePixels / stamp.side();
            double background =
                    ring.level(x, y, aperture.ringInner() * size, aperture.ringOuter() * size);
            if (round < 3) {
                centre(size, background, stamp.inBlocks(startX), stamp.inBlocks(startY));
                placeX = stamp.inPixels(x);
                placeY = stamp.inPixels(y);
            }
            growth.measure(stamp, x, y, size, ROOM * aperture.radius(), background);
            double wing = wingInRing(size, aperture);
            growth.takeOff(wing);
            background += wing;
            if (growth.within(aperture.radius() * size) <= 0) {
                return Optional.empty();
            }
            double settled = free ? settled(size, aperture) : size;
            // The ring and the centre's window may be a little off, the circle may not.
            if (Math.abs(settled - size) < 0.03 * size || round == 5) {
                return light(settled, aperture, background);
            }
            sizePixels = settled * stamp.side();
        }
        return Optional.empty();
    }

    /// Brings a piece of the frame near at hand in which many stars will be measured.
    ///
    /// @param tile where their centres are
    void hold(Area tile, double hfr, Aperture aperture) {
        int margin = margin(hfr, aperture);
        Area area =
                new Area(
                        tile.left() - margin,
                        tile.top() - margin,
                        tile.right() + margin,
                        tile.bottom() + margin);
        double x = 0.5 * (tile.left() + tile.right());
        double y = 0.5 * (tile.top() + tile.bottom());
        stamp.hold(pixels, area, sky.levelAt(x, y));
    }

    /// Pixels around a centre that are looked at.
    static int margin(double hfr, Aperture aperture) {
        return Stamp.blocksAround(reach(1.1 * hfr, aperture), SPARE);
    }

    private static double reach(double hfr, Aperture aperture) {
        double circle = CircleTables.MOST_SPARE * ROOM * aperture.radius() * hfr;
        // The centre may yet move by its own size.
        return Math.max(aperture.ringOuter() * hfr, circle + 1.2 * hfr);
    }

    private void show(double atX, double atY, double hfr, Aperture aperture) {
        show(atX, atY, hfr, reach(hfr, aperture));
    }

    private void show(double atX, double atY, double hfr, double reach) {
        stamp.show(pixels, atX, atY, hfr, reach, SPARE, sky.levelAt(atX, atY));
        x = stamp.inBlocks(atX);
        y = stamp.inBlocks(atY);
    }

    /// The size that agrees with a circle tied to it, or the largest that the growth curve can tell.
    private double settled(double expected, Aperture aperture) {
        double size = expected;
        double largest = growth.outerRadius() / aperture.radius();
        for (int round = 0; round < 12; round++) {
            double shown = growth.within(aperture.radius() * size);
            double hfr = growth.radiusOf(aperture.halfOfShown() * shown);
            double next = Math.max(SMALLEST / stamp.side(), Math.min(largest, hfr));
            if (shown <= 0 || Math.abs(next - size) < 0.003 * size) {
                return next;
            }
            size = next;
        }
        return size;
    }

    private Optional<Light> light(double size, Aperture aperture, double background) {
        int side = stamp.side();
        double radius = aperture.radius() * size;
        double total = growth.within(radius);
        if (total <= 0) {
            return Optional.empty();
        }
        double half = aperture.halfOfShown();
        double hfr = growth.radiusOf(half * total);
        double slope = Math.max(0.3 * total / Math.max(0.3, hfr), growth.slopeAt(hfr));
        double softness = growth.radiusOf(Math.min(0.98, half * 1.6) * total) / Math.max(0.1, hfr);
        double wide = Math.max(1.2, 1.3 * hfr);
        window.of(stamp, x, y, wide, 2.5, background);
        double[] axes = window.axes(wide);
        double[] peaks = peaks(hfr, background);
        double error = skyError(radius, hfr, slope);
        double centreX = stamp.inPixels(x);
        double centreY = stamp.inPixels(y);
        boolean betweenPixels =
                side == 1
                        && hfr < COARSE_PIXELS
                        && softness < KNIFE_EDGE
                        && error < 0.005 * hfr
                        && axes[0] < 1.2 * axes[1]
                        && pixels.containsCircle(x, y, RoundModel.reach(hfr));
        double blurred = error / hfr;
        double onCentre = 1 + CENTRED_ON_NOISE * Math.min(MOST_NOISE, blurred * blurred);
        double sampled =
                betweenPixels
                        ? new RoundModel(stamp, tables, x, y, hfr, background).trueRadius(hfr)
                        : hfr;
        return Optional.of(
                new Light(
                        centreX,
                        centreY,
                        background,
                        ring.sigma() * side,
                        total * side * side / aperture.shownShare(),
                        onCentre * sampled * side,
                        error * side,
                        0.5 * Math.sqrt(total) / slope,
                        2 * side * growth.halfMaximumRadius(Math.max(0.35, hfr / 8)),
                        peaks[0],
                        peaks[1],
                        softness,
                        axes[0] * side,
                        axes[1] * side,
                        window.longAxisDegrees(),
                        pixels.containsCircle(centreX, centreY, radius * side),
                        aperture.profile()
                                .flatMap(
                                        shape -> shape.size(growth, hfr, ring.sigma(), ringError()))
                                .map(matched -> matched.times(side))));
    }

    /// What the noise of the sky in the circle and in the ring does to the size.
    private double skyError(double radius, double hfr, double slope) {
        double noise = ring.sigma();
        double area = Math.PI * radius * radius;
        double ownTerm = 0.5 * Math.sqrt(area) * noise / slope;
        double ringTerm = ringError() * Math.abs(0.5 * area - Math.PI * hfr * hfr) / slope;
        return Math.hypot(ownTerm, ringTerm);
    }

    private double ringError() {
        return 1.25 * ring.sigma() / Math.sqrt(Math.max(1, ring.kept()));
    }

    /// By how much the ring's mean stands over its level because of the star's own wing.
    private double wingInRing(double size, Aperture aperture) {
        double shown = Math.max(0, growth.within(aperture.radius() * size));
        return ring.wing(shown * aperture.ringLight() / (Math.PI * size * size));
    }

    /// Clipped mean of the pixels between two circles.
    ///
    /// @param light centre and size of the star, whose profile it is
    double ringMean(Light light, double inner, double outer) {
        show(light.x(), light.y(), light.hfr(), outer);
        return ring.mean(x, y, inner / stamp.side(), outer / stamp.side());
    }

    /// Light inside circles around a star, in its own unit of length.
    ///
    /// @param reach how far out, in half-flux radii
    GrowthCurve grow(Light light, double reach) {
        show(light.x(), light.y(), light.hfr(), CircleTables.MOST_SPARE * reach * light.hfr());
        growth.measure(stamp, x, y, light.hfr() / stamp.side(), reach, light.background());
        return growth;
    }

    private void centre(double hfr, double background, double startX, double startY) {
        double width = Math.max(0.8, hfr / 1.18);
        // For a Gaussian seen through a window of its own width the shift shows by half.
        double gain = 1.8;
        double farthest = Math.max(1.5, 1.2 * hfr);
        for (int round = 0; round < 6; round++) {
            window.centre(stamp, x, y, width, 3, background);
            if (window.light <= 0) {
                return;
            }
            double shiftX = gain * window.x / window.light;
            double shiftY = gain * window.y / window.light;
            double away = Math.hypot(x + shiftX - startX, y + shiftY - startY);
            if (!(away < farthest)) {
                return;
            }
            x += shiftX;
            y += shiftY;
            if (Math.abs(shiftX) + Math.abs(shiftY) < 0.003 * width) {
                return;
            }
            // Rings need smaller steps than Gaussians: the window weighs their near side too much.
            gain = Math.max(1, 0.8 * gain);
        }
    }

    /// The two highest values over the background.
    private double[] peaks(double hfr, double background) {
        int reach = (int) Math.ceil(1.6 * hfr + 0.5);
        int middleX = (int) Math.rint(x);
        int middleY = (int) Math.rint(y);
        double highest = 0;
        double second = 0;
        for (int row = Math.max(stamp.top(), middleY - reach);
                row <= Math.min(stamp.bottom(), middleY + reach);
                row++) {
            for (int column = Math.max(stamp.left(), middleX - reach);
                    column <= Math.min(stamp.right(), middleX + reach);
                    column++) {
                double value = stamp.at(column, row) - background;
                if (value > highest) {
                    second = highest;
                    highest = value;
                } else if (value > second) {
                    second = value;
                }
            }
        }
        return new double[] {highest, second};
    }
}
