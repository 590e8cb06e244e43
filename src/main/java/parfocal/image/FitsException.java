package parfocal.image;

/// A file that is no readable FITS frame; the message is one sentence for the user, with the file's name.
public final class FitsException extends Exception {
    private static final long serialVersionUID = 1L;

    FitsException(String message) {
        super(message);
    }

    FitsException(String message, Throwable cause) {
        super(message, cause);
    }
}
