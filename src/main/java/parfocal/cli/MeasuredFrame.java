package parfocal.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import parfocal.curve.PlusMinus;
import parfocal.image.Frame;
import parfocal.report.AnnotatedFrame;
import parfocal.report.Json;
import parfocal.report.Png;
import parfocal.stars.RejectedObject;
import parfocal.stars.Rejection;
import parfocal.stars.Star;
import parfocal.stars.StarField;
import parfocal.stars.StarFlag;

/// A frame of a file with its stars, in the forms in which `measure` tells them.
///
/// @param elapsed from the file to the stars
record MeasuredFrame(Path file, Frame frame, StarField stars, Duration elapsed) {

    Json describe() {
        var rejected = new Json();
        for (Map.Entry<Rejection, Integer> entry : stars.rejected().entrySet()) {
            rejected.put(word(entry.getKey()), entry.getValue());
        }
        return new Json()
                .put("file", file.toString())
                .put("widthPixels", frame.widthPixels())
                .put("heightPixels", frame.heightPixels())
                .put("starCount", stars.stars().size())
                .put("hfrPixels", stars.medianHfrPixels())
                .put("hfrSigmaPixels", stars.hfrSigmaPixels())
                .put("fwhmPixels", stars.medianFwhmPixels())
                .put("eccentricity", stars.medianEccentricity())
                .put("backgroundAdu", stars.backgroundAdu())
                .put("noiseAdu", stars.noiseAdu())
                .put("rejected", rejected)
                .put("elapsedMillis", elapsed.toMillis());
    }

    String words() {
        if (stars.medianHfrPixels().isEmpty()) {
            return "%s: no star; background %.0f ± %.1f ADU%s"
                    .formatted(
                            file.getFileName(),
                            stars.backgroundAdu(),
                            stars.noiseAdu(),
                            rejections());
        }
        return "%s: HFR %s px from %d of %d stars, FWHM %.2f px, background %.0f ± %.1f ADU%s"
                .formatted(
                        file.getFileName(),
                        PlusMinus.of(
                                stars.medianHfrPixels().getAsDouble(),
                                stars.hfrSigmaPixels().orElse(0)),
                        stars.measurable().size(),
                        stars.stars().size(),
                        stars.medianFwhmPixels().orElse(Double.NaN),
                        stars.backgroundAdu(),
                        stars.noiseAdu(),
                        rejections());
    }

    private String rejections() {
        if (stars.rejected().isEmpty()) {
            return "";
        }
        var words = new ArrayList<String>();
        stars.rejected().forEach((cause, count) -> words.add(count + " " + word(cause)));
        return "; not stars: " + String.join(", ", words);
    }

    /// One row for each star.
    String table() {
        var rows = new StringBuilder("x,y,flux,hfr,fwhm,peak,eccentricity,snr,flags\n");
        for (Star star : stars.stars()) {
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "%.3f,%.3f,%.1f,%.4f,%.3f,%.1f,%.3f,%.1f,%s%n",
                            star.x(),
                            star.y(),
                            star.fluxAdu(),
                            star.hfrPixels(),
                            star.fwhmPixels(),
                            star.peakAdu(),
                            star.eccentricity(),
                            star.snr(),
                            String.join(
                                    " ", star.flags().stream().map(MeasuredFrame::word).toList())));
        }
        return rows.toString();
    }

    /// With a box and the size at each star.
    Png drawn() {
        List<AnnotatedFrame.Box> boxes = new ArrayList<>();
        for (Star star : stars.stars()) {
            boxes.add(
                    new AnnotatedFrame.Box(
                            star.x(),
                            star.y(),
                            3 * star.hfrPixels(),
                            "%.2f".formatted(star.hfrPixels()),
                            star.flags().contains(StarFlag.SATURATED)
                                    ? AnnotatedFrame.Kind.SATURATED
                                    : AnnotatedFrame.Kind.STAR,
                            star.fluxAdu()));
        }
        for (RejectedObject object : stars.rejectedObjects()) {
            boxes.add(
                    new AnnotatedFrame.Box(
                            object.x(), object.y(), 6, "", AnnotatedFrame.Kind.REJECTED, 0));
        }
        String size =
                stars.medianHfrPixels().isPresent()
                        ? "%.2f".formatted(stars.medianHfrPixels().getAsDouble())
                        : "–";
        return AnnotatedFrame.of(
                frame,
                boxes,
                "%s: %d star%s, HFR %s px"
                        .formatted(
                                file.getFileName(),
                                stars.stars().size(),
                                stars.stars().size() == 1 ? "" : "s",
                                size));
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
