package parfocal.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder that looks like a Linux to [SerialPorts#under] and [LocalServers#under]: `/sys`, `/dev`, `/proc`, `/run`, `/etc` as far as
/// they are read, laid out as kernel 6.1 and udev 252 do. The user `ann` (process 4242) asks.
public final class PreparedLinux {
    private static final String HUB = "sys/devices/pci0000:00/0000:00:14.0/usb1/1-1";

    private final Path root;
    private int minor;

    public PreparedLinux(Path root) throws IOException {
        this.root = root;
        for (String folder : new String[] {"sys/class/tty", "dev", "proc/net", "run", "etc"}) {
            Files.createDirectories(root.resolve(folder));
        }
        console("tty1");
        process(4242, "java");
        link("proc/self", "4242");
        file(
                "proc/4242/status",
                "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nGroups:\t4 24 27 \n");
    }

    public Path root() {
        return root;
    }

    public SerialPorts ports() {
        return SerialPorts.under(root, "ann", _ -> true);
    }

    /// As a user meets them whom the system answers no.
    public SerialPorts forbiddenPorts() {
        return SerialPorts.under(root, "ann", _ -> false);
    }

    public PreparedLinux file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public PreparedLinux link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
        return this;
    }

    /// A terminal that no device is behind, of which every Linux has dozens.
    public PreparedLinux console(String name) throws IOException {
        file("sys/devices/virtual/tty/" + name + "/dev", "4:1\n");
        link("sys/class/tty/" + name, "../../devices/virtual/tty/" + name);
        return file("dev/" + name, "");
    }

    /// A port of the computer itself. The kernel reserves four, and type 0 says that the chip is not there.
    public PreparedLinux builtIn(String name, int type) throws IOException {
        String device = "sys/devices/pnp0/00:05/00:05:0/00:05:0.0";
        file("%s/tty/%s/type".formatted(device, name), type + "\n");
        link("%s/tty/%s/device".formatted(device, name), "../../../00:05:0.0");
        link("sys/class/tty/" + name, "../../devices/pnp0/00:05/00:05:0/00:05:0.0/tty/" + name);
        return file("dev/" + name, "");
    }

    /// The FTDI adapter of many focusers, as its driver shows it.
    ///
    /// @param socket such as `1-1.2`
    public PreparedLinux ftdi(String name, String socket, String serial) throws IOException {
        usb(socket, "0403", "6001", "FTDI", "FT232R USB UART", serial);
        behindAnAdapter(name, socket, 0);
        return link(
                        "dev/serial/by-id/usb-FTDI_FT232R_USB_UART_%s-if00-port0".formatted(serial),
                        "../../" + name)
                .byPath(name, socket, "-port0");
    }

    /// The CH340 of home-made focusers: no serial number, and one `by-id` link for all of them.
    public PreparedLinux ch340(String name, String socket) throws IOException {
        usb(socket, "1a86", "7523", "", "USB Serial", "");
        behindAnAdapter(name, socket, 0);
        Path shared = root.resolve("dev/serial/by-id/usb-1a86_USB_Serial-if00-port0");
        Files.deleteIfExists(shared);
        return link("dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "../../" + name)
                .byPath(name, socket, "-port0");
    }

    /// A USB_Focus v3: CDC-ACM, no serial number.
    public PreparedLinux usbFocus(String name, String socket) throws IOException {
        usb(socket, "0461", "0033", "CCS", "SERIAL DEMO", "");
        String function = "%s/%s/%s:1.0".formatted(HUB, socket, socket);
        file("%s/tty/%s/dev".formatted(function, name), "166:%d\n".formatted(minor++));
        link("%s/tty/%s/device".formatted(function, name), "../../../%s:1.0".formatted(socket));
        link("sys/class/tty/" + name, "../../../%s/tty/%s".formatted(function, name));
        return file("dev/" + name, "").byPath(name, socket, "");
    }

    /// One of several ports of the same adapter.
    public PreparedLinux behindAnAdapter(String name, String socket, int function)
            throws IOException {
        String device = "%s/%s/%s:1.%d/%s".formatted(HUB, socket, socket, function, name);
        file("%s/tty/%s/dev".formatted(device, name), "188:%d\n".formatted(minor++));
        link("%s/tty/%s/device".formatted(device, name), "../../../" + name);
        link("sys/class/tty/" + name, "../../../%s/tty/%s".formatted(device, name));
        return file("dev/" + name, "");
    }

    public PreparedLinux usb(
            String socket, String vendor, String product, String maker, String words, String serial)
            throws IOException {
        String device = HUB + "/" + socket;
        file(device + "/idVendor", vendor + "\n");
        file(device + "/idProduct", product + "\n");
        file(device + "/dev", "189:7\n");
        if (!maker.isEmpty()) {
            file(device + "/manufacturer", maker + "\n");
        }
        file(device + "/product", words + "\n");
        return serial.isEmpty() ? this : file(device + "/serial", serial + "\n");
    }

    private PreparedLinux byPath(String name, String socket, String suffix) throws IOException {
        return link(
                "dev/serial/by-path/pci-0000:00:14.0-usb-0:%s:1.0%s"
                        .formatted(socket.substring(2), suffix),
                "../../" + name);
    }

    public PreparedLinux process(long pid, String name) throws IOException {
        file("proc/%d/comm".formatted(pid), name + "\n");
        return file("proc/%d/cmdline".formatted(pid), name + "\0");
    }

    /// Lets a process have something open: a device such as `/dev/ttyACM0`, or `socket:[…]`.
    public PreparedLinux opened(long pid, int descriptor, String what) throws IOException {
        return link("proc/%d/fd/%d".formatted(pid, descriptor), what);
    }

    /// Gives a device file a mode and its group the name `dialout`, with members.
    public PreparedLinux dialout(String device, String mode, String members) throws IOException {
        Path file = root.resolve(device);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Object gid = Files.getAttribute(file, "unix:gid");
        return file("etc/group", "adm:x:999999:ann\ndialout:x:%s:%s\n".formatted(gid, members));
    }

    /// Lets the session that asks be in the group of this number.
    public PreparedLinux session(Object gid) throws IOException {
        return file(
                "proc/4242/status",
                "Name:\tjava\nGid:\t1000\t1000\t1000\t1000\nGroups:\t4 24 %s \n".formatted(gid));
    }
}
