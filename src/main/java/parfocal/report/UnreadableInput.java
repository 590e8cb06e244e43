package parfocal.report;

/// An input of the user that cannot be understood; the message names the file, the line where there is one, and what to do.
public final class UnreadableInput extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableInput(String file, String what) {
        super("%s: %s".formatted(file, what));
    }

    UnreadableInput(String file, String what, Throwable cause) {
        super("%s: %s".formatted(file, what), cause);
    }

    UnreadableInput(String file, int line, String what) {
        super("%s, line %d: %s".formatted(file, line, what));
    }
}
