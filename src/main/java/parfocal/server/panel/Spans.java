package parfocal.server.panel;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import parfocal.history.Span;
import parfocal.time.Pace;

/// Spans as they are asked for: `night=2026-11-20`, or `from` and `to`, each a date, a local time or one with its offset. A date as `to`
/// includes its day. Nothing at all is tonight.
record Spans(Pace pace, ZoneId zone) {

    LocalDate tonight() {
        return Span.nightOf(pace.now(), zone);
    }

    Span of(Context context) {
        Optional<String> night = Optional.ofNullable(context.queryParam("night"));
        Optional<String> from = Optional.ofNullable(context.queryParam("from"));
        Optional<String> to = Optional.ofNullable(context.queryParam("to"));
        if (night.isPresent() || (from.isEmpty() && to.isEmpty())) {
            return Span.ofNight(night.map(Spans::date).orElseGet(this::tonight), zone);
        }
        Instant begins =
                from.map(text -> moment(text, false))
                        .orElseGet(() -> Span.ofNight(tonight(), zone).from());
        Instant ends = to.map(text -> moment(text, true)).orElseGet(pace::now);
        try {
            return new Span(begins, ends);
        } catch (IllegalArgumentException backwards) {
            throw new BadRequestResponse(String.valueOf(backwards.getMessage()));
        }
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadRequestResponse(
                    "A night is written 2026-11-20, the date of its evening; '%s' was given."
                            .formatted(text));
        }
    }

    private Instant moment(String text, boolean end) {
        try {
            if (text.length() == "2026-11-20".length()) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
            }
            boolean offset = text.matches(".*([Zz]|[+-]\\d\\d:?\\d\\d)$");
            // In an address a plus sign is a space.
            return offset || text.contains(" ")
                    ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException _) {
            throw new BadRequestResponse(
                    "A time is written 2026-11-20, 2026-11-20T22:30 or 2026-11-20T22:30:00Z; '%s' was given."
                            .formatted(text));
        }
    }
}
