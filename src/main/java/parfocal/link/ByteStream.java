package parfocal.link;

import java.io.IOException;
import java.time.Duration;

/// Bytes in and out of one place, as a [StreamLine] or an [EmulatorPort] needs them. Not for several threads at once, except
/// that `close` may come from anywhere and frees a waiting `read`.
interface ByteStream extends AutoCloseable {

    /// Told before a request is written, so that a scripted trouble knows which bytes are the reply. Real ports do not care.
    default void awaiting(ReplyShape reply) {}

    /// @throws IOException when the other end is gone; the message says how, for people
    void write(byte[] bytes) throws IOException;

    /// What has arrived. Waits for the first byte at most so long, and may come back earlier with nothing. An interrupt does not
    /// end the wait; it stays set.
    ///
    /// @throws IOException when the other end is gone and everything it said has been read
    byte[] read(Duration wait) throws IOException;

    @Override
    void close();
}
