package parfocal.link;

/// The device's end of a line: an emulator hears the bytes the host wrote and says its own, in its own time.
///
/// A `WireDevice` knows nothing of ports. In memory, on a TCP port or on a pseudo-terminal it is the same object.
public interface WireDevice {

    /// Bytes from the host, in whatever portions they come.
    void hear(byte[] bytes);

    /// What the device has said by now and nobody has taken yet; empty when it has said nothing.
    byte[] say();

    /// Whether what it says is text; a wire log writes everything else in hexadecimal.
    default boolean speaksText() {
        return true;
    }
}
