package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Finds bad columns and hot pixels of a frame, strip by strip of rows, so that each strip is read from memory once.
final class DefectSearch {
    private static final int STRIP = 48;

    private final Pixels pixels;
    private final Mesh sky;
    private final Sensor sensor;

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
        int strips = Math.max(1, pixels.height() / STRIP);
        List<Strip> all = IntStream.range(0, strips).parallel().mapToObj(this::strip).toList();
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

    private Strip strip(int index) {
        int width = pixels.width();
        int top = index * STRIP;
        // The last strip reaches to the border.
        int bottom = top + 2 * STRIP > pixels.height() ? pixels.height() : top + STRIP;
        int first = Math.max(0, top - 1);
        int last = Math.min(pixels.height(), bottom + 1);
        float[] values = new float[(last - first) * width];
        for (int y = first; y < last; y++) {
            pixels.copy(y, 0, width, values, (y - first) * width);
        }
        List<Defects.BadColumn> columns =
                new BadColumns(values, width, sky).level(first, top, bottom);
        HotPixels hot = new HotPixels(values, width, first, sky);
        int end = bottom * width;
        for (int i = sensor.nextBad(top * width); i >= 0 && i < end; i = sensor.nextBad(i + 1)) {
            hot.replaceKnown(i % width, i / width);
        }
        hot.search(top, bottom, last, pixels.isWhole());
        return new Strip(hot.pixels(), columns, hot.seen());
    }
}
