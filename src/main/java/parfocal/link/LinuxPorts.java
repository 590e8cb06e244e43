package parfocal.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Serial ports as Linux's `/sys`, `/proc`, `/dev` and udev's notes tell them. Only looked up: jSerialComm opens the built-in
/// ports when it lists, and an open port has DTR raised, which resets home-made focusers.
final class LinuxPorts implements SerialPorts.Source {
    private static final List<String> LINK_FOLDERS =
            List.of("dev/serial/by-id", "dev/serial/by-path", "dev/parfocal");

    private final SystemFiles files;
    private final LinuxRights rights;

    LinuxPorts(Path root, String user, Predicate<Path> mayOpen) {
        files = new SystemFiles(root);
        rights = new LinuxRights(files, user, mayOpen);
    }

    @Override
    public List<PortInfo> all() {
        Processes processes = Processes.now(files);
        return files.entries(files.at("sys/class/tty")).stream()
                .filter(this::isPlugged)
                .map(tty -> describe(tty, processes))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Consoles have no device behind them, and reserved built-in ports have one of type 0, unknown.
    private boolean isPlugged(Path tty) {
        return Files.exists(tty.resolve("device"))
                && files.text(tty.resolve("type")).filter("0"::equals).isEmpty();
    }

    private Optional<PortInfo> describe(Path tty, Processes processes) {
        String name = "/dev/" + SystemFiles.nameOf(tty);
        Optional<Path> device = files.realName(tty.resolve("device")).map(files::at);
        if (device.isEmpty() || !Files.exists(files.at(name))) {
            // Pulled out at this moment.
            return Optional.empty();
        }
        Optional<Path> usb = usbDevice(device.get());
        // A prepared folder may stand a link in for a device; the kernel knows what it leads to.
        String kernelName = files.realName(files.at(name)).orElse(name);
        List<Holder> holders = holders(kernelName, processes);
        Optional<PortRights> access = rights.of(files.at(name));
        return Optional.of(
                new PortInfo(
                        name,
                        linksTo(kernelName),
                        usb.map(this::identity),
                        Optional.of(place(device.get(), usb)),
                        access,
                        holders,
                        modemProbe(tty, usb, processes),
                        trouble(name, access, usb.isPresent(), holders, processes)));
    }

    private Optional<PortTrouble> trouble(
            String port,
            Optional<PortRights> access,
            boolean onUsb,
            List<Holder> holders,
            Processes processes) {
        Optional<PortTrouble> forbidden =
                access.flatMap(those -> rights.trouble(port, those, onUsb));
        return forbidden.isPresent() ? forbidden : held(port, holders, processes);
    }

    private static Optional<PortTrouble> held(
            String port, List<Holder> holders, Processes processes) {
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        Optional<Holder> modemManager = holders.stream().filter(Holder::isModemManager).findFirst();
        if (modemManager.isPresent()) {
            return Optional.of(new PortTrouble.HeldByModemProbe(port, modemManager.get()));
        }
        List<Holder> others =
                holders.stream().filter(holder -> !processes.isThisOne(holder)).toList();
        return Optional.of(
                others.isEmpty()
                        ? new PortTrouble.HeldHere(port)
                        : new PortTrouble.Held(port, others));
    }

    @Override
    public PortTrouble whyClosed(String port) {
        // jSerialComm takes `ttyUSB0` for `/dev/ttyUSB0`.
        Path file = files.at(port.startsWith("/") ? port : "/dev/" + port);
        if (!Files.exists(file)) {
            return new PortTrouble.Missing(port);
        }
        String kernelName = files.realName(file).orElse(port);
        if (!kernelName.startsWith("/dev/") || Files.isDirectory(file)) {
            return new PortTrouble.NotAPort(port);
        }
        Processes processes = Processes.now(files);
        Path tty = files.at("sys/class/tty").resolve(SystemFiles.nameOf(Path.of(kernelName)));
        boolean onUsb =
                files.realName(tty.resolve("device"))
                        .flatMap(device -> usbDevice(files.at(device)))
                        .isPresent();
        return trouble(port, rights.of(file), onUsb, holders(kernelName, processes), processes)
                .orElseGet(() -> new PortTrouble.HeldUnseen(port, processes.modemManagerRuns()));
    }

    /// Who has it open, and who says so in a lock file, which everybody may read (Filesystem Hierarchy Standard, /var/lock).
    private List<Holder> holders(String kernelName, Processes processes) {
        var holders = new ArrayList<Holder>(processes.holding(kernelName));
        String lock = "run/lock/LCK.." + SystemFiles.nameOf(Path.of(kernelName));
        files.text(files.at(lock))
                .flatMap(processes::numbered)
                .filter(holder -> !holders.contains(holder))
                .ifPresent(holders::add);
        return List.copyOf(holders);
    }

    /// The nearest folder above that has USB ids.
    private static Optional<Path> usbDevice(Path device) {
        for (Path folder = device; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("idVendor"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private UsbIdentity identity(Path usb) {
        return new UsbIdentity(
                "%s:%s"
                        .formatted(
                                files.text(usb.resolve("idVendor")).orElse("????"),
                                files.text(usb.resolve("idProduct")).orElse("????")),
                files.text(usb.resolve("manufacturer")),
                files.text(usb.resolve("product")),
                files.text(usb.resolve("serial")));
    }

    /// On USB the function (interface) that the port is, elsewhere the device on its bus.
    private static String place(Path device, Optional<Path> usb) {
        return usb.filter(above -> !above.equals(device))
                .map(above -> above.relativize(device).getName(0).toString())
                .orElse(SystemFiles.nameOf(device));
    }

    private List<String> linksTo(String kernelName) {
        var links = new ArrayList<String>();
        for (String folder : LINK_FOLDERS) {
            for (Path link : files.entries(files.at(folder))) {
                if (files.realName(link).filter(kernelName::equals).isPresent()) {
                    links.add("/%s/%s".formatted(folder, SystemFiles.nameOf(link)));
                }
            }
        }
        return links;
    }

    private ModemProbe modemProbe(Path tty, Optional<Path> usb, Processes processes) {
        if (!processes.modemManagerRuns()) {
            return ModemProbe.ABSENT;
        }
        return isKeptAway(tty) || usb.filter(this::isKeptAway).isPresent()
                ? ModemProbe.KEPT_AWAY
                : ModemProbe.MAY_PROBE;
    }

    /// udev writes down what its rules gave a device, by the device's numbers.
    private boolean isKeptAway(Path device) {
        return files.text(device.resolve("dev"))
                .map(numbers -> files.lines("run/udev/data/c" + numbers))
                .filter(notes ->
                        notes.contains("E:ID_MM_DEVICE_IGNORE=1")
                                || notes.contains("E:ID_MM_PORT_IGNORE=1"))
                .isPresent();
    }
}
