package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// The peaks of a frame by the square tile they lie in, the tiles as large as a [Stamp] holds together with what is looked at
/// around them.
final class Tiles {
    /// Smaller tiles would be mostly margin.
    private static final int SMALLEST = 96;

    private final Pixels pixels;
    private final double hfrPixels;
    private final boolean holdable;
    private final int side;
    private final int columns;
    private final int rows;
    private final int[] first;
    private final int[] numbers;

    private Tiles(Pixels pixels, List<Peak> peaks, double hfrPixels, int side, boolean holdable) {
        this.pixels = pixels;
        this.hfrPixels = hfrPixels;
        this.side = side;
        this.holdable = holdable;
        columns = (pixels.width() + side - 1) / side;
        rows = (pixels.height() + side - 1) / side;
        first = new int[columns * rows + 1];
        numbers = new int[peaks.size()];
        sort(peaks);
    }

    /// By counting: those of one tile in their order.
    private void sort(List<Peak> peaks) {
        for (Peak peak : peaks) {
            first[tileOf(peak) + 1]++;
        }
        for (int tile = 0; tile < columns * rows; tile++) {
            first[tile + 1] += first[tile];
        }
        int[] next = first.clone();
        for (int number = 0; number < numbers.length; number++) {
            numbers[next[tileOf(peaks.get(number))]++] = number;
        }
    }

    private int tileOf(Peak peak) {
        return tileOf(peak.y(), rows) * columns + tileOf(peak.x(), columns);
    }

    static Tiles of(Pixels pixels, List<Peak> peaks, StarLook look) {
        double hfr = look.size().hfrPixels();
        int margin = LightMeter.margin(hfr, look.aperture());
        int side = Stamp.PITCH - 2 * margin;
        boolean holdable = side >= SMALLEST;
        return new Tiles(pixels, peaks, hfr, holdable ? side : Stamp.PITCH, holdable);
    }

    private int tileOf(double place, int tiles) {
        return (int) Math.max(0, Math.min(tiles - 1, place / side));
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /// Whether a tile fits into a stamp.
    boolean mayBeHeld() {
        return holdable;
    }

    /// The size of star that the margin of a tile is made for.
    double hfrPixels() {
        return hfrPixels;
    }

    /// Which of the peaks lie in a tile, as places in their list.
    int[] numbers(int column, int row) {
        int tile = row * columns + column;
        return Arrays.copyOfRange(numbers, first[tile], first[tile + 1]);
    }

    Area area(int column, int row) {
        return new Area(
                column * side,
                row * side,
                Math.min(pixels.width(), (column + 1) * side),
                Math.min(pixels.height(), (row + 1) * side));
    }
}
