package parfocal.cli;

/// No hub answers where it should be. Whoever was in the middle of something with it says what became of that.
final class HubGone extends Refusal {
    private static final long serialVersionUID = 1L;

    HubGone(String message, Throwable cause) {
        super(message, cause);
    }
}
