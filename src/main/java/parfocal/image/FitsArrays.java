package parfocal.image;

import java.util.List;
import java.util.stream.Stream;

/// The library's arrays of arrays, the file's last axis outermost, made into one picture.
record FitsArrays(Scaling scaling) {
    private static final int COLOURS = 3;

    /// A picture as it is; of three colours their mean; of any other cube the first plane.
    Frame luminance(Object image) {
        Object[] array = (Object[]) image;
        if (!(array[0] instanceof Object[] first)) {
            return mean(List.<Object[]>of(array));
        }
        if (first[0] instanceof Object[]) {
            return luminance(first);
        }
        if (array.length == COLOURS) {
            return mean(Stream.of(array).map(plane -> (Object[]) plane).toList());
        }
        boolean colourByColour = scaling.values(first[0]).length == COLOURS;
        return colourByColour && first.length > COLOURS && array.length > COLOURS
                ? interleaved(array)
                : mean(List.<Object[]>of(first));
    }

    private Frame mean(List<Object[]> planes) {
        int height = planes.getFirst().length;
        int width = scaling.values(planes.getFirst()[0]).length;
        float[] adu = new float[Math.multiplyExact(width, height)];
        float share = 1f / planes.size();
        for (Object[] rows : planes) {
            for (int y = 0; y < height; y++) {
                float[] row = scaling.values(rows[y]);
                for (int x = 0; x < width; x++) {
                    adu[y * width + x] += row[x] * share;
                }
            }
        }
        return new Frame(width, height, adu);
    }

    /// Some converters of ordinary cameras' pictures write the three colours of each pixel side by side.
    private Frame interleaved(Object[] rows) {
        int height = rows.length;
        int width = ((Object[]) rows[0]).length;
        float[] adu = new float[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            Object[] row = (Object[]) rows[y];
            for (int x = 0; x < width; x++) {
                float[] colours = scaling.values(row[x]);
                adu[y * width + x] = (colours[0] + colours[1] + colours[2]) / COLOURS;
            }
        }
        return new Frame(width, height, adu);
    }
}
