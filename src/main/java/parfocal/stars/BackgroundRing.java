package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// The ring around a star from which the sky under it is taken, its known neighbours left out. Reused from star to star.
///
/// Lengths are in the stamp's blocks.
final class BackgroundRing {
    /// Part of the ring that must be free of neighbours.
    private static final double LEAST_OF_RING = 0.25;

    /// Over the noise, the part of it that a wing must have to be half believed.
    private static final double WING_SEEN = 4;

    private final Stamp stamp;
    private final Mesh sky;
    private final SkySample pixels = new SkySample(2048);
    private SkyCounts counts = new SkyCounts();
    private final RingPatches patches = new RingPatches();
    private final List<Neighbour> neighbours = new ArrayList<>();
    private double[] nearX = new double[16];
    private double[] nearY = new double[16];
    private double[] nearReach = new double[16];
    private int near;
    private double unseen;
    private double x;
    private double y;
    private double level;
    private double mapNoise;

    /// Another star that is known of: its place, and how far its light spoils a background, in pixels.
    record Neighbour(double x, double y, double reach) {}

    BackgroundRing(Stamp stamp, Mesh sky) {
        this.stamp = stamp;
        this.sky = sky;
    }

    /// Says what else shines near the places that will be measured next: it stays out of their rings.
    void beside(Iterable<Neighbour> known) {
        neighbours.clear();
        known.forEach(neighbours::add);
    }

    /// Says by how much unseen stars lift the rings of this frame.
    void over(double unseenAdu) {
        unseen = unseenAdu;
    }

    /// The level of the sky in a ring, and with it what is asked about the ring afterwards. In blocks of the stamp.
    double level(double centreX, double centreY, double inner, double outer) {
        x = centreX;
        y = centreY;
        double reach = Math.max(outer, inner + 4);
        double wanted = Math.max(400, Math.PI * inner * inner);
        double available = Math.PI * (reach * reach - inner * inner);
        collect(inner, reach);
        if (pixels.size() < LEAST_OF_RING * Math.min(wanted, available) && !neighbours.isEmpty()) {
            // Hardly any sky between them: then all of it is better than a few odd pixels.
            neighbours.clear();
            collect(inner, reach);
        }
        level = patches.median(counts.median(), mapNoise) - unseen;
        return level;
    }

    /// The pixels between two circles.
    private void collect(double inner, double outer) {
        pixels.clear();
        lookAround(outer);
        int top = Math.max(stamp.top(), (int) Math.ceil(y - outer));
        int bottom = Math.min(stamp.bottom(), (int) Math.floor(y + outer));
        mapNoise = sky.noiseAt(stamp.inPixels(x), stamp.inPixels(y)) / stamp.side();
        double mapLevel = sky.levelAt(stamp.inPixels(x), stamp.inPixels(y));
        patches.begin((int) Math.rint(x), (int) Math.rint(y), outer, patchSide(inner), mapLevel);
        for (int row = top; row <= bottom; row++) {
            double dy = row - y;
            double half = Math.sqrt(Math.max(0, outer * outer - dy * dy));
            double hole = Math.sqrt(Math.max(0, inner * inner - dy * dy));
            int from = Math.max(stamp.left(), (int) Math.ceil(x - half));
            int to = Math.min(stamp.right(), (int) Math.floor(x + half));
            int holeFrom = hole > 0 ? (int) Math.ceil(x - hole + 1e-9) : to + 1;
            int holeTo = hole > 0 ? (int) Math.floor(x + hole - 1e-9) : to;
            patches.enter(row);
            collect(row, from, Math.min(to, holeFrom - 1));
            collect(row, Math.max(from, holeTo + 1), to);
        }
        patches.end();
        counts = pixels.clipped(mapLevel, mapNoise);
    }

    private static int patchSide(double inner) {
        return 1 + 2 * Math.max(1, (int) Math.rint(0.1 * inner - 0.5));
    }

    private void collect(int row, int from, int to) {
        int start = from;
        while (start <= to) {
            int spoiled = to + 1;
            int after = to + 1;
            for (int i = 0; i < near; i++) {
                double dy = row - nearY[i];
                double square = nearReach[i] * nearReach[i] - dy * dy;
                if (square <= 0) {
                    continue;
                }
                double half = Math.sqrt(square);
                int first = (int) Math.ceil(nearX[i] - half);
                int last = (int) Math.floor(nearX[i] + half);
                if (last >= start && first < spoiled) {
                    spoiled = Math.max(start, first);
                    after = last + 1;
                }
            }
            if (spoiled > start) {
                int at = stamp.index(start, row);
                patches.add(start, stamp.values(), at, spoiled - start, pixels);
            }
            start = after;
        }
    }

    /// The neighbours that reach into the ring, in blocks.
    private void lookAround(double outer) {
        near = 0;
        if (nearX.length < neighbours.size()) {
            nearX = new double[2 * neighbours.size()];
            nearY = new double[2 * neighbours.size()];
            nearReach = new double[2 * neighbours.size()];
        }
        for (Neighbour neighbour : neighbours) {
            nearX[near] = stamp.inBlocks(neighbour.x());
            nearY[near] = stamp.inBlocks(neighbour.y());
            nearReach[near] = neighbour.reach() / stamp.side();
            double dx = nearX[near] - x;
            double dy = nearY[near] - y;
            double farthest = nearReach[near] + outer;
            near += dx * dx + dy * dy <= farthest * farthest ? 1 : 0;
        }
    }

    /// Clipped mean of the pixels between two circles.
    double mean(double centreX, double centreY, double inner, double outer) {
        x = centreX;
        y = centreY;
        collect(inner, outer);
        return counts.mean();
    }

    /// Scatter of the pixels.
    double sigma() {
        return counts.sigma();
    }

    /// How many pixels the level is from.
    int kept() {
        return counts.kept();
    }

    /// How far the patches lie over the level that unseen stars have lifted.
    double[] lifts() {
        return patches.lifts(level + unseen);
    }

    /// By how much the ring's mean stands over its level because of the star's own wing.
    ///
    /// Of a faint star the level is that of most patches: neighbours stand in the ring. Of a bright one the wing itself is
    /// lopsided, and [Aperture#ringLight] is the mean's.
    ///
    /// @param expected brightness of the wing there, per pixel
    double wing(double expected) {
        double overNoise = WING_SEEN * expected / Math.max(1e-9, counts.sigma());
        double share = overNoise * overNoise / (1 + overNoise * overNoise);
        return share * (patches.wholeMean() - level);
    }
}
