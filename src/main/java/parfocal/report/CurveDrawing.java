package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import parfocal.report.Canvas.Anchor;
import parfocal.report.Canvas.Lettering;
import parfocal.report.Canvas.Point;
import parfocal.report.Canvas.Stroke;
import parfocal.report.CurvePicture.Best;
import parfocal.report.CurvePicture.Proof;
import parfocal.report.CurvePicture.Sample;

/// The one drawing of a focus curve, for whatever paper.
final class CurveDrawing {
    private static final double LEFT = 62;
    private static final double RIGHT = 24;
    private static final double BOTTOM = 56;
    private static final double LETTERS = 13;
    private static final double PIXELS_PER_X_TICK = 90;
    private static final double PIXELS_PER_Y_TICK = 48;

    private final CurvePicture curve;
    private final Axis x;
    private final Axis y;
    private final CurveLegend legend;

    CurveDrawing(CurvePicture curve, int widthPixels, int heightPixels) {
        this.curve = curve;
        this.x = CurveRange.positions(curve).onto(LEFT, widthPixels - RIGHT);
        this.legend = CurveLegend.of(curve, LEFT, widthPixels - RIGHT, heightPixels);
        this.y = CurveRange.sizes(curve).onto(heightPixels - BOTTOM, legend.bottom());
    }

    void on(Canvas canvas) {
        bands(canvas);
        axes(canvas);
        start(canvas);
        curve.model().ifPresent(model -> model(canvas, model));
        curve.best().ifPresent(best -> best(canvas, best));
        curve.proof().ifPresent(proof -> proof(canvas, proof));
        curve.samples().forEach(sample -> sample(canvas, sample));
        legend.on(canvas);
    }

    private void bands(Canvas canvas) {
        curve.best()
                .ifPresent(best -> {
                    curve.criticalHalfWidthSteps()
                            .ifPresent(w -> band(canvas, best.positionSteps(), w, 0.14));
                    band(canvas, best.positionSteps(), best.sigmaSteps(), 0.30);
                });
    }

    private void band(Canvas canvas, double centre, double halfWidth, double opacity) {
        double from = x.paper(Math.max(x.from(), centre - halfWidth));
        double to = x.paper(Math.min(x.to(), centre + halfWidth));
        if (to > from) {
            canvas.rectangle(
                    from, y.toPaper(), to - from, y.fromPaper() - y.toPaper(), Ink.BEST, opacity);
        }
    }

    private void axes(Canvas canvas) {
        var grid = Stroke.of(Ink.FAINT, 1).faint(0.28);
        var axis = Stroke.of(Ink.FAINT, 1);
        for (var tick : x.ticks((int) Math.max(2, length(x) / PIXELS_PER_X_TICK))) {
            double px = x.paper(tick.value());
            canvas.line(px, y.fromPaper(), px, y.fromPaper() + 5, axis);
            canvas.text(px, y.fromPaper() + 20, tick.label(), letters(Anchor.MIDDLE));
        }
        for (var tick : y.ticks((int) Math.max(2, length(y) / PIXELS_PER_Y_TICK))) {
            double py = y.paper(tick.value());
            canvas.line(x.fromPaper(), py, x.toPaper(), py, grid);
            canvas.text(x.fromPaper() - 9, py + 4.5, tick.label(), letters(Anchor.END));
        }
        canvas.line(x.fromPaper(), y.fromPaper(), x.toPaper(), y.fromPaper(), axis);
        canvas.text(
                (x.fromPaper() + x.toPaper()) / 2,
                y.fromPaper() + 43,
                "focuser position (steps)",
                letters(Anchor.MIDDLE));
        canvas.text(
                18,
                (y.fromPaper() + y.toPaper()) / 2,
                "half-flux radius (pixels)",
                letters(Anchor.MIDDLE).turned());
    }

    private void start(Canvas canvas) {
        if (curve.startSteps().isEmpty()) {
            return;
        }
        double start = curve.startSteps().getAsDouble();
        double floor = y.fromPaper();
        if (x.holds(start)) {
            double px = x.paper(start);
            Markers.start(canvas, px, floor - 1);
            return;
        }
        boolean left = start < x.from();
        double tip = left ? x.fromPaper() + 2 : x.toPaper() - 2;
        double tail = left ? tip + 9 : tip - 9;
        canvas.polygon(
                List.of(
                        new Point(tip, floor - 10),
                        new Point(tail, floor - 15),
                        new Point(tail, floor - 5)),
                1,
                Stroke.of(Ink.START, 1));
        canvas.text(
                left ? tail + 5 : tail - 5,
                floor - 5.5,
                String.format(Locale.ROOT, "%.0f", start),
                Lettering.of(Ink.START, LETTERS, left ? Anchor.START : Anchor.END));
    }

    /// In pieces, since a model may leave the top of the plot and come back.
    private void model(Canvas canvas, DoubleUnaryOperator model) {
        var stroke = Stroke.of(Ink.MODEL, 2);
        var piece = new ArrayList<Point>();
        for (double px = x.fromPaper(); px <= x.toPaper(); px += 2) {
            double size = model.applyAsDouble(x.value(px));
            if (y.holds(size)) {
                piece.add(new Point(px, y.paper(size)));
            } else {
                drawn(canvas, piece, stroke);
            }
        }
        drawn(canvas, piece, stroke);
    }

    private static void drawn(Canvas canvas, List<Point> piece, Stroke stroke) {
        if (piece.size() > 1) {
            canvas.polyline(List.copyOf(piece), stroke);
        }
        piece.clear();
    }

    private void best(Canvas canvas, Best best) {
        double px = x.paper(best.positionSteps());
        canvas.line(px, y.toPaper(), px, y.fromPaper(), Stroke.of(Ink.BEST, 1.5).inDashes());
    }

    private void sample(Canvas canvas, Sample sample) {
        double px = x.paper(sample.positionSteps());
        double py = y.paper(sample.sizePixels());
        sample.sigmaPixels()
                .ifPresent(sigma -> errorBar(canvas, px, sample.sizePixels(), sigma, Ink.POINT));
        Markers.sample(canvas, px, py, sample.arrival(), sample.used());
        sample.label()
                .ifPresent(label -> {
                    // Toward the middle, where a V-curve leaves room and the frame does not cut.
                    boolean right = px > (x.fromPaper() + x.toPaper()) / 2;
                    canvas.text(
                            right ? px - 11 : px + 11,
                            py + 4,
                            label,
                            Lettering.of(Ink.TEXT, 12, right ? Anchor.END : Anchor.START));
                });
    }

    private void proof(Canvas canvas, Proof proof) {
        double px = x.paper(proof.positionSteps());
        proof.sigmaPixels()
                .ifPresent(sigma -> errorBar(canvas, px, proof.sizePixels(), sigma, Ink.PROOF));
        Markers.star(canvas, px, y.paper(proof.sizePixels()), Ink.PROOF);
    }

    private void errorBar(Canvas canvas, double px, double size, double sigma, Ink ink) {
        double top = y.paper(Math.min(y.to(), size + sigma));
        double bottom = y.paper(Math.max(y.from(), size - sigma));
        var stroke = Stroke.of(ink, 1.2);
        canvas.line(px, top, px, bottom, stroke);
        DoubleStream.of(top, bottom).forEach(cap -> canvas.line(px - 4, cap, px + 4, cap, stroke));
    }

    private static Lettering letters(Anchor anchor) {
        return Lettering.of(Ink.TEXT, LETTERS, anchor);
    }

    private static double length(Axis axis) {
        return Math.abs(axis.toPaper() - axis.fromPaper());
    }
}
