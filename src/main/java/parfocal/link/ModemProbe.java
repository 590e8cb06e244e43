package parfocal.link;

/// What ModemManager, which opens new serial ports and writes to them to find modems, may do to one port.
public enum ModemProbe {
    /// It does not run, or the system has none.
    ABSENT,
    /// It runs and a udev rule keeps it away from this port.
    KEPT_AWAY,
    /// It runs and was not told to leave the port alone. Whether it does depends on its filter policy, which since 2019 mostly
    /// leaves plain USB-serial adapters alone, and on what the device claims to be.
    MAY_PROBE
}
