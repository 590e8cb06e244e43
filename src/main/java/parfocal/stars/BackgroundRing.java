package parfocal.stars;

import java.util.Optional;

/// The ring around a star from which the sky under it is taken: as it is, and without the light of known neighbours. Reused
/// from star to star.
///
/// Lengths are in the stamp's blocks.
final class BackgroundRing {
    /// Part of the ring that must be free of neighbours.
    private static final double LEAST_OF_RING = 0.25;

    /// Width of the narrowest ring.
    private static final double NARROWEST = 4;

    /// Over the noise, the part of it that a wing must have to be half believed.
    private static final double WING_SEEN = 4;

    private final Pixels pixels;
    private final Stamp stamp;
    private final Mesh sky;
    private final RingPatches patches = new RingPatches();
    private Optional<Halos.Halo> own = Optional.empty();
    private double unseen;
    private double mapLevel;
    private double mapNoise;

    BackgroundRing(Pixels pixels, Stamp stamp, Mesh sky) {
        this.pixels = pixels;
        this.stamp = stamp;
        this.sky = sky;
    }

    /// Says by how much unseen stars lift the rings of this frame.
    void over(double unseenAdu) {
        unseen = unseenAdu;
    }

    /// Says whose ring comes next: its own light is no neighbour's.
    void around(Halos.Halo star) {
        own = Optional.of(star);
    }

    /// The level of the sky in a ring, neighbours and all, and with it what is asked about the ring afterwards.
    double level(double x, double y, double inner, double outer) {
        look(x, y);
        collect(x, y, inner, outer);
        return settled(true);
    }

    /// Whether known neighbours shine into the ring, and leave enough of it.
    boolean isSpoiled() {
        // Hardly any sky between them: then all of it is better than a few odd pixels.
        int free = patches.freeOnes();
        return free < patches.size() && free >= LEAST_OF_RING * patches.size();
    }

    /// The level of the same ring where no known neighbour shines; what is asked afterwards is about that part.
    double freeLevel() {
        return settled(false);
    }

    private double settled(boolean all) {
        patches.settle(all, mapLevel + unseen, mapNoise);
        return patches.level() - unseen;
    }

    private void look(double x, double y) {
        double pixelX = stamp.inPixels(x);
        double pixelY = stamp.inPixels(y);
        mapLevel = sky.levelAt(pixelX, pixelY);
        mapNoise = sky.noiseAt(pixelX, pixelY) / stamp.side();
    }

    /// Patches in rows and columns around the middle one, so that a turned frame has the same.
    private void collect(double x, double y, double inner, double outer) {
        int half = Math.max(1, (int) Math.rint(0.1 * inner - 0.5));
        int side = 2 * half + 1;
        int middleX = (int) Math.rint(x);
        int middleY = (int) Math.rint(y);
        // Nearly whole patches outside of the inner circle.
        double nearest = (inner + 0.5 * half) * (inner + 0.5 * half);
        double last = Math.max(outer, inner + NARROWEST + 0.25 * half);
        double farthest = last * last;
        int around = (int) (last / side + 1);
        int blocksX = pixels.width() / stamp.side();
        int blocksY = pixels.height() / stamp.side();
        patches.begin(side);
        for (int j = -around; j <= around; j++) {
            int row = middleY + j * side;
            double dy = row - y;
            if (dy * dy > farthest
                    || row - half < Math.max(0, stamp.top())
                    || row + half > Math.min(blocksY - 1, stamp.bottom())) {
                continue;
            }
            for (int i = -around; i <= around; i++) {
                int column = middleX + i * side;
                double dx = column - x;
                double square = dx * dx + dy * dy;
                if (square >= nearest
                        && square <= farthest
                        && column - half >= Math.max(0, stamp.left())
                        && column + half <= Math.min(blocksX - 1, stamp.right())) {
                    add(column, row, half);
                }
            }
        }
    }

    private void add(int column, int row, int half) {
        float[] values = stamp.values();
        int start = stamp.index(column - half, row - half);
        int side = 2 * half + 1;
        // Of numbers near nothing squares are exact.
        float origin = (float) mapLevel;
        double sum = 0;
        double squares = 0;
        for (int line = 0; line < side; line++, start += Stamp.PITCH) {
            for (int i = start; i < start + side; i++) {
                float value = values[i] - origin;
                sum += value;
                squares += value * value;
            }
        }
        int count = side * side;
        double scatter = Math.max(0, squares - sum * sum / count);
        patches.add(origin + sum / count, scatter, isLit(column, row));
    }

    private boolean isLit(int column, int row) {
        if (!stamp.isLit()) {
            return false;
        }
        boolean mine =
                own.isPresent() && own.get().covers(stamp.inPixels(column), stamp.inPixels(row));
        return stamp.halos()[stamp.index(column, row)] > (mine ? 1 : 0);
    }

    /// Clipped mean of the pixels between two circles.
    double mean(double x, double y, double inner, double outer) {
        look(x, y);
        SkySample all = new SkySample(1024);
        int top = Math.max(stamp.top(), (int) Math.ceil(y - outer));
        int bottom = Math.min(stamp.bottom(), (int) Math.floor(y + outer));
        for (int row = top; row <= bottom; row++) {
            double dy = row - y;
            double half = Math.sqrt(Math.max(0, outer * outer - dy * dy));
            int from = Math.max(stamp.left(), (int) Math.ceil(x - half));
            int to = Math.min(stamp.right(), (int) Math.floor(x + half));
            for (int column = from; column <= to; column++) {
                double dx = column - x;
                if (dx * dx + dy * dy > inner * inner) {
                    all.add(stamp.at(column, row));
                }
            }
        }
        return all.clipped(mapLevel, mapNoise).mean();
    }

    /// Scatter of the pixels.
    double sigma() {
        return patches.sigma();
    }

    /// How many pixels the level is from.
    int kept() {
        return patches.kept();
    }

    /// How far the free patches lie over the level that unseen stars have lifted.
    double[] lifts() {
        return patches.lifts();
    }

    /// By how much the ring's mean stands over its level because of the star's own wing.
    ///
    /// Of a faint star the level is that of most patches: neighbours stand in the ring. Of a bright one the wing itself is
    /// lopsided, and [Aperture#ringLight] is the mean's.
    ///
    /// @param expected brightness of the wing there, per pixel
    double wing(double expected) {
        double overNoise = WING_SEEN * expected / Math.max(1e-9, sigma());
        double share = overNoise * overNoise / (1 + overNoise * overNoise);
        return share * (patches.wholeMean() - patches.level() + unseen);
    }
}
