package parfocal.wire.alpaca;

import parfocal.image.Frame;

/// What a camera answers when it is asked for its picture.
public sealed interface ImageReply {

    /// @param clientTransaction the asker's number given back, or 0
    record Picture(Frame frame, long clientTransaction) implements ImageReply {}

    /// @param errorNumber  as in [AlpacaError], or the server's own; 0 where the server set only the message
    /// @param errorMessage for people, may be empty
    record Failure(int errorNumber, String errorMessage, long clientTransaction)
            implements ImageReply {}
}
