package parfocal.wire.alpaca;

import java.nio.ByteBuffer;

/// Takes the body of a reply as it comes in and makes something of it.
interface ReplySink<T> {

    /// @param bytes the next ones; all are taken
    /// @throws AlpacaFormatException when it is clear already that nothing will come of it
    void take(ByteBuffer bytes) throws AlpacaFormatException;

    /// What came of it, once all bytes have been taken.
    ///
    /// @throws AlpacaFormatException when something is missing or wrong
    T end() throws AlpacaFormatException;
}
