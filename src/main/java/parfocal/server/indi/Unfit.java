package parfocal.server.indi;

/// An order that does not fit its property. The message is what clients are told, in libindi's words where it has some.
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
        super(message);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
