package parfocal.link;

import java.time.Duration;
import parfocal.device.DeviceException;

/// A line of bytes to one device. Serial port, TCP socket and emulator are all just a `Line`.
///
/// One conversation at a time: `exchange` holds the line's lock, the only lock held while talking to a device.
public interface Line extends AutoCloseable {

    /// Sends the request, then reads until the reply has its shape.
    ///
    /// Nothing is thrown away in silence: bytes that arrived before the request stand at the head of the reply. A driver
    /// whose device speaks unasked listens first: an empty request with [ReplyShape.Anything] and no deadline returns what
    /// is waiting.
    ///
    /// @param request  may be empty
    /// @param deadline how long to wait for the reply; for [ReplyShape.Anything] how long to listen
    /// @return the bytes of the reply, terminator included; empty for [ReplyShape.None]
    /// @throws DeviceException [parfocal.device.DeviceFault.Silent] when nothing came, `Garbled` when only part of a reply
    ///     came (that part is consumed), `NotConnected` when the line is gone
    byte[] exchange(byte[] request, ReplyShape reply, Duration deadline) throws DeviceException;

    @Override
    void close();
}
