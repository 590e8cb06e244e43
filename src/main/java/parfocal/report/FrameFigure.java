package parfocal.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.Sample;
import parfocal.stars.Star;

/// One frame of a run on its page: the picture where there is one, a box round each star, and the half-flux radius beside it. Of a run
/// whose frames were not kept the stars alone are drawn, where they stood.
final class FrameFigure {
    private static final int MOST_BOXES = 120;
    private static final int MOST_LABELS = 40;
    private static final double LETTERS = 11;
    private static final double SMALLEST_HALF_BOX = 4;
    private static final double WIDTH_WITHOUT_PICTURE = 640;

    private final Optional<KeptFrames.Shown> picture;
    private final double width;
    private final double height;
    private final double scale;

    private FrameFigure(
            Optional<KeptFrames.Shown> picture, double width, double height, double scale) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.scale = scale;
    }

    /// @param number of the frame in the run, from 0
    static String of(FocusRun run, int number, Optional<KeptFrames.Shown> picture) {
        Sample sample = run.everySample().get(number);
        List<Star> stars = run.everyTaken().get(number).seen().stars();
        FrameFigure figure =
                picture.map(shown ->
                                new FrameFigure(
                                        picture,
                                        shown.widthPixels(),
                                        shown.heightPixels(),
                                        1.0 / shown.framePixels()))
                        .orElseGet(() -> ofStarsAlone(run));
        String title =
                "Frame %d at %d: %s"
                        .formatted(number + 1, sample.positionSteps(), size(sample, stars.size()));
        return "<figure>%s<figcaption>%s</figcaption></figure>"
                .formatted(figure.svg(stars, title), Html.escaped(title));
    }

    /// Nobody wrote down how large the frames were: as far as stars were seen in any of them.
    private static FrameFigure ofStarsAlone(FocusRun run) {
        double right = 1;
        double bottom = 1;
        for (FocusRun.Taken taken : run.everyTaken()) {
            for (Star star : taken.seen().stars()) {
                right = Math.max(right, star.x() + 3 * star.hfrPixels());
                bottom = Math.max(bottom, star.y() + 3 * star.hfrPixels());
            }
        }
        double scale = WIDTH_WITHOUT_PICTURE / right;
        return new FrameFigure(Optional.empty(), WIDTH_WITHOUT_PICTURE, bottom * scale, scale);
    }

    private static String size(Sample sample, int stars) {
        return sample.size().hfrPixels().isPresent()
                ? "%.2f px, %d star%s"
                        .formatted(
                                sample.size().hfrPixels().getAsDouble(),
                                stars,
                                stars == 1 ? "" : "s")
                : "no star to measure";
    }

    private String svg(List<Star> stars, String title) {
        var svg = new StringBuilder();
        svg.append(
                "<svg viewBox='0 0 %.0f %.0f' role='img' class='frame'><title>%s</title>"
                        .formatted(width, height, Html.escaped(title)));
        picture.ifPresent(shown ->
                svg.append(
                        "<image href='%s' width='%d' height='%d'/>"
                                .formatted(
                                        shown.dataUri(),
                                        shown.widthPixels(),
                                        shown.heightPixels())));
        var labelled = new ArrayList<Rectangle2D>();
        for (Star star : stars.stream().limit(MOST_BOXES).toList()) {
            double x = (star.x() + 0.5) * scale;
            double y = (star.y() + 0.5) * scale;
            double half = Math.max(SMALLEST_HALF_BOX, 3 * star.hfrPixels() * scale);
            svg.append(box(x, y, half));
            if (labelled.size() < MOST_LABELS) {
                label(x, y, half, star.hfrPixels(), labelled).ifPresent(svg::append);
            }
        }
        return svg.append("</svg>").toString();
    }

    private static String box(double x, double y, double half) {
        return String.format(
                Locale.ROOT,
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
                x - half,
                y - half,
                2 * half,
                2 * half);
    }

    /// Below the box, where no brighter star's label stands already.
    private Optional<String> label(
            double x, double y, double half, double hfrPixels, List<Rectangle2D> taken) {
        String text = "%.2f".formatted(hfrPixels);
        double wide = text.length() * LETTERS * 0.58;
        double baseline = y + half + LETTERS;
        var place = new Rectangle2D.Double(x - wide / 2, baseline - LETTERS, wide, LETTERS);
        if (baseline > height || taken.stream().anyMatch(place::intersects)) {
            return Optional.empty();
        }
        taken.add(place);
        return Optional.of(
                String.format(Locale.ROOT, "<text x='%.1f' y='%.1f'>%s</text>", x, baseline, text));
    }
}
