package parfocal.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/// A stretch of time.
///
/// @param from inclusive
/// @param to   exclusive
public record Span(Instant from, Instant to) {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /// @throws IllegalArgumentException when it ends before it begins
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "A span must end after it begins; this one goes from %s to %s."
                            .formatted(from, to));
        }
    }

    /// A night: from noon of its evening to the next noon.
    public static Span ofNight(LocalDate night, ZoneId zone) {
        return new Span(
                night.atTime(LocalTime.NOON).atZone(zone).toInstant(),
                night.plusDays(1).atTime(LocalTime.NOON).atZone(zone).toInstant());
    }

    /// The night to which a moment belongs: the date of its evening.
    public static LocalDate nightOf(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDateTime().minus(HALF_A_DAY).toLocalDate();
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
