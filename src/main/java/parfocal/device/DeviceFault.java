package parfocal.device;

import java.time.Duration;

/// Everything that can go wrong with a device. The list is closed: each face of the program translates all of it, so a
/// new fault is a compile error there until somebody has thought about it.
///
/// Every fault writes its own sentence: what happened, with its numbers, and what to do about it.
public sealed interface DeviceFault {

    /// The device gave no answer at all within the deadline.
    record Silent(String device, String request, Duration waited) implements DeviceFault {}

    /// Something came back, but it does not read as an answer to the request.
    record Garbled(String device, String request, String received) implements DeviceFault {}

    /// The line to the device is gone, or was never there.
    record NotConnected(String device, String reason) implements DeviceFault {}

    /// What answers is not the device that was expected.
    record WrongDevice(String device, String expected, String received) implements DeviceFault {}

    /// An order beyond the limits. Nothing moved.
    record OutOfRange(String device, int askedSteps, int minimumSteps, int maximumSteps)
            implements DeviceFault {}

    /// The device has no such function or setting.
    record Unsupported(String device, String what) implements DeviceFault {}

    /// A setting was given a value it cannot have. Nothing was changed.
    record BadValue(String device, String setting, String value, String allowed)
            implements DeviceFault {}

    /// The device understood the order and would not carry it out.
    record Refused(String device, String order, String reason) implements DeviceFault {}

    /// The motor was told to move and the position stopped changing before the target.
    record Stuck(String device, int positionSteps, int targetSteps, Duration waited)
            implements DeviceFault {}

    /// The camera gave no usable frame.
    record CameraFailed(String device, String reason) implements DeviceFault {}

    /// One sentence or two for a tired person: what happened, and what to do.
    default String message() {
        return switch (this) {
            case Silent(String device, String request, Duration waited) ->
                    "%s did not answer %s within %d ms. Is it powered, and is no other program holding the port?"
                            .formatted(device, request, waited.toMillis());
            case Garbled(String device, String request, String received) ->
                    "%s answered %s with %s, which cannot be read. Check the cable, and that the right driver is chosen."
                            .formatted(device, request, received);
            case NotConnected(String device, String reason) ->
                    "%s is not connected: %s".formatted(device, reason);
            case WrongDevice(String device, String expected, String received) ->
                    "%s is not %s: it introduced itself as %s. Choose its own driver, or another address."
                            .formatted(device, expected, received);
            case OutOfRange(String device, int asked, int minimum, int maximum) ->
                    "%s can go from %d to %d; %d was refused and nothing moved. Ask for less, or change the limit."
                            .formatted(device, minimum, maximum, asked);
            case Unsupported(String device, String what) -> "%s has no %s.".formatted(device, what);
            case BadValue(String device, String setting, String value, String allowed) ->
                    "%s: %s cannot be '%s'. Allowed: %s. Nothing was changed."
                            .formatted(device, setting, value, allowed);
            case Refused(String device, String order, String reason) ->
                    "%s refused %s: %s".formatted(device, order, reason);
            case Stuck(String device, int position, int target, Duration waited) ->
                    ("%s was sent to %d and has stood at %d for %.1f s. Check motor power, cable and clamp screw; the"
                                    + " tube may be at its end.")
                            .formatted(device, target, position, waited.toMillis() / 1000.0);
            case CameraFailed(String device, String reason) ->
                    "%s gave no frame: %s".formatted(device, reason);
        };
    }
}
