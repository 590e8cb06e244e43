package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
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
    private static final double ROOM = 1.2;

    private static final double SMALLEST = 0.6;

    /// Part of the background ring that must be free of neighbours.
    private static final double LEAST_OF_RING = 0.25;

    /// Over the noise, the part of it that a wing must have to be half believed.
    private static final double WING_SEEN = 4;

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
    private final SkySample ring = new SkySample(2048);
    private final RingPatches patches = new RingPatches();
    private final List<Neighbour> neighbours = new ArrayList<>();
    private double x;
    private double y;
    private double level;
    private double unseen;

    /// Another star that is known of: its place, and how far its light spoils a background, in pixels.
    record Neighbour(double x, double y, double reach) {}

    LightMeter(Pixels pixels, Mesh sky, CircleTables tables) {
        this.pixels = pixels;
        this.sky = sky;
        this.tables = tables;
        growth = new GrowthCurve(tables);
    }

    /// Says what else shines near the places that will be measured next: it stays out of their background rings.
    void beside(Iterable<Neighbour> known) {
        neighbours.clear();
        known.forEach(neighbours::add);
    }

    /// Says by how much unseen stars lift the rings of this frame.
    void over(double unseenAdu) {
        unseen = unseenAdu;
    }

    /// How far the patches of the ring around a place lie over the ring's level.
    double[] lifts(double atX, double atY, double hfr, Aperture aperture) {
        show(atX, atY, hfr, aperture);
        double size = hfr / stamp.side();
        background(aperture.ringInner() * size, aperture.ringOuter() * size);
        return patches.lifts(level + unseen);
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
                    background(aperture.ringInner() * size, aperture.ringOuter() * size);
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
                        pixels.containsCircle(centreX, centreY, radius * side)));
    }

    /// What the noise of the sky in the circle and in the ring does to the size.
    private double skyError(double radius, double hfr, double slope) {
        double noise = ring.sigma();
        double area = Math.PI * radius * radius;
        double ownTerm = 0.5 * Math.sqrt(area) * noise / slope;
        double ringError = 1.25 * noise / Math.sqrt(Math.max(1, ring.kept()));
        double ringTerm = ringError * Math.abs(0.5 * area - Math.PI * hfr * hfr) / slope;
        return Math.hypot(ownTerm, ringTerm);
    }

    /// By how much the ring's mean stands over its median because of the star's own wing.
    ///
    /// Of a faint star the median is the truer level: few photons make a lopsided noise, and neighbours stand in the ring. Of
    /// a bright one the wing itself is lopsided, and [Aperture#ringLight] is the mean's.
    private double wingInRing(double size, Aperture aperture) {
        double shown = Math.max(0, growth.within(aperture.radius() * size));
        double wing = shown * aperture.ringLight() / (Math.PI * size * size);
        double overNoise = WING_SEEN * wing / Math.max(1e-9, ring.sigma());
        double share = overNoise * overNoise / (1 + overNoise * overNoise);
        return share * (ring.wholeMean() - level);
    }

    /// The ring's level; its scatter stays in [#ring].
    private double background(double inner, double outer) {
        double reach = Math.max(outer, inner + 4);
        double wanted = Math.max(400, Math.PI * inner * inner);
        double available = Math.PI * (reach * reach - inner * inner);
        int stride = (int) Math.max(1, Math.floor(available / wanted));
        collect(inner, reach, stride);
        if (ring.size() < LEAST_OF_RING * Math.min(wanted, available) && !neighbours.isEmpty()) {
            // Hardly any sky between them: then all of it is better than a few odd pixels.
            neighbours.clear();
            collect(inner, reach, stride);
        }
        level = patches.median(ring.median()) - unseen;
        return level;
    }

    /// Every `stride`-th value between two circles.
    private void collect(double inner, double outer, int stride) {
        ring.clear();
        int top = Math.max(stamp.top(), (int) Math.ceil(y - outer));
        int bottom = Math.min(stamp.bottom(), (int) Math.floor(y + outer));
        patches.begin((int) Math.rint(x), (int) Math.rint(y), outer, patchSide(inner), stride);
        int turn = 0;
        for (int row = top; row <= bottom; row++) {
            double dy = row - y;
            double half = Math.sqrt(Math.max(0, outer * outer - dy * dy));
            double hole = Math.sqrt(Math.max(0, inner * inner - dy * dy));
            int from = Math.max(stamp.left(), (int) Math.ceil(x - half));
            int to = Math.min(stamp.right(), (int) Math.floor(x + half));
            int holeFrom = hole > 0 ? (int) Math.ceil(x - hole + 1e-9) : to + 1;
            int holeTo = hole > 0 ? (int) Math.floor(x + hole - 1e-9) : to;
            turn = collect(row, from, Math.min(to, holeFrom - 1), turn, stride);
            turn = collect(row, Math.max(from, holeTo + 1), to, turn, stride);
        }
        double level = sky.levelAt(stamp.inPixels(x), stamp.inPixels(y));
        ring.clip(3, level, sky.noiseAt(stamp.inPixels(x), stamp.inPixels(y)) / stamp.side());
    }

    private static int patchSide(double inner) {
        return 1 + 2 * Math.max(1, (int) Math.rint(0.1 * inner - 0.5));
    }

    private int collect(int row, int from, int to, int passed, int stride) {
        int start = from;
        int turn = passed;
        while (start <= to) {
            int spoiled = to + 1;
            int after = to + 1;
            for (Neighbour neighbour : neighbours) {
                double dy = stamp.inPixels(row) - neighbour.y();
                double square = neighbour.reach() * neighbour.reach() - dy * dy;
                if (square <= 0) {
                    continue;
                }
                double half = Math.sqrt(square);
                int first = (int) Math.ceil(stamp.inBlocks(neighbour.x() - half));
                int last = (int) Math.floor(stamp.inBlocks(neighbour.x() + half));
                if (last >= start && first < spoiled) {
                    spoiled = Math.max(start, first);
                    after = last + 1;
                }
            }
            turn = add(row, start, Math.min(to, spoiled - 1), turn, stride);
            start = after;
        }
        return turn;
    }

    private int add(int row, int from, int to, int passed, int stride) {
        int turn = passed;
        int start = stamp.index(0, row);
        int patch = patches.startOf(row);
        for (int column = from; column <= to; column++) {
            if (++turn >= stride) {
                turn = 0;
                float value = stamp.values()[start + column];
                ring.add(value);
                patches.add(patch, column, value);
            }
        }
        return turn;
    }

    /// Clipped mean of the pixels between two circles.
    ///
    /// @param light centre and size of the star, whose profile it is
    double ringMean(Light light, double inner, double outer) {
        show(light.x(), light.y(), light.hfr(), outer);
        collect(inner / stamp.side(), outer / stamp.side(), 1);
        return ring.mean();
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
