package parfocal.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The serial ports of this computer. Looking never opens one: opening alone raises DTR, which resets many controllers.
public final class SerialPorts {
    private static final Path ROOT = Path.of("/");

    /// Where the ports are looked up.
    interface Source {
        List<PortInfo> all();

        PortTrouble whyClosed(String port);
    }

    private final Source source;

    private SerialPorts(Source source) {
        this.source = source;
    }

    /// Those of this system.
    public static SerialPorts here() {
        return of(System.getProperty("os.name", ""), ROOT, VendorPorts.ofThisSystem());
    }

    /// Those of a Linux whose `/sys`, `/proc`, `/dev`, `/run` and `/etc` were prepared in a folder.
    ///
    /// @param user    who asks
    /// @param mayOpen what the system would answer to that user
    public static SerialPorts under(Path root, String user, Predicate<Path> mayOpen) {
        return new SerialPorts(new LinuxPorts(root, user, mayOpen));
    }

    static SerialPorts of(String system, Path root, VendorPorts vendor) {
        return system.toLowerCase(Locale.ROOT).startsWith("linux")
                ? under(
                        root,
                        System.getProperty("user.name", "this user"),
                        device -> Files.isReadable(device) && Files.isWritable(device))
                : new SerialPorts(vendor);
    }

    /// Every port that something is plugged into, by name.
    public List<PortInfo> all() {
        return source.all();
    }

    /// What most likely kept a port from opening, looked for where it can be seen: the system gives one code for most causes.
    public PortTrouble whyClosed(String port) {
        return source.whyClosed(port);
    }
}
