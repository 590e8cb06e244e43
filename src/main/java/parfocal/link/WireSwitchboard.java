package parfocal.link;

/// A device that is reached over several connections to one port at the same time, such as a camera with one for commands and one
/// for events. It is a [WireDevice] besides, for whoever has a single line.
public interface WireSwitchboard extends WireDevice {

    /// Somebody has connected.
    ///
    /// @return the device's end of that connection
    WireDevice answer();

    /// That connection is gone, whoever ended it.
    void hungUp(WireDevice end);
}
