package parfocal.cli;

/// A command could not do what was asked; the message is the whole story, for people. Ends in exit status 1.
sealed class Refusal extends Exception permits HubGone {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
