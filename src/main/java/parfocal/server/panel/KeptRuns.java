package parfocal.server.panel;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.history.History;
import parfocal.history.HistoryException;
import parfocal.history.Run;
import parfocal.history.Span;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.logbook.RunFiles;
import parfocal.report.KeptFrames;
import parfocal.report.RunPage;
import parfocal.report.RunRecord;
import parfocal.report.UnreadableInput;

/// Runs of any night as reports, drawn anew from the records that were kept of them.
final class KeptRuns {
    /// A report carries its style and its pictures in itself, and runs nothing.
    private static final String REPORT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final Hub hub;
    private final History history;
    private final RunFiles records;

    KeptRuns(Hub hub, History history, RunFiles records) {
        this.hub = hub;
        this.history = history;
        this.records = records;
    }

    /// The run as one page that needs nothing beside it; it may be saved and sent.
    void report(Context context) throws HistoryException, IOException {
        String focuserId = context.pathParam("focuser");
        Instant began = began(context);
        RunRecord.Replayed replayed;
        try {
            replayed = RunRecord.replay("the record of this run", recordOf(focuserId, began));
        } catch (UnreadableInput damaged) {
            throw new NotFoundResponse(String.valueOf(damaged.getMessage()));
        }
        Optional<Run> known = known(focuserId, began);
        var about =
                new RunPage.About(
                        "Autofocus of "
                                + hub.focuser(focuserId).map(HubFocuser::name).orElse(focuserId),
                        known.map(run ->
                                        "Began %s with %s, ordered by %s."
                                                .formatted(began, run.cameraId(), run.orderedBy()))
                                .orElse("Began %s.".formatted(began)),
                        OptionalDouble.empty(),
                        remarks(replayed, known));
        answerWith(RunPage.of(replayed.result(), about, new KeptFrames()), context);
    }

    /// What `parfocal replay` reads.
    void record(Context context) throws IOException {
        String record = recordOf(context.pathParam("focuser"), began(context));
        var _ = context.contentType("application/json").result(record);
    }

    static void answerWith(String report, Context context) {
        PanelFiles.harden(context);
        var _ =
                context.header("Content-Security-Policy", REPORT_POLICY)
                        .header("Cache-Control", "no-store")
                        .contentType("text/html; charset=utf-8")
                        .result(report);
    }

    private String recordOf(String focuserId, Instant began) throws IOException {
        return records.read(focuserId, began)
                .orElseThrow(() ->
                        new NotFoundResponse(
                                "There is no record of a run of %s that began at %s. Runs that were cut short leave none, and older ones are given up."
                                        .formatted(focuserId, began)));
    }

    private static Instant began(Context context) {
        String text = context.pathParam("began");
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new BadRequestResponse(
                    "A run is named by the instant at which it began, such as 2026-11-20T21:40:03Z; '%s' was given."
                            .formatted(text));
        }
    }

    private Optional<Run> known(String focuserId, Instant began) throws HistoryException {
        var found = new ArrayList<Run>();
        history.runs(Optional.of(focuserId), new Span(began, began.plusMillis(1)), found::add);
        return found.stream().findFirst();
    }

    /// A program that has changed since may decide otherwise; what was decided then is said.
    private static List<String> remarks(RunRecord.Replayed replayed, Optional<Run> known) {
        var remarks = new ArrayList<String>();
        remarks.add(
                "Of runs of earlier nights the stars of each frame are kept, not its picture: save the report while the hub that made the run is running, or begin it with parfocal autofocus --report DIR.");
        replayed.different()
                .ifPresent(words ->
                        remarks.add(
                                "The program has changed since this run and would now decide otherwise. "
                                        + words));
        known.map(run -> run.verdict() == Run.Verdict.ACCEPTED)
                .filter(accepted -> accepted != replayed.result().accepted())
                .ifPresent(accepted ->
                        remarks.add(
                                "That night it was %s."
                                        .formatted(accepted ? "accepted" : "refused")));
        return remarks;
    }
}
