package parfocal.link;

/// A process that has something open.
///
/// @param pid  the system's number for it
/// @param name of the program, short
public record Holder(long pid, String name) {
    private static final String MODEM_MANAGER = "ModemManager";
    private static final String PARFOCAL = "parfocal";

    /// Whether it is the service that takes every new serial port for a modem.
    public boolean isModemManager() {
        return name.equals(MODEM_MANAGER);
    }

    /// Whether it is this program, in this process or another.
    public boolean isParfocal() {
        return name.equals(PARFOCAL);
    }

    @Override
    public String toString() {
        return "%s (process %d)".formatted(name, pid);
    }
}
