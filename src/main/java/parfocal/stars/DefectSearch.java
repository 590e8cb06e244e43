package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Finds bad columns and hot pixels of a frame, piece by piece, so that each is read from memory once.
final class DefectSearch {
    private static final int ROWS = 48;
    private static final int COLUMNS = 1024;

    /// Columns more on each side: a hot pair reaches one pixel out, is judged by its neighbours, and those after their columns
    /// were levelled.
    private static final int MARGIN = 3;

    private static final int MARGIN_ROWS = HotPixels.CROWDED_MARGIN + 1;

    private final Pixels pixels;
    private final Mesh sky;
    private final Sensor sensor;
    private final Lent<Patch> patches = new Lent<>(Patch::new);

    /// @param defects how to put them right
    /// @param seen    hot pixels as things that were looked at, a pair counted once
    record Found(Defects defects, List<RejectedObject> seen) {}

    private record Strip(
            List<Defects.BadPixel> pixels,
            List<Defects.BadColumn> columns,
            List<RejectedObject> seen) {}

    DefectSearch(Pixels pixels, Mesh sky, Sensor sensor) {
        this.pixels = pixels;
        this.sky = sky;
        this.sensor = sensor;
    }

    Found run() {
        int strips = Math.max(1, pixels.height() / ROWS);
        List<Strip> all =
                IntStream.range(0, strips)
                        .parallel()
                        .mapToObj(index -> patches.to(patch -> strip(index, patch)))
                        .toList();
        List<Defects.BadPixel> hot = new ArrayList<>();
        List<Defects.BadColumn> columns = new ArrayList<>();
        List<RejectedObject> seen = new ArrayList<>();
        for (Strip strip : all) {
            hot.addAll(strip.pixels());
            columns.addAll(strip.columns());
            seen.addAll(strip.seen());
        }
        return new Found(Defects.of(pixels.height(), hot, columns), seen);
    }

    private Strip strip(int index, Patch patch) {
        int top = index * ROWS;
        // The last strip reaches to the border, and so does each strip's last piece.
        int bottom = top + 2 * ROWS > pixels.height() ? pixels.height() : top + ROWS;
        Strip found = new Strip(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int pieces = Math.max(1, pixels.width() / COLUMNS);
        for (int piece = 0; piece < pieces; piece++) {
            int right = piece == pieces - 1 ? pixels.width() : (piece + 1) * COLUMNS;
            search(patch, new Area(piece * COLUMNS, top, right, bottom), found);
        }
        return found;
    }

    private void search(Patch patch, Area own, Strip found) {
        patch.show(
                pixels,
                new Area(
                        Math.max(0, own.left() - MARGIN),
                        Math.max(0, own.top() - MARGIN_ROWS),
                        Math.min(pixels.width(), own.right() + MARGIN),
                        Math.min(pixels.height(), own.bottom() + MARGIN_ROWS)));
        for (Defects.BadColumn column : new BadColumns(patch, sky).level(own.top(), own.bottom())) {
            if (column.x() >= own.left() && column.x() < own.right()) {
                found.columns().add(column);
            }
        }
        HotPixels hot = new HotPixels(patch, sky, found.pixels(), found.seen());
        for (int y = own.top(); y < own.bottom(); y++) {
            int end = y * pixels.width() + own.right();
            int i = sensor.nextBad(y * pixels.width() + own.left());
            for (; i >= 0 && i < end; i = sensor.nextBad(i + 1)) {
                hot.replaceKnown(i % pixels.width(), y);
            }
        }
        hot.search(own, pixels.isWhole());
    }
}
