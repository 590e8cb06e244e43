package parfocal.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private static final int COLOURS = 3;

    Json describe() {
        var rejected = new Json();
        for (Map.Entry<Rejection, Integer> entry : stars.rejected().entrySet()) {
            rejected.put(word(entry.getKey()), entry.getValue());
        }
        Json json = described().put("rejected", rejected);
        planes().ifPresent(planes -> json.put("planes", planes));
        return json.put("reason", withoutSize().orElse(null))
                .put("elapsedMillis", elapsed.toMillis());
    }

    private Json described() {
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
                .put("noiseAdu", stars.noiseAdu());
    }

    /// Why there is no size, and what to do; empty where there is one.
    Optional<String> withoutSize() {
        if (stars.medianHfrPixels().isPresent()) {
            return Optional.empty();
        }
        String sky =
                "background %.0f ± %.1f ADU%s"
                        .formatted(stars.backgroundAdu(), stars.noiseAdu(), rejections());
        int found = stars.stars().size();
        return Optional.of(
                found == 0
                        ? "No star in it: %s. Expose longer; if the cap is off and the sky is clear, focus is far away: autofocus, or look for it in larger steps."
                                .formatted(sky)
                        : "%s: %s. %s"
                                .formatted(
                                        found == 1
                                                ? "Its one star cannot be measured"
                                                : "None of its %d stars can be measured"
                                                        .formatted(found),
                                        sky,
                                        saturated()
                                                ? "Stars are saturated: expose for less."
                                                : "They stand at the border, too close together, or are too faint: choose another field, or expose longer."));
    }

    private boolean saturated() {
        return stars.stars().stream().anyMatch(star -> star.flags().contains(StarFlag.SATURATED));
    }

    /// What was measured of a file with several planes; empty for an ordinary picture.
    private Optional<String> planes() {
        int axes =
                (int) Math.max(frame.number("NAXIS").orElse(2), frame.number("ZNAXIS").orElse(2));
        if (axes < 3) {
            return Optional.empty();
        }
        boolean colourByColour = axis(1) == COLOURS;
        if (axis(3) == COLOURS || (colourByColour && axis(3) == frame.heightPixels())) {
            return Optional.of("mean of 3 colours");
        }
        return axis(3) > 1 ? Optional.of("first of " + axis(3)) : Optional.empty();
    }

    private int axis(int number) {
        return (int)
                Math.max(
                        frame.number("NAXIS" + number).orElse(1),
                        frame.number("ZNAXIS" + number).orElse(1));
    }

    String words() {
        String planes = planes().map(which -> " (" + which + ")").orElse("");
        if (withoutSize().isPresent()) {
            return "%s%s: %s".formatted(file.getFileName(), planes, withoutSize().get());
        }
        return "%s%s: HFR %s px from %d of %d stars, FWHM %.2f px, background %.0f ± %.1f ADU%s"
                .formatted(
                        file.getFileName(),
                        planes,
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
        stars.rejected().forEach((cause, count) -> words.add(count + " " + inWords(cause)));
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

    /// A round blend of two stars is wide and soft too, and nobody can tell it from a small nebula.
    private static String inWords(Rejection cause) {
        return cause == Rejection.NEBULOSITY
                ? "too wide for a star (nebulosity, or stars that run together)"
                : word(cause);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
