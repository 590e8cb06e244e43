package parfocal.link;

import java.time.Duration;

/// What a bad night does to a line, as values, so that a test reads as its story. A trouble applies to the device's next
/// reply; a plug that is out stays out.
public sealed interface LineTrouble {

    /// The reply never comes.
    record Silence() implements LineTrouble {}

    /// Only the first bytes of the reply come.
    record CutAfter(int bytes) implements LineTrouble {}

    /// Noise comes before the reply.
    record NoiseBefore(String noise) implements LineTrouble {}

    /// Noise comes within the reply, after its first bytes; none when the reply is no longer than that.
    record NoiseAfter(int bytes, String noise) implements LineTrouble {}

    /// The reply comes late.
    record Late(Duration delay) implements LineTrouble {}

    /// The first bytes of the reply come, then the plug is out, until it is plugged in again. The device has heard the request.
    record UnpluggedAfter(int bytes) implements LineTrouble {}

    /// The plug is out: nothing is heard and nothing comes, until it is plugged in again.
    record Unplugged() implements LineTrouble {}
}
