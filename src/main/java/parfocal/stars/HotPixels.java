package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// Single and paired pixels that stand alone, to be replaced by what surrounds them.
///
/// Must come before smoothing: afterwards they look like stars. Even a star of FWHM 1.2 px gives its four direct neighbours
/// 24 % of its brightest pixel each; a hot pixel gives them nothing.
final class HotPixels {
    /// Height over the surroundings, in σ, from which a pixel is looked at.
    private static final double SIGNIFICANT = 5;

    private static final double NEIGHBOUR_SHARE = 0.15;

    /// Part of the pixels that are hot from which groups of them are common: one in forty then touches another.
    static final double CROWDED = 0.003;

    /// Each takes the brightest pixel that is left of every group.
    private static final int MOST_ROUNDS = 5;

    /// How far the frame around a piece is searched in a crowd, for pixels at its border to be judged by clean neighbours.
    static final int CROWDED_MARGIN = 2;

    /// Rows and columns that share one threshold.
    private static final int FOLDED_ROWS = 8;

    private static final int FOLDED_COLUMNS = 32;

    private final Patch patch;
    private final Mesh sky;
    private final List<Defects.BadPixel> pixels;
    private final List<RejectedObject> seen;
    private final float[] around = new float[8];
    private Area own = new Area(0, 0, 0, 0);
    private boolean crowded;
    private int replaced;

    /// @param patch  changed
    /// @param pixels what is found is added here
    /// @param seen   and here
    HotPixels(Patch patch, Mesh sky, List<Defects.BadPixel> pixels, List<RejectedObject> seen) {
        this.patch = patch;
        this.sky = sky;
        this.pixels = pixels;
        this.seen = seen;
    }

    /// @param own   where hot pixels are wanted; the rest of the patch only surrounds them
    /// @param whole whether every value is known to be a number
    void search(Area own, boolean whole) {
        this.own = own;
        if (!whole) {
            replaceMissing(own);
        }
        crowded = false;
        replaced = 0;
        searchOnce(0);
        double enough = CROWDED * (own.right() - own.left()) * (own.bottom() - own.top());
        crowded = replaced > enough;
        for (int round = 0; crowded && replaced > 0 && round < MOST_ROUNDS; round++) {
            replaced = 0;
            searchOnce(CROWDED_MARGIN);
        }
    }

    private void searchOnce(int margin) {
        int left = Math.max(1, own.left() - margin - patch.left());
        int right = Math.min(patch.width() - 1, own.right() + margin - patch.left());
        int top = Math.max(1, own.top() - margin - patch.top());
        int bottom = Math.min(patch.height() - 1, own.bottom() + margin - patch.top());
        float[] highest = new float[patch.width()];
        for (int y = top; y < bottom; y += FOLDED_ROWS) {
            int end = Math.min(bottom, y + FOLDED_ROWS);
            fold(highest, y, end);
            for (int from = left; from < right; from += FOLDED_COLUMNS) {
                double middle = patch.left() + from + 0.5 * FOLDED_COLUMNS;
                double noise = sky.noiseAt(middle, patch.top() + y);
                double level = sky.levelAt(middle, patch.top() + y);
                float threshold = (float) (level + 0.9 * SIGNIFICANT * noise);
                int to = Math.min(right, from + FOLDED_COLUMNS);
                for (int x = from; x < to; x++) {
                    if (highest[x] > threshold) {
                        lookDown(x, y, end, threshold, noise);
                    }
                }
            }
        }
    }

    private void replaceMissing(Area own) {
        for (int y = 0; y < patch.height(); y++) {
            float[] row = patch.row(y);
            for (int x = 0; x < patch.width(); x++) {
                if (!Float.isFinite(row[x])) {
                    row[x] = (float) sky.levelAt(patch.left() + x, patch.top() + y);
                    int column = patch.left() + x;
                    int line = patch.top() + y;
                    if (own.contains(column, line)) {
                        pixels.add(new Defects.BadPixel(column, line, row[x]));
                    }
                }
            }
        }
    }

    /// A pixel known to be bad gets the middle of what surrounds it, at the border the sky.
    ///
    /// @param column of the frame
    /// @param line   of the frame
    void replaceKnown(int column, int line) {
        int x = column - patch.left();
        int y = line - patch.top();
        if (patch.surrounds(x, y)) {
            replace(x, y);
        } else {
            patch.row(y)[x] = (float) sky.levelAt(column, line);
            pixels.add(new Defects.BadPixel(column, line, patch.at(x, y)));
        }
    }

    private void fold(float[] highest, int y, int end) {
        System.arraycopy(patch.row(y), 0, highest, 0, highest.length);
        for (int next = y + 1; next < end; next++) {
            raise(highest, patch.row(next));
        }
    }

    private static void raise(float[] highest, float[] row) {
        for (int x = 0; x < highest.length; x++) {
            highest[x] = Math.max(highest[x], row[x]);
        }
    }

    private void lookDown(int x, int y, int end, float threshold, double noise) {
        for (int row = y; row < end; row++) {
            if (patch.at(x, row) > threshold && isHighest(x, row)) {
                look(x, row, noise);
            }
        }
    }

    /// Whether no neighbour is higher: of a star that leaves one pixel to be looked at.
    private boolean isHighest(int x, int y) {
        float[] above = patch.row(y - 1);
        float[] row = patch.row(y);
        float[] below = patch.row(y + 1);
        float value = row[x];
        return value >= row[x - 1]
                && value >= row[x + 1]
                && value >= above[x]
                && value >= below[x]
                && value >= above[x - 1]
                && value >= above[x + 1]
                && value >= below[x - 1]
                && value >= below[x + 1];
    }

    private void look(int x, int y, double noise) {
        float value = patch.at(x, y);
        double floor = surroundings(x, y);
        double excess = value - floor;
        // On a star the photons' own noise is larger than the sky's: the neighbours, less the
        // highest and lowest, show it.
        double median = 0.5 * ((double) around[3] + around[4]);
        double width =
                crowded ? (median - around[1]) / 0.85 : ((double) around[6] - around[1]) / 1.7;
        double scatter = Math.max(noise, width);
        if (value - median < SIGNIFICANT * scatter) {
            return;
        }
        double limit = NEIGHBOUR_SHARE * excess + 0.7 * noise;
        if (meanOfDirect(x, y, 0, 0) - floor < limit) {
            replace(x, y);
            see(x, y);
            return;
        }
        if (crowded) {
            if (isHighestOfGroup(x, y, floor, scatter)) {
                replace(x, y);
                see(x, y);
            }
            return;
        }
        int partner = highestNeighbour(x, y);
        int stepX = partner % 3 - 1;
        int stepY = partner / 3 - 1;
        int otherX = x + stepX;
        int otherY = y + stepY;
        if (!patch.surrounds(otherX, otherY)) {
            return;
        }
        boolean pair =
                patch.at(otherX, otherY) - floor > 0.2 * excess
                        && meanOfDirect(x, y, stepX, stepY) - floor < limit
                        && meanOfDirect(otherX, otherY, -stepX, -stepY) - floor < limit;
        if (pair) {
            replace(x, y);
            replace(otherX, otherY);
            see(x, y);
        }
    }

    /// Whether a pixel with hot neighbours is hot itself. A star shares its light along rows and columns alike, and where it
    /// covers two of both it covers the corner between them as well: there is about the product of their shares.
    ///
    /// @param scatter of one pixel around here
    private boolean isHighestOfGroup(int x, int y, double floor, double scatter) {
        double excess = patch.at(x, y) - floor;
        double left = patch.at(x - 1, y) - floor;
        double right = patch.at(x + 1, y) - floor;
        double above = patch.at(x, y - 1) - floor;
        double below = patch.at(x, y + 1) - floor;
        double least = 0.5 * Math.min(left + right, above + below);
        if (least < NEIGHBOUR_SHARE * excess + 0.7 * scatter) {
            return true;
        }
        int sideways = right > left ? 1 : -1;
        int down = below > above ? 1 : -1;
        double corner = patch.at(x + sideways, y + down) - floor;
        double expected = Math.max(left, right) * Math.max(above, below) / excess;
        return corner < 0.3 * expected - 3 * scatter;
    }

    private void see(int x, int y) {
        if (!own.contains(patch.left() + x, patch.top() + y)) {
            return;
        }
        seen.add(new RejectedObject(patch.left() + x, patch.top() + y, Rejection.HOT_PIXEL));
    }

    /// The level a pixel would have without itself: never above the median of its neighbours, never below the lowest.
    private double surroundings(int x, int y) {
        sortNeighbours(x, y);
        double median = 0.5 * ((double) around[3] + around[4]);
        double level = sky.levelAt(patch.left() + x, patch.top() + y);
        return Math.min(median, Math.max(level, around[0]));
    }

    private void sortNeighbours(int x, int y) {
        System.arraycopy(patch.row(y - 1), x - 1, around, 0, 3);
        System.arraycopy(patch.row(y + 1), x - 1, around, 3, 3);
        around[6] = patch.at(x - 1, y);
        around[7] = patch.at(x + 1, y);
        Arrays.sort(around);
    }

    /// Place of the highest of the eight neighbours in a square of nine.
    private int highestNeighbour(int x, int y) {
        int best = 1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < 9; place++) {
            float value = patch.at(x + place % 3 - 1, y + place / 3 - 1);
            if (place != 4 && value > highest) {
                highest = value;
                best = place;
            }
        }
        return best;
    }

    /// Mean of the four direct neighbours, without the one at a step that is left out.
    private double meanOfDirect(int x, int y, int exceptX, int exceptY) {
        double sum =
                (double) patch.at(x - 1, y)
                        + patch.at(x + 1, y)
                        + patch.at(x, y - 1)
                        + patch.at(x, y + 1);
        boolean direct = Math.abs(exceptX) + Math.abs(exceptY) == 1;
        return direct ? (sum - patch.at(x + exceptX, y + exceptY)) / 3 : 0.25 * sum;
    }

    private void replace(int x, int y) {
        sortNeighbours(x, y);
        patch.row(y)[x] = 0.5f * (around[3] + around[4]);
        replaced++;
        if (!crowded || own.contains(patch.left() + x, patch.top() + y)) {
            pixels.add(new Defects.BadPixel(patch.left() + x, patch.top() + y, patch.at(x, y)));
        }
    }
}
