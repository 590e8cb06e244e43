package parfocal.history;

/// The history cannot be asked or changed just now. The message is a sentence for people; facts that were to be kept wait meanwhile.
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryException(String sentence) {
        super(sentence);
    }

    HistoryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
