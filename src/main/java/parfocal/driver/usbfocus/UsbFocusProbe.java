package parfocal.driver.usbfocus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadTemperature;
import parfocal.time.Pace;

/// The temperature probe: asked now and then, and not believed in everything. What the device says without a probe is unknown;
/// digital probes of this kind give 0, −127 or 85 when they are absent or have just been powered.
final class UsbFocusProbe {
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(5);
    // A focuser with a dumb probe still focuses, and should not wait for it too often.
    private static final Duration AFTER_NO_ANSWER = Duration.ofSeconds(30);
    private static final double COLDEST_CELSIUS = -55;
    private static final double HOTTEST_CELSIUS = 125;
    private static final double NEAR_CELSIUS = 2;
    private static final Duration RECENT = Duration.ofMinutes(10);

    private record Reading(double celsius, Instant at) {}

    private final UsbFocusTalk talk;
    private final Pace pace;
    private Instant due;
    private OptionalDouble temperatureCelsius = OptionalDouble.empty();
    private Optional<Reading> lastCertain = Optional.empty();

    UsbFocusProbe(UsbFocusTalk talk, Pace pace) {
        this.talk = talk;
        this.pace = pace;
        this.due = pace.now();
    }

    /// The temperature, at most five seconds old; empty without a probe, or when it does not answer.
    ///
    /// @throws DeviceException only when the line itself is gone
    OptionalDouble temperatureCelsius() throws DeviceException {
        if (!pace.now().isBefore(due)) {
            try {
                var reply = talk.ask(new ReadTemperature(), UsbFocusReply.Temperature.class);
                temperatureCelsius = believe(reply.celsius(), pace.now());
                due = pace.now().plus(BETWEEN_READINGS);
            } catch (DeviceException trouble) {
                if (trouble.fault() instanceof DeviceFault.NotConnected) {
                    throw trouble;
                }
                temperatureCelsius = OptionalDouble.empty();
                due = pace.now().plus(AFTER_NO_ANSWER);
            }
        }
        return temperatureCelsius;
    }

    private OptionalDouble believe(double celsius, Instant now) {
        if (celsius < COLDEST_CELSIUS || celsius > HOTTEST_CELSIUS) {
            return OptionalDouble.empty();
        }
        if (celsius != 0 && celsius != 85) {
            lastCertain = Optional.of(new Reading(celsius, now));
            return OptionalDouble.of(celsius);
        }
        // A winter night does pass through exactly 0.0,
        // but it comes from somewhere near and goes on.
        boolean plausible =
                lastCertain
                        .filter(certain -> Math.abs(certain.celsius() - celsius) <= NEAR_CELSIUS)
                        .filter(certain ->
                                Duration.between(certain.at(), now).compareTo(RECENT) <= 0)
                        .isPresent();
        return plausible ? OptionalDouble.of(celsius) : OptionalDouble.empty();
    }
}
