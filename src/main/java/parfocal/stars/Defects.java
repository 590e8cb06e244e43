package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// Single pixels and pieces of columns that do not show what fell on them, and what to put in their place.
final class Defects {
    /// A pixel and the value its surroundings suggest.
    record BadPixel(int x, int y, float value) {}

    /// A piece of a column that is too bright by `excess`, from row `top` to before row `bottom`.
    record BadColumn(int x, int top, int bottom, float excess) {}

    private final int[] firstOfRow;
    private final int[] columns;
    private final float[] values;
    private final List<List<BadColumn>> columnsOfRow;

    private Defects(
            int[] firstOfRow, int[] columns, float[] values, List<List<BadColumn>> columnsOfRow) {
        this.firstOfRow = firstOfRow;
        this.columns = columns;
        this.values = values;
        this.columnsOfRow = columnsOfRow;
    }

    static Defects none(int height) {
        return of(height, List.of(), List.of());
    }

    static Defects of(int height, List<BadPixel> pixels, List<BadColumn> badColumns) {
        int[] first = new int[height + 1];
        for (BadPixel pixel : pixels) {
            first[pixel.y() + 1]++;
        }
        for (int y = 0; y < height; y++) {
            first[y + 1] += first[y];
        }
        int[] columns = new int[pixels.size()];
        float[] values = new float[pixels.size()];
        int[] filled = first.clone();
        for (BadPixel pixel : pixels) {
            // Few share a row: each is pushed to its place among those already there.
            int i = filled[pixel.y()]++;
            for (; i > first[pixel.y()] && columns[i - 1] > pixel.x(); i--) {
                columns[i] = columns[i - 1];
                values[i] = values[i - 1];
            }
            columns[i] = pixel.x();
            values[i] = pixel.value();
        }
        List<List<BadColumn>> ofRow = new ArrayList<>();
        if (!badColumns.isEmpty()) {
            for (int y = 0; y < height; y++) {
                ofRow.add(new ArrayList<>(0));
            }
            for (BadColumn column : badColumns) {
                for (int y = column.top(); y < column.bottom(); y++) {
                    ofRow.get(y).add(column);
                }
            }
        }
        return new Defects(first, columns, values, ofRow);
    }

    /// Puts right what was copied of a row: columns first, because pixels were judged after them.
    void mend(int y, int left, int right, float[] row, int at) {
        if (!columnsOfRow.isEmpty()) {
            for (BadColumn column : columnsOfRow.get(y)) {
                if (column.x() >= left && column.x() < right) {
                    row[at + column.x() - left] -= column.excess();
                }
            }
        }
        int end = firstOfRow[y + 1];
        if (end == firstOfRow[y]) {
            return;
        }
        for (int i = firstIn(firstOfRow[y], end, left); i < end && columns[i] < right; i++) {
            row[at + columns[i] - left] = values[i];
        }
    }

    private int firstIn(int from, int end, int left) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns[middle] < left) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
