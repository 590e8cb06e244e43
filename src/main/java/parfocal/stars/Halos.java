package parfocal.stars;

import java.util.List;

/// Where the light of a frame's known peaks falls: pixels there are no sky for anybody else.
final class Halos {
    private final Vicinity<Halo> halos;
    private final double widest;

    /// A known peak: its place, and how far its light spoils a background, in pixels.
    record Halo(double x, double y, double reach) {
        /// Half of what it lights of a row of the frame, in pixels; negative when that row is beyond its reach.
        private double halfOf(double row) {
            double dy = row - y;
            double square = reach * reach - dy * dy;
            return square > 0 ? Math.sqrt(square) : -1;
        }

        /// Whether a place lies within its reach.
        boolean covers(double atX, double atY) {
            double dx = atX - x;
            double dy = atY - y;
            return dx * dx + dy * dy < reach * reach;
        }
    }

    Halos(Pixels pixels, List<Halo> all) {
        widest = all.stream().mapToDouble(Halo::reach).max().orElse(0);
        halos = new Vicinity<>(pixels, 4 * widest);
        for (Halo halo : all) {
            halos.add(halo.x, halo.y, 0, halo);
        }
    }

    /// Counts on each place of an area how many halos cover it.
    ///
    /// @param area  in blocks of `side` pixels
    /// @param onto  rows of [Stamp#PITCH], beginning with nothing
    void paint(Area area, int side, byte[] onto) {
        halos.forEachIn(
                Stamp.inPixels(area.left(), side) - widest,
                Stamp.inPixels(area.top(), side) - widest,
                Stamp.inPixels(area.right(), side) + widest,
                Stamp.inPixels(area.bottom(), side) + widest,
                halo -> paint(halo, area, side, onto));
    }

    private static void paint(Halo halo, Area area, int side, byte[] onto) {
        int top = (int) Math.floor(Stamp.inBlocks(halo.y - halo.reach, side));
        int bottom = (int) Math.ceil(Stamp.inBlocks(halo.y + halo.reach, side));
        for (int row = Math.max(area.top(), top);
                row <= Math.min(area.bottom() - 1, bottom);
                row++) {
            int start = (row - area.top()) * Stamp.PITCH - area.left();
            double half = halo.halfOf(Stamp.inPixels(row, side));
            if (half < 0) {
                continue;
            }
            int first = (int) Math.ceil(Stamp.inBlocks(halo.x - half, side));
            int last = (int) Math.floor(Stamp.inBlocks(halo.x + half, side));
            int from = Math.max(area.left(), first);
            int to = Math.min(area.right() - 1, last);
            for (int column = from; column <= to; column++) {
                int covering = onto[start + column];
                onto[start + column] = (byte) Math.min(Byte.MAX_VALUE, covering + 1);
            }
        }
    }
}
