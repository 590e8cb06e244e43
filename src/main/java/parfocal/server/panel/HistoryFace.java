package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.history.Bucket;
import parfocal.history.History;
import parfocal.history.HistoryException;
import parfocal.history.Span;
import parfocal.hub.Hub;
import parfocal.logbook.NightLog;
import parfocal.logbook.RunFiles;
import parfocal.report.Json;
import parfocal.server.Face;
import parfocal.time.Pace;

/// What the hub remembers of its nights: charts, moves, runs, the log, and any span as CSV or JSON. While the
/// database is away the answer is status 503 and the reason.
public final class HistoryFace implements Face {
    private static final String ROOT = "/api/parfocal/v1/history";
    private static final int MOST_BUCKETS = 5_000;
    private static final int BUCKETS = 600;
    private static final int MOST_LINES = 10_000;

    private final Hub hub;
    private final History history;
    private final NightLog log;
    private final RunFiles records;
    private final Spans spans;

    public HistoryFace(
            Hub hub, History history, NightLog log, RunFiles records, Pace pace, ZoneId zone) {
        this.hub = hub;
        this.history = history;
        this.log = log;
        this.records = records;
        this.spans = new Spans(pace, zone);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ROOT + "/nights", this::nights);
        routes.get(ROOT + "/log", this::log);
        routes.get(ROOT + "/readings", asked(this::readings));
        routes.get(ROOT + "/moves", asked(this::moves));
        routes.get(ROOT + "/runs", asked(this::runs));
        var kept = new KeptRuns(hub, history, records);
        String run = ROOT + "/runs/{focuser}/{began}";
        routes.get(run + "/report", asked(kept::report));
        routes.get(run + "/record", asked(kept::record));
        routes.get(ROOT + "/notes", asked(this::notes));
        routes.get(ROOT + "/export", asked(this::export));
    }

    private interface Question {
        void answer(Context context) throws HistoryException, IOException;
    }

    private static Handler asked(Question question) {
        return context -> {
            try {
                question.answer(context);
            } catch (HistoryException away) {
                throw new ServiceUnavailableResponse(String.valueOf(away.getMessage()));
            }
        };
    }

    private void nights(Context context) throws IOException {
        answer(
                context,
                new Json()
                        .put("tonight", spans.tonight().toString())
                        .put("database", history.database().shown())
                        .putList(
                                "nights", log.nights().stream().map(LocalDate::toString).toList()));
    }

    private void log(Context context) throws IOException {
        LocalDate night =
                Optional.ofNullable(context.queryParam("night"))
                        .map(Spans::date)
                        .orElseGet(spans::tonight);
        NightLog.Portion portion = portion(context, night);
        answer(
                context,
                new Json()
                        .put("night", portion.night().toString())
                        .putList("lines", portion.lines())
                        .put("next", portion.nextByte()));
    }

    private NightLog.Portion portion(Context context, LocalDate night) throws IOException {
        if (context.queryParam("last") == null) {
            return log.read(night, number(context, "from", 0));
        }
        long last = number(context, "last", MOST_LINES);
        if (last < 1 || last > MOST_LINES) {
            throw new BadRequestResponse(
                    "last goes from 1 to %d lines; %d was asked.".formatted(MOST_LINES, last));
        }
        return log.readLast(night, (int) last);
    }

    private void readings(Context context) throws HistoryException {
        Span span = spans.of(context);
        long buckets = number(context, "buckets", BUCKETS);
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw new BadRequestResponse(
                    "buckets goes from 1 to %d; %d was asked.".formatted(MOST_BUCKETS, buckets));
        }
        Optional<String> sensor = named(context, "sensor");
        if (sensor.isPresent()) {
            answer(
                    context,
                    chart(span, history.air(sensor.get(), span, (int) buckets))
                            .put("sensor", sensor.get()));
            return;
        }
        String focuser = named(context, "focuser").orElseGet(this::only);
        answer(
                context,
                chart(span, history.readings(focuser, span, (int) buckets))
                        .put("focuser", focuser));
    }

    private static Json chart(Span span, List<Bucket> found) {
        return spanned(span).putObjects("buckets", found.stream().map(HistoryJson::of).toList());
    }

    private void moves(Context context) throws HistoryException {
        Span span = spans.of(context);
        var moves = new ArrayList<Json>();
        history.moves(named(context, "focuser"), span, move -> moves.add(HistoryJson.of(move)));
        answer(context, spanned(span).putObjects("moves", moves));
    }

    /// With `result=true` each with its whole result.
    private void runs(Context context) throws HistoryException {
        Span span = spans.of(context);
        boolean whole = "true".equals(context.queryParam("result"));
        var runs = new ArrayList<Json>();
        history.runs(
                named(context, "focuser"),
                span,
                run ->
                        runs.add(
                                (whole ? HistoryJson.whole(run) : HistoryJson.of(run))
                                        .put("recorded", records.has(run.focuserId(), run.at()))));
        answer(context, spanned(span).putObjects("runs", runs));
    }

    private void notes(Context context) throws HistoryException {
        Span span = spans.of(context);
        var notes = new ArrayList<Json>();
        history.notes(named(context, "focuser"), span, note -> notes.add(HistoryJson.of(note)));
        answer(context, spanned(span).putObjects("notes", notes));
    }

    private void export(Context context) throws HistoryException {
        HistoryExport.Kind kind = word(context, "kind", "readings", HistoryExport.Kind.class);
        HistoryExport.Format format = word(context, "format", "csv", HistoryExport.Format.class);
        Span span = spans.of(context);
        var whose = new HistoryExport.Whose(named(context, "focuser"), named(context, "sensor"));
        context.contentType(format.contentType());
        try {
            new HistoryExport(history, context.outputStream()).write(kind, format, whose, span);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static Optional<String> named(Context context, String kind) {
        return Optional.ofNullable(context.queryParam(kind)).filter(id -> !id.isBlank());
    }

    private String only() {
        if (hub.focusers().size() == 1) {
            return hub.focusers().getFirst().id();
        }
        throw new BadRequestResponse("Say which focuser: ?focuser=ID.");
    }

    private static long number(Context context, String name, long otherwise) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new BadRequestResponse(
                "%s is a whole number, 0 or more; '%s' was given.".formatted(name, text));
    }

    private static <E extends Enum<E>> E word(
            Context context, String name, String otherwise, Class<E> kind) {
        String text = Optional.ofNullable(context.queryParam(name)).orElse(otherwise);
        List<String> words = new ArrayList<>();
        for (E each : kind.getEnumConstants()) {
            String word = each.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return each;
            }
            words.add(word);
        }
        throw new BadRequestResponse(
                "%s is one of %s; '%s' was given.".formatted(name, String.join(", ", words), text));
    }

    private static Json spanned(Span span) {
        return new Json().put("from", span.from().toString()).put("to", span.to().toString());
    }

    private static void answer(Context context, Json json) {
        var _ = context.contentType("application/json").result(json.toString());
    }
}
