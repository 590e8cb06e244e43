package parfocal.stars;

import java.util.ArrayList;
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
    private final List<List<Peak>> peaks = new ArrayList<>();

    private Tiles(Pixels pixels, double hfrPixels, int side, boolean holdable) {
        this.pixels = pixels;
        this.hfrPixels = hfrPixels;
        this.side = side;
        this.holdable = holdable;
        columns = (pixels.width() + side - 1) / side;
        rows = (pixels.height() + side - 1) / side;
        for (int i = 0; i < columns * rows; i++) {
            peaks.add(new ArrayList<>(0));
        }
    }

    static Tiles of(Pixels pixels, List<Peak> peaks, StarLook look) {
        double hfr = look.size().hfrPixels();
        int margin = LightMeter.margin(hfr, look.aperture());
        int side = Stamp.PITCH - 2 * margin;
        boolean holdable = side >= SMALLEST;
        Tiles tiles = new Tiles(pixels, hfr, holdable ? side : Stamp.PITCH, holdable);
        for (Peak peak : peaks) {
            tiles.peaks(tiles.tileOf(peak.x(), tiles.columns), tiles.tileOf(peak.y(), tiles.rows))
                    .add(peak);
        }
        return tiles;
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

    List<Peak> peaks(int column, int row) {
        return peaks.get(row * columns + column);
    }

    Area area(int column, int row) {
        return new Area(
                column * side,
                row * side,
                Math.min(pixels.width(), (column + 1) * side),
                Math.min(pixels.height(), (row + 1) * side));
    }
}
