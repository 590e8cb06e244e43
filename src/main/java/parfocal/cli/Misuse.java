package parfocal.cli;

/// The command line asks for something that does not exist or cannot be; the message says what could be asked. Ends in exit
/// status 2.
final class Misuse extends Exception {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message);
    }

    Misuse(String message, Throwable cause) {
        super(message, cause);
    }
}
