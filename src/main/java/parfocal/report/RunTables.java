package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.RunChecks;
import parfocal.autofocus.Sample;
import parfocal.curve.Check;
import parfocal.curve.Models;

/// The numbers of a run on its page.
final class RunTables {
    private RunTables() {}

    /// The questions the run was asked, with its answers.
    static void checks(FocusResult result, Html page) {
        page.heading("What the run was asked").raw("<ul>");
        for (Check check : RunChecks.of(result)) {
            page.raw(
                    "<li>%s <b>%s</b>: %s</li>"
                            .formatted(
                                    check.answer().words(),
                                    Html.escaped(check.name()),
                                    Html.escaped(check.sentence())));
        }
        page.raw("</ul>");
    }

    static void models(FocusResult result, Html page) {
        result.fit()
                .ifPresent(fit ->
                        page.table(
                                "Best focus as other models of the same samples see it; R² is for comparison only",
                                List.of("model", "best focus", "±", "R²"),
                                Models.of(fit.fit()).stream()
                                        .map(model ->
                                                List.of(
                                                        model.name(),
                                                        "%.1f".formatted(model.bestPositionSteps()),
                                                        "%.1f".formatted(model.sigmaSteps()),
                                                        model.rSquared().isPresent()
                                                                ? "%.4f"
                                                                        .formatted(
                                                                                model.rSquared()
                                                                                        .getAsDouble())
                                                                : "–"))
                                        .toList()));
    }

    static void samples(FocusResult result, Html page) {
        List<Sample> counting = result.fit().map(fit -> fit.counting()).orElse(List.of());
        var rows = new ArrayList<List<String>>();
        for (Sample sample : result.run().everySample()) {
            var size = sample.size();
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            Integer.toString(sample.positionSteps()),
                            FocusJson.word(sample.arrival()),
                            size.hfrPixels().isPresent()
                                    ? "%.3f".formatted(size.hfrPixels().getAsDouble())
                                    : "–",
                            "%.3f".formatted(size.sigmaPixels()),
                            Integer.toString(size.starCount()),
                            size.relativeFlux().isPresent()
                                    ? "%.2f".formatted(size.relativeFlux().getAsDouble())
                                    : "–",
                            "%.2f".formatted(size.eccentricity()),
                            "%.1f, %.1f".formatted(size.shiftX(), size.shiftY()),
                            sample.proof()
                                    ? "proof"
                                    : counting.contains(sample)
                                            ? "on the curve"
                                            : sample.purpose()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .replace('_', ' ')
                                                    + ", not on the curve"));
        }
        page.heading("Every number")
                .table(
                        "The frames in order of arrival",
                        List.of(
                                "frame",
                                "position",
                                "arriving",
                                "HFR px",
                                "±",
                                "stars",
                                "light",
                                "eccentricity",
                                "shift px",
                                "use"),
                        rows);
    }

    static String size(Sample sample) {
        return sample.size().hfrPixels().isPresent()
                ? "%.2f ± %.3f px, %d stars"
                        .formatted(
                                sample.size().hfrPixels().getAsDouble(),
                                sample.size().sigmaPixels(),
                                sample.size().starCount())
                : "no star";
    }
}
