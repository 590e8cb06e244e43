package parfocal.driver.moonlite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.driver.moonlite.MoonLiteCommand.Convert;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTemperature;
import parfocal.time.Pace;

/// The probe. A measurement is ordered, takes three quarters of a second, and is then fetched; what is fetched at once is the
/// one before, which may be hours old.
final class MoonLiteThermometer {
    private static final Duration CONVERSION = Duration.ofMillis(800);
    private static final Duration BETWEEN_CONVERSIONS = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration STALE = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);
    private static final int TRIES = 2;

    private final MoonLiteTalk talk;
    private final Pace pace;
    private final MoonLiteProbe probe = new MoonLiteProbe();
    private Optional<Instant> conversionStart = Optional.empty();
    private Instant measuredAt = Instant.MIN;
    private Instant silentUntil = Instant.MIN;
    private OptionalDouble celsius = OptionalDouble.empty();

    MoonLiteThermometer(MoonLiteTalk talk, Pace pace) {
        this.talk = talk;
        this.pace = pace;
    }

    /// The latest temperature, at most a few seconds old, or a minute while there is no time to wait for a newer one.
    ///
    /// @param mayWait whether a measurement may be waited for; while the motor turns there is something better to do
    OptionalDouble read(boolean mayWait) throws DeviceException {
        if (pace.now().isBefore(silentUntil)) {
            return OptionalDouble.empty();
        }
        try {
            return measure(mayWait);
        } catch (DeviceException trouble) {
            if (MoonLiteTalk.isGone(trouble)) {
                throw trouble;
            }
            // A focuser with a broken probe still focuses.
            silentUntil = pace.now().plus(AFTER_TROUBLE);
            conversionStart = Optional.empty();
            measuredAt = Instant.MIN;
            celsius = OptionalDouble.empty();
            return celsius;
        }
    }

    /// Orders a measurement unless one is under way.
    void begin() throws DeviceException {
        if (conversionStart.isEmpty() || age(conversionStart.get()).compareTo(FRESH) > 0) {
            talk.tell(new Convert());
            conversionStart = Optional.of(pace.now());
        }
    }

    private OptionalDouble measure(boolean mayWait) throws DeviceException {
        fetchIfDone();
        if (conversionStart.isEmpty() && age(measuredAt).compareTo(BETWEEN_CONVERSIONS) < 0) {
            return celsius;
        }
        begin();
        if (age(measuredAt).compareTo(mayWait ? FRESH : STALE) > 0) {
            Duration left = CONVERSION.minus(age(conversionStart.orElseThrow()));
            if (left.isPositive()) {
                var _ = talk.listen(left);
            }
            fetchIfDone();
        }
        return celsius;
    }

    private void fetchIfDone() throws DeviceException {
        Optional<Instant> started = conversionStart;
        if (started.isEmpty()) {
            return;
        }
        Duration age = age(started.get());
        if (age.compareTo(CONVERSION) >= 0 && age.compareTo(FRESH) <= 0) {
            double said = talk.ask(new ReadTemperature(), MoonLiteThermometer::reading, TRIES);
            celsius = probe.believe(said, pace.now());
            measuredAt = started.get();
            conversionStart = Optional.empty();
        }
    }

    private static Optional<Double> reading(String reply) {
        OptionalDouble celsius = MoonLiteCodec.temperatureCelsius(reply);
        return celsius.isPresent() ? Optional.of(celsius.getAsDouble()) : Optional.empty();
    }

    private Duration age(Instant instant) {
        return instant.equals(Instant.MIN)
                ? STALE.plusDays(1)
                : Duration.between(instant, pace.now());
    }
}
