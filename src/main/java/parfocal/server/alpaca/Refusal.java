package parfocal.server.alpaca;

import parfocal.wire.alpaca.AlpacaError;

/// A sound request that is answered with an error of Alpaca's own, not of a device.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final AlpacaError error;

    /// @param message for people: what is wrong, and what to do
    Refusal(AlpacaError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static Refusal notImplemented(String message) {
        return new Refusal(AlpacaError.NOT_IMPLEMENTED, message);
    }

    static Refusal invalid(String message) {
        return new Refusal(AlpacaError.INVALID_VALUE, message);
    }

    AlpacaError error() {
        return error;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
