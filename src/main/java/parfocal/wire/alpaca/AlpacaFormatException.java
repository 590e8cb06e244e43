package parfocal.wire.alpaca;

/// What came does not read as Alpaca. The message is half a sentence that says what is wrong with it.
public final class AlpacaFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String wrong;

    public AlpacaFormatException(String wrong) {
        super(wrong);
        this.wrong = wrong;
    }

    public AlpacaFormatException(String wrong, Throwable cause) {
        super(wrong, cause);
        this.wrong = wrong;
    }

    @Override
    public String getMessage() {
        return wrong;
    }
}
