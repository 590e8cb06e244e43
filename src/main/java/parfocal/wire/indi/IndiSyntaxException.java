package parfocal.wire.indi;

/// What came over the wire can be read no further: no XML, or more than anybody with good intentions sends. The connection it
/// came over is of no more use. The message is the second half of a sentence about the other end.
public final class IndiSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    IndiSyntaxException(String message) {
        super(message);
    }
}
