package parfocal.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.curve.Arrival;
import parfocal.report.Canvas.Point;
import parfocal.report.Canvas.Stroke;

/// The signs of a focus curve: where a sample came from is its shape, whether it counted its filling.
final class Markers {
    private static final double SIZE = 6.2;

    private Markers() {}

    static void sample(Canvas canvas, double x, double y, Optional<Arrival> arrival, boolean used) {
        double fill = used ? 1 : 0;
        var stroke = Stroke.of(Ink.POINT, 1.5);
        if (arrival.isEmpty()) {
            canvas.circle(x, y, SIZE * 0.85, fill, stroke);
            return;
        }
        double tip =
                switch (arrival.get()) {
                    case UP -> -SIZE;
                    case DOWN -> SIZE;
                };
        canvas.polygon(
                List.of(
                        new Point(x, y + tip),
                        new Point(x - SIZE, y - tip * 0.75),
                        new Point(x + SIZE, y - tip * 0.75)),
                fill,
                stroke);
    }

    static void start(Canvas canvas, double x, double floor) {
        canvas.polygon(
                List.of(
                        new Point(x, floor),
                        new Point(x - 5, floor - 9),
                        new Point(x + 5, floor - 9)),
                1,
                Stroke.of(Ink.START, 1));
    }

    static void star(Canvas canvas, double x, double y, Ink ink) {
        var points =
                IntStream.range(0, 10)
                        .mapToObj(i -> {
                            double radius = i % 2 == 0 ? 11.5 : 5;
                            double angle = Math.PI * (i / 5.0 - 0.5);
                            return new Point(
                                    x + radius * Math.cos(angle), y + radius * Math.sin(angle));
                        })
                        .toList();
        // Nearly clear: a sample at the same place stays visible in it.
        canvas.polygon(points, 0.25, Stroke.of(ink, 1.7));
    }
}
