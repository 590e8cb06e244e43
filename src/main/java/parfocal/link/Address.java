package parfocal.link;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a device is reached, as people type it into a command or the configuration.
///
/// ```
/// /dev/ttyUSB0   COM3   /dev/serial/by-id/usb-…     a serial port
/// tcp://192.168.1.20:4001                           a serial server, an emulator
/// http://… indi://… ptpip://… gphoto2:usb:          whatever else single drivers understand
/// ```
public sealed interface Address {

    /// A serial port by its system name, or a link to one.
    record Serial(String port) implements Address {
        @Override
        public String toString() {
            return port;
        }
    }

    /// Bare bytes over TCP.
    record Tcp(String host, int port) implements Address {
        @Override
        public String toString() {
            return "tcp://%s:%d".formatted(host, port);
        }
    }

    /// Anything with another scheme; only the driver knows what it means.
    record Url(URI uri) implements Address {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /// @throws IllegalArgumentException with a sentence for people, when it reads as none of these
    static Address parse(String text) {
        String typed = text.strip();
        if (typed.isEmpty()) {
            throw new IllegalArgumentException(
                    "An address is a serial port such as /dev/ttyUSB0 or COM3, or a URL such as tcp://host:4001; nothing was given.");
        }
        if (typed.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "'%1$s' could be many things. For bare bytes over TCP write tcp://%1$s; see docs/hub.md for others."
                            .formatted(typed));
        }
        // A colon after one letter would be a Windows path, which no device has; ports such as COM3
        // have none.
        if (!typed.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return new Serial(typed);
        }
        URI uri;
        try {
            uri = new URI(typed);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'%s' is no address: %s. A blank is written %%20."
                            .formatted(typed, malformed.getReason()),
                    malformed);
        }
        if (!uri.getScheme().equalsIgnoreCase("tcp")) {
            return new Url(uri);
        }
        if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    "'%s' is no address: write tcp://HOST:PORT.".formatted(typed));
        }
        return new Tcp(uri.getHost(), uri.getPort());
    }
}
