package parfocal.wire.alpaca;

import java.util.Arrays;
import java.util.Optional;
import parfocal.device.DeviceFault;

/// The error numbers of Alpaca, and our own from 0x500 on, which is where drivers may invent some.
///
/// The only place where a fault becomes a number, and a number a fault.
public enum AlpacaError {
    /// The device has no such property or method.
    NOT_IMPLEMENTED(0x400),
    /// A value out of range, or an unknown name.
    INVALID_VALUE(0x401),
    /// Read before it was ever set.
    VALUE_NOT_SET(0x402),
    /// The device is not connected.
    NOT_CONNECTED(0x407),
    /// Not while the telescope or dome is parked.
    INVALID_WHILE_PARKED(0x408),
    /// Not while the dome follows the telescope.
    INVALID_WHILE_SLAVED(0x409),
    /// Not in the device's present state.
    INVALID_OPERATION(0x40B),
    /// No action has this name.
    ACTION_NOT_IMPLEMENTED(0x40C),
    /// What was going on has been cancelled.
    OPERATION_CANCELLED(0x40E),
    /// Something else.
    UNSPECIFIED(0x4FF),
    /// Ours: the device gave no answer.
    SILENT(0x500),
    /// Ours: what the device answered cannot be read.
    GARBLED(0x501),
    /// Ours: another device answered.
    WRONG_DEVICE(0x502),
    /// Ours: the motor was told to move and does not.
    STUCK(0x503),
    /// Ours: the camera gave no frame.
    CAMERA_FAILED(0x504);

    /// The first number that means something else on every server.
    private static final int FIRST_OF_DRIVERS = 0x500;

    private final int number;

    AlpacaError(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// The error with this number, as our own server uses it.
    public static Optional<AlpacaError> of(int number) {
        return Arrays.stream(values()).filter(error -> error.number == number).findFirst();
    }

    /// What a server answers for a fault; the message goes with it as it is.
    public static AlpacaError of(DeviceFault fault) {
        return switch (fault) {
            case DeviceFault.Unsupported _ -> NOT_IMPLEMENTED;
            case DeviceFault.OutOfRange _, DeviceFault.BadValue _ -> INVALID_VALUE;
            case DeviceFault.NotConnected _ -> NOT_CONNECTED;
            case DeviceFault.Refused _ -> INVALID_OPERATION;
            case DeviceFault.Silent _ -> SILENT;
            case DeviceFault.Garbled _ -> GARBLED;
            case DeviceFault.WrongDevice _ -> WRONG_DEVICE;
            case DeviceFault.Stuck _ -> STUCK;
            case DeviceFault.CameraFailed _ -> CAMERA_FAILED;
        };
    }

    /// What a client makes of a server's error.
    ///
    /// @param device  what people call the device
    /// @param request what was asked, such as `PUT move`
    /// @param number  of the reply; from 0x500 on its meaning is the server's own, and only the message tells
    /// @param message of the reply, which may be empty
    public static DeviceFault fault(String device, String request, int number, String message) {
        String said =
                message.isBlank()
                        ? "its server gives no reason (error 0x%X).".formatted(number)
                        : "its server says \"%s\" (error 0x%X).".formatted(message.strip(), number);
        Optional<AlpacaError> known = number < FIRST_OF_DRIVERS ? of(number) : Optional.empty();
        if (known.isEmpty()) {
            return new DeviceFault.Refused(device, request, said);
        }
        return switch (known.get()) {
            case NOT_IMPLEMENTED, ACTION_NOT_IMPLEMENTED ->
                    new DeviceFault.Unsupported(device, "%s: %s".formatted(request, said));
            case NOT_CONNECTED -> new DeviceFault.NotConnected(device, said);
            case INVALID_VALUE,
                    VALUE_NOT_SET,
                    INVALID_WHILE_PARKED,
                    INVALID_WHILE_SLAVED,
                    INVALID_OPERATION,
                    OPERATION_CANCELLED,
                    UNSPECIFIED,
                    SILENT,
                    GARBLED,
                    WRONG_DEVICE,
                    STUCK,
                    CAMERA_FAILED ->
                    new DeviceFault.Refused(device, request, said);
        };
    }
}
