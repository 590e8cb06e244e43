package parfocal.server.alpaca;

/// A request that is none: it is answered with HTTP 400 and a line of text, and nothing has happened.
final class BadAsk extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message for whoever writes the client
    BadAsk(String message) {
        super(message, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
