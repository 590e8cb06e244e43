package parfocal.report;

import parfocal.autofocus.FieldTilt;
import parfocal.report.Canvas.Anchor;
import parfocal.report.Canvas.Lettering;
import parfocal.report.Canvas.Stroke;

/// Where best focus lies in the parts of the field, as a small map: in each part its offset with its uncertainty, and a disc that grows
/// with it, full where focus lies higher than in the middle of things and open where lower.
final class TiltMap {
    private static final double CELL_WIDTH = 150;
    private static final double CELL_HEIGHT = 96;
    private static final double LARGEST_RADIUS = 26;
    private static final int SIDE = 3;

    private TiltMap() {}

    static String of(FieldTilt tilt) {
        var canvas = new SvgCanvas();
        double most =
                Math.max(
                        2 * tilt.zoneSteps(),
                        tilt.parts().stream()
                                .flatMap(part -> part.offset().stream())
                                .mapToDouble(offset -> Math.abs(offset.steps()))
                                .max()
                                .orElse(1));
        for (FieldTilt.Part part : tilt.parts()) {
            part(canvas, tilt, part, most);
        }
        var frame = Stroke.of(Ink.FAINT, 1).faint(0.5);
        for (int i = 0; i <= SIDE; i++) {
            canvas.line(0, i * CELL_HEIGHT, SIDE * CELL_WIDTH, i * CELL_HEIGHT, frame);
            canvas.line(i * CELL_WIDTH, 0, i * CELL_WIDTH, SIDE * CELL_HEIGHT, frame);
        }
        return canvas.file((int) (SIDE * CELL_WIDTH), (int) (SIDE * CELL_HEIGHT), tilt.sentence());
    }

    private static void part(Canvas canvas, FieldTilt tilt, FieldTilt.Part part, double most) {
        double x = (part.column() + 0.5) * CELL_WIDTH;
        double y = part.row() * CELL_HEIGHT;
        if (part.offset().isEmpty()) {
            String why = part.fewStars() ? "too few stars" : "too little known";
            canvas.text(x, y + CELL_HEIGHT / 2, why, letters(Ink.FAINT, 12));
            return;
        }
        double steps = part.offset().get().steps();
        double radius = Math.max(2, LARGEST_RADIUS * Math.sqrt(Math.abs(steps) / most));
        canvas.circle(x, y + 36, radius, steps > 0 ? 0.55 : 0, Stroke.of(Ink.MODEL, 1.6));
        canvas.text(
                x,
                y + 80,
                "%s%s ± %s"
                        .formatted(
                                steps > 0 ? "+" : "",
                                tilt.words(steps),
                                tilt.words(part.offset().get().sigmaSteps())),
                letters(Ink.TEXT, 14));
        canvas.text(x, y + 92, part.stars() + " stars", letters(Ink.FAINT, 10));
    }

    private static Lettering letters(Ink ink, double size) {
        return Lettering.of(ink, size, Anchor.MIDDLE);
    }
}
