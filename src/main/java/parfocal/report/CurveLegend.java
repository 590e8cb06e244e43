package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.curve.Arrival;
import parfocal.curve.PlusMinus;
import parfocal.report.Canvas.Anchor;
import parfocal.report.Canvas.Lettering;
import parfocal.report.Canvas.Stroke;
import parfocal.report.CurvePicture.Best;

/// What stands above the plot: title, result, and a line that explains only the signs that occur. It takes more lines on a
/// narrow picture, and leaves the signs away on a low one.
///
/// @param bottom where the plot may begin
record CurveLegend(
        CurvePicture curve, double left, double right, List<Placed> signs, double bottom) {
    private static final double TITLE_Y = 26;
    private static final double LINE = 22;
    private static final double LOW_PIXELS = 280;
    private static final double GAP = 20;
    private static final Lettering TITLE = Lettering.of(Ink.TEXT, 17, Anchor.START).inBold();
    private static final Lettering RESULT = Lettering.of(Ink.BEST, 15, Anchor.END).inBold();
    private static final Lettering SIGN = Lettering.of(Ink.TEXT, 12.5, Anchor.START);

    static CurveLegend of(CurvePicture curve, double left, double right, double heightPixels) {
        double y = resultY(curve, left, right);
        var placed = new ArrayList<Placed>();
        if (heightPixels >= LOW_PIXELS) {
            double x = left;
            y += LINE + 2;
            for (Sign sign : signs(curve)) {
                double width = sign.widthPixels() + SIGN.widthOf(sign.word());
                if (x > left && x + width > right) {
                    x = left;
                    y += LINE;
                }
                placed.add(new Placed(sign, x, y));
                x += width + GAP;
            }
        }
        return new CurveLegend(curve, left, right, placed, y + 20);
    }

    void on(Canvas canvas) {
        canvas.text(left, TITLE_Y, cut(curve.title(), right - left), TITLE);
        curve.best()
                .ifPresent(best -> {
                    double y = resultY(curve, left, right);
                    boolean beside = y == TITLE_Y;
                    canvas.text(
                            beside ? right : left,
                            y,
                            inWords(best),
                            Lettering.of(
                                            RESULT.ink(),
                                            RESULT.sizePixels(),
                                            beside ? Anchor.END : Anchor.START)
                                    .inBold());
                });
        for (Placed placed : signs) {
            placed.sign().mark().at(canvas, placed.x() + 7, placed.y() - 4.5);
            double wordX = placed.x() + placed.sign().widthPixels();
            canvas.text(wordX, placed.y(), placed.sign().word(), SIGN);
        }
    }

    private static double resultY(CurvePicture curve, double left, double right) {
        double result = curve.best().map(best -> RESULT.widthOf(inWords(best))).orElse(0.0);
        boolean beside = TITLE.widthOf(curve.title()) + GAP + result <= right - left;
        return beside ? TITLE_Y : TITLE_Y + LINE;
    }

    private static String cut(String title, double room) {
        int letters = (int) (room / TITLE.widthOf("x"));
        return title.length() <= letters
                ? title
                : title.substring(0, Math.max(0, letters - 1)) + "…";
    }

    /// `best 5143 ± 4`, with one digit behind the point where the uncertainty deserves it.
    static String inWords(Best best) {
        double sigma = best.sigmaSteps();
        if (!(sigma > 0)) {
            return String.format(Locale.ROOT, "best %.0f", best.positionSteps());
        }
        return sigma < 2
                ? "best " + PlusMinus.of(best.positionSteps(), sigma)
                : String.format(Locale.ROOT, "best %.0f ± %.0f", best.positionSteps(), sigma);
    }

    private static List<Sign> signs(CurvePicture curve) {
        var signs = new ArrayList<Sign>();
        sample(signs, curve, Optional.of(Arrival.UP), "reached upward");
        sample(signs, curve, Optional.of(Arrival.DOWN), "reached downward");
        sample(signs, curve, Optional.empty(), "measured");
        curve.samples().stream()
                .filter(s -> !s.used())
                .findFirst()
                .ifPresent(s ->
                        signs.add(
                                new Sign(
                                        "not used",
                                        20,
                                        (canvas, x, y) ->
                                                Markers.sample(canvas, x, y, s.arrival(), false))));
        curve.model()
                .ifPresent(_ ->
                        signs.add(
                                new Sign(
                                        "model",
                                        30,
                                        (canvas, x, y) ->
                                                canvas.line(
                                                        x - 5,
                                                        y,
                                                        x + 17,
                                                        y,
                                                        Stroke.of(Ink.MODEL, 2)))));
        if (curve.best().isPresent() && curve.criticalHalfWidthSteps().isPresent()) {
            signs.add(
                    new Sign(
                            "critical zone",
                            30,
                            (canvas, x, y) ->
                                    canvas.rectangle(x - 5, y - 6, 22, 12, Ink.BEST, 0.25)));
        }
        curve.proof()
                .ifPresent(_ ->
                        signs.add(
                                new Sign(
                                        "proof",
                                        24,
                                        (canvas, x, y) ->
                                                Markers.star(canvas, x + 2, y, Ink.PROOF))));
        curve.startSteps()
                .ifPresent(_ ->
                        signs.add(
                                new Sign(
                                        "start",
                                        20,
                                        (canvas, x, y) -> Markers.start(canvas, x, y + 4.5))));
        return signs;
    }

    private static void sample(
            List<Sign> signs, CurvePicture curve, Optional<Arrival> arrival, String word) {
        if (curve.samples().stream().anyMatch(s -> s.used() && s.arrival().equals(arrival))) {
            signs.add(
                    new Sign(
                            word,
                            20,
                            (canvas, x, y) -> Markers.sample(canvas, x, y, arrival, true)));
        }
    }

    private interface Mark {
        void at(Canvas canvas, double x, double y);
    }

    /// @param widthPixels of the mark with the space after it
    private record Sign(String word, double widthPixels, Mark mark) {}

    private record Placed(Sign sign, double x, double y) {}
}
