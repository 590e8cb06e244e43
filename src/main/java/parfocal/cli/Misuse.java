package parfocal.cli;

import java.util.List;

/// The command line or the configuration asks for something that does not exist or cannot be; the message says what could be asked. Ends in
/// exit status 2.
final class Misuse extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.of makes lists that can be written.
    private final List<String> sentences;

    Misuse(String message) {
        super(message);
        this.sentences = List.of(message);
    }

    Misuse(String message, Throwable cause) {
        super(message, cause);
        this.sentences = List.of(message);
    }

    /// Several mistakes, each on a line of its own.
    Misuse(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
        this.sentences = List.copyOf(sentences);
    }

    /// One for each mistake.
    List<String> sentences() {
        return sentences;
    }
}
