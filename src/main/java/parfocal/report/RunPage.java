package parfocal.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.Diagnosis;
import parfocal.autofocus.FieldTilt;
import parfocal.autofocus.FirstLooks;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.RunAdvice;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.PlusMinus;

/// A run as one page of HTML that needs nothing beside it: the verdict, the curve, what was decided and why in order, the proof, what
/// lies behind it and what to do, the frames with their stars, and every number.
public final class RunPage {
    private final FocusResult result;
    private final About about;
    private final KeptFrames frames;
    private final Html page = new Html();

    /// What the run itself does not know.
    ///
    /// @param title         of the page: whose run this is
    /// @param where         one line below it, such as the time and the devices; may be empty
    /// @param trueBestSteps on a simulated rig
    /// @param remarks       further sentences that belong to the result, such as a second proof
    public record About(
            String title, String where, OptionalDouble trueBestSteps, List<String> remarks) {
        public About {
            remarks = List.copyOf(remarks);
        }

        public static About of(String title) {
            return new About(title, "", OptionalDouble.empty(), List.of());
        }
    }

    private RunPage(FocusResult result, About about, KeptFrames frames) {
        this.result = result;
        this.about = about;
        this.frames = frames;
    }

    /// @param frames those of the run, in order; without any, the stars alone are drawn
    public static String of(FocusResult result, About about, KeptFrames frames) {
        return new RunPage(result, about, frames).written();
    }

    private String written() {
        page.raw("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>")
                .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
                .raw("<title>" + Html.escaped(about.title) + "</title>")
                .raw("<style>" + PageStyle.CSS + "</style></head><body><main>")
                .raw("<h1>" + Html.escaped(about.title) + "</h1>");
        if (!about.where.isEmpty()) {
            page.raw("<p class='faint'>" + Html.escaped(about.where) + "</p>");
        }
        verdict();
        page.raw("<div class='curve'>")
                .raw(SvgCurve.of(RunPicture.of("Focus curve of " + about.title, result)))
                .raw("</div>");
        causes();
        story();
        field();
        RunTables.checks(result, page);
        RunTables.models(result, page);
        RunTables.samples(result, page);
        pictures();
        return page.raw("</main></body></html>").toString();
    }

    private void verdict() {
        FocusRun run = result.run();
        page.raw(
                "<div class='verdict %s' role='status'>"
                        .formatted(result.accepted() ? "accepted" : "refused"));
        if (result.accepted()) {
            CurveFit fit = result.fit().orElseThrow().fit();
            BestFocus best = result.best().orElseThrow();
            page.labelled(
                    "ACCEPTED",
                    "%s, reached %s. Best focus %s, critical zone ± %.1f steps."
                            .formatted(
                                    stands(),
                                    FocusJson.word(run.plan().approach()),
                                    PlusMinus.of(best.positionSteps(), best.sigmaSteps()),
                                    CriticalZone.halfWidthSteps(
                                            fit.curve(), run.plan().tolerance())));
        } else {
            page.labelled("REFUSED", result.refusal().orElseThrow().reason())
                    .paragraph(
                            "The focuser stands at %s; the run began at %d."
                                    .formatted(stands(), run.startSteps()));
        }
        result.run()
                .shape()
                .ifPresent(shape -> page.labelled("SHAPE", shape.sentence() + decided()));
        result.proof().ifPresent(proof -> page.labelled("PROOF", proof.sentence()));
        about.remarks.forEach(page::paragraph);
        about.trueBestSteps.ifPresent(best ->
                page.labelled(
                        "TRUTH",
                        "This rig is simulated and knows: best focus %.1f for this approach."
                                .formatted(best)));
        page.raw("</div>");
    }

    /// Whose answer it is: the shape's place may have been overruled by a proof.
    private String decided() {
        boolean byShape = result.best().equals(result.run().shape().map(shape -> shape.best()));
        return byShape
                ? " The last move went by it; whether the curve is good enough was for the sizes to say."
                : " The last move went by the sizes.";
    }

    private String stands() {
        return result.finalPositionSteps().isPresent()
                ? Integer.toString(result.finalPositionSteps().getAsInt())
                : "a place it does not tell";
    }

    private void causes() {
        page.heading("What lies behind it");
        if (result.diagnoses().isEmpty() && result.run().repairs().isEmpty()) {
            page.paragraph("Nothing stood out.");
        }
        for (String repair : result.run().repairs()) {
            page.labelled("Repair", repair + ".");
        }
        for (Diagnosis diagnosis : result.diagnoses()) {
            page.labelled(
                            diagnosis.cause().published(),
                            "%s (confidence %.0f %%)"
                                    .formatted(diagnosis.message(), 100 * diagnosis.confidence()))
                    .labelled("Remedy", diagnosis.remedy());
        }
    }

    private void story() {
        page.heading("What was decided, and why");
        RunAdvice.of(result).forEach(page::paragraph);
        page.raw("<ol class='story'>");
        for (RunStory.Chapter chapter : RunStory.of(result).chapters()) {
            page.raw(
                    "<li><b>%d</b> %s<small>%s%s</small></li>"
                            .formatted(
                                    chapter.sample().positionSteps(),
                                    Html.escaped(chapter.decision()),
                                    Html.escaped(RunTables.size(chapter.sample())),
                                    Html.escaped(
                                            chapter.belief()
                                                    .map(words -> ". " + words)
                                                    .orElse(""))));
        }
        page.raw("</ol>");
    }

    private void field() {
        FieldTilt.of(result.run())
                .ifPresent(tilt ->
                        page.heading("Across the field")
                                .raw("<figure class='tilt'>" + TiltMap.of(tilt))
                                .raw(
                                        "<figcaption>Best focus in each part of the field, in steps above that of the whole field. "
                                                + Html.escaped(tilt.sentence())
                                                + "</figcaption></figure>"));
    }

    private void pictures() {
        FocusRun run = result.run();
        page.heading(frames.isEmpty() ? "The stars of each frame" : "The frames")
                .paragraph("Beside a star stands its half-flux radius in pixels.")
                .raw("<div class='frames'>");
        IntStream.range(0, run.everyTaken().size())
                .mapToObj(number ->
                        FrameFigure.of(run, number, frames.shown(exposuresBefore(number))))
                .forEach(page::raw);
        page.raw("</div>");
    }

    /// @param number of a frame that counted
    private int exposuresBefore(int number) {
        FocusRun run = result.run();
        long thrownAway =
                run.disturbances().thrownAwayAfter().stream()
                        .filter(after -> after <= number)
                        .count();
        return run.plan().looks().map(FirstLooks::frames).orElse(0) + (int) thrownAway + number;
    }
}
