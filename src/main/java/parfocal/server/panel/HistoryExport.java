package parfocal.server.panel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import parfocal.history.AirReading;
import parfocal.history.History;
import parfocal.history.HistoryException;
import parfocal.history.Move;
import parfocal.history.Reading;
import parfocal.history.Run;
import parfocal.history.Span;
import parfocal.report.Json;

/// A span of history as a table or as a JSON array, row by row, however long it is. Times are UTC, numbers have a decimal point.
record HistoryExport(History history, OutputStream out) {

    enum Kind {
        READINGS,
        MOVES,
        RUNS
    }

    enum Format {
        CSV,
        JSON;

        String contentType() {
            return this == CSV ? "text/csv; charset=utf-8" : "application/json";
        }
    }

    /// Whose rows are wanted: those of one focuser, those of one sensor, or all where neither is named.
    record Whose(Optional<String> focuserId, Optional<String> sensorId) {
        boolean focusers() {
            return focuserId.isPresent() || sensorId.isEmpty();
        }

        boolean sensors() {
            return sensorId.isPresent() || focuserId.isEmpty();
        }
    }

    /// @throws HistoryException before anything was written, when the database is away
    void write(Kind kind, Format format, Whose whose, Span span)
            throws HistoryException, IOException {
        // Written when the first row, or the end, comes: a refusal must find nothing written yet.
        var sheet =
                switch (format) {
                    case CSV -> new Sheet(writer(), header(kind) + "\n", "", "\n", "");
                    case JSON -> new Sheet(writer(), "[\n", ",\n", "", "\n]\n");
                };
        boolean csv = format == Format.CSV;
        try {
            switch (kind) {
                case READINGS -> {
                    if (whose.focusers()) {
                        history.readings(
                                whose.focuserId(),
                                span,
                                row -> sheet.add(csv ? csv(row) : json(HistoryJson.of(row))));
                    }
                    if (whose.sensors()) {
                        history.air(
                                whose.sensorId(),
                                span,
                                row -> sheet.add(csv ? csv(row) : json(HistoryJson.of(row))));
                    }
                }
                case MOVES ->
                        history.moves(
                                whose.focuserId(),
                                span,
                                row -> sheet.add(csv ? csv(row) : json(HistoryJson.of(row))));
                case RUNS ->
                        history.runs(
                                whose.focuserId(),
                                span,
                                row -> sheet.add(csv ? csv(row) : json(HistoryJson.whole(row))));
            }
        } catch (UncheckedIOException left) {
            throw left.getCause();
        }
        sheet.end();
    }

    private Writer writer() {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static final class Sheet {
        private final Writer writer;
        private final String top;
        private final String between;
        private final String after;
        private final String bottom;
        private boolean begun;

        Sheet(Writer writer, String top, String between, String after, String bottom) {
            this.writer = writer;
            this.top = top;
            this.between = between;
            this.after = after;
            this.bottom = bottom;
        }

        void add(String row) {
            try {
                writer.write(begun ? between : top);
                writer.write(row);
                writer.write(after);
                begun = true;
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }

        void end() throws IOException {
            if (!begun) {
                writer.write(top);
            }
            writer.write(bottom);
            writer.flush();
        }
    }

    private static String header(Kind kind) {
        return switch (kind) {
            case READINGS -> "time,focuser,position,temperature,humidity,dewpoint,sensor";
            case MOVES -> "time,ended,focuser,ordered_by,from,target,position,trouble";
            case RUNS ->
                    "time,ended,focuser,camera,ordered_by,verdict,best,sigma,hfr,temperature,filter,reason";
        };
    }

    private static String csv(Reading row) {
        return row(
                row.at(),
                row.focuserId(),
                row.positionSteps(),
                row.temperatureCelsius(),
                row.humidityPercent(),
                row.dewPointCelsius(),
                "");
    }

    private static String csv(AirReading row) {
        return row(
                row.at(),
                "",
                "",
                row.temperatureCelsius(),
                row.humidityPercent(),
                row.dewPointCelsius(),
                row.sensorId());
    }

    private static String csv(Move row) {
        return row(
                row.at(),
                row.endedAt(),
                row.focuserId(),
                row.orderedBy(),
                row.fromSteps(),
                row.targetSteps(),
                row.standsSteps(),
                row.trouble().orElse(""));
    }

    private static String csv(Run row) {
        return row(
                row.at(),
                row.endedAt(),
                row.focuserId(),
                row.cameraId(),
                row.orderedBy(),
                HistoryJson.word(row.verdict()),
                row.bestSteps(),
                row.sigmaSteps(),
                row.hfrPixels(),
                row.temperatureCelsius(),
                row.filter().orElse(""),
                row.reason().orElse(""));
    }

    private static String row(Object... cells) {
        return Arrays.stream(cells).map(HistoryExport::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        if (value instanceof OptionalDouble number) {
            return number.isPresent()
                    ? String.format(Locale.ROOT, "%.3f", number.getAsDouble())
                            .replaceAll("0+$", "")
                            .replaceAll("[.]$", "")
                    : "";
        }
        String text = value.toString();
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String json(Json row) {
        return row.toString();
    }
}
