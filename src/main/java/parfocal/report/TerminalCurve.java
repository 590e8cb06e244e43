package parfocal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import parfocal.curve.Arrival;
import parfocal.report.CurvePicture.Sample;

/// A focus curve in letters, for a terminal.
///
/// `▲ ▼ ●` are samples reached upward, downward, or from an unknown side (`△ ▽ ○` are not used), dots the model, `┊` the best
/// position, `★` the proof. In plain ASCII `^ v o` are samples, `x` those not used, `.` the model, `|` the best position, `*`
/// the proof.
public final class TerminalCurve {
    private static final int WIDTH = 70;
    private static final int HEIGHT = 18;
    private static final int BRAILLE = 0x2800;

    /// Which bit of a braille sign is the dot in row 0 to 3, left and right. Source: Unicode, block 2800.
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final CurvePicture curve;
    private final boolean ascii;
    private final int columns;
    private final int rows;
    private final int margin;
    private final Axis x;
    private final Axis y;
    private final int[][] cells;

    private TerminalCurve(CurvePicture curve, int width, int height, boolean ascii) {
        this.curve = curve;
        this.ascii = ascii;
        this.margin = 6;
        this.columns = Math.max(10, width - margin - 1);
        this.rows = Math.max(4, height - 4);
        this.x = CurveRange.positions(curve).onto(0, columns);
        this.y = CurveRange.sizesWithoutZero(curve).onto(rows, 0);
        this.cells = new int[rows][columns];
        for (int[] row : cells) {
            Arrays.fill(row, ' ');
        }
    }

    /// 70 × 18 characters.
    public static String of(CurvePicture curve, boolean ascii) {
        return of(curve, WIDTH, HEIGHT, ascii);
    }

    /// @param ascii for terminals that know no other letters
    public static String of(CurvePicture curve, int width, int height, boolean ascii) {
        return new TerminalCurve(curve, width, height, ascii).drawn();
    }

    private String drawn() {
        curve.best().ifPresent(best -> column(best.positionSteps(), ascii ? '|' : '┊'));
        curve.model().ifPresent(this::model);
        for (Sample sample : curve.samples()) {
            put(sample.positionSteps(), sample.sizePixels(), sign(sample));
        }
        curve.proof()
                .ifPresent(
                        proof -> put(proof.positionSteps(), proof.sizePixels(), ascii ? '*' : '★'));
        var lines = new ArrayList<String>();
        lines.add(title());
        lines.addAll(plot());
        lines.add(" ".repeat(margin) + (ascii ? "+" : "└") + (ascii ? "-" : "─").repeat(columns));
        lines.add(positions());
        lines.add(" ".repeat(margin + 1) + centred("focuser position (steps), HFR (pixels)"));
        return String.join("\n", lines.stream().map(String::stripTrailing).toList()) + "\n";
    }

    private String title() {
        String best = curve.best().map(b -> "  " + CurveLegend.inWords(b)).orElse("");
        String title = curve.title() + best;
        return ascii ? title.replace("±", "+-").replaceAll("[^ -~]", "?") : title;
    }

    private List<String> plot() {
        var labels = new String[rows];
        Arrays.fill(labels, "");
        for (var tick : y.ticks(Math.max(2, rows / 2))) {
            int row = (int) y.paper(tick.value());
            if (row < rows) {
                labels[row] = tick.label();
            }
        }
        var lines = new ArrayList<String>();
        for (int row = 0; row < rows; row++) {
            String wall = labels[row].isEmpty() ? (ascii ? "|" : "│") : (ascii ? "+" : "┤");
            lines.add(
                    String.format(Locale.ROOT, "%" + (margin - 1) + "s %s", labels[row], wall)
                            + new String(cells[row], 0, columns));
        }
        return lines;
    }

    private String positions() {
        var line = new StringBuilder(" ".repeat(margin + 1 + columns));
        int free = 0;
        for (var tick : x.ticks(Math.max(2, columns / 12))) {
            int centre = margin + 1 + (int) x.paper(tick.value());
            int from = centre - tick.label().length() / 2;
            int to = from + tick.label().length();
            if (from >= free && to <= line.length()) {
                line.replace(from, to, tick.label());
                free = to + 1;
            }
        }
        return line.toString();
    }

    private String centred(String text) {
        return " ".repeat(Math.max(0, (columns - text.length()) / 2)) + text;
    }

    private void column(double positionSteps, int sign) {
        for (int row = 0; row < rows; row++) {
            putAt((int) x.paper(positionSteps), row, sign);
        }
    }

    /// Two dots for each column and four for each row where the terminal has braille; one letter where it has not.
    private void model(DoubleUnaryOperator model) {
        int fine = ascii ? 1 : 2;
        for (int i = 0; i < columns * fine; i++) {
            double size = model.applyAsDouble(x.value((i + 0.5) / fine));
            if (!y.holds(size)) {
                continue;
            }
            double row = y.paper(size);
            if (ascii) {
                putAt(i, (int) row, '.');
            } else {
                int dot = DOTS[(int) (row * 4) % 4][i % 2];
                int column = i / 2;
                int here = (int) Math.min(rows - 1, row);
                boolean braille = cells[here][column] >= BRAILLE && cells[here][column] < 0x2900;
                putAt(column, here, (braille ? cells[here][column] : BRAILLE) | dot);
            }
        }
    }

    private void put(double positionSteps, double sizePixels, int sign) {
        putAt((int) x.paper(positionSteps), (int) y.paper(sizePixels), sign);
    }

    private void putAt(int column, int row, int sign) {
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            cells[row][column] = sign;
        }
    }

    private int sign(Sample sample) {
        if (ascii) {
            return !sample.used()
                    ? 'x'
                    : sample.arrival().map(a -> a == Arrival.UP ? '^' : 'v').orElse('o');
        }
        return sample.arrival()
                .map(arrival ->
                        switch (arrival) {
                            case UP -> sample.used() ? '▲' : '△';
                            case DOWN -> sample.used() ? '▼' : '▽';
                        })
                .orElse(sample.used() ? '●' : '○');
    }
}
