package parfocal.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where a server listens: `11111`, `127.0.0.1:11111`, `[::1]:11111`, `0.0.0.0:7624`.
///
/// @param host empty: loopback, or all interfaces once the user has opened the hub to the network
/// @param port 0 takes a free one
record HostPort(String host, int port) {

    /// @throws Misuse with what could be written instead
    static HostPort parse(String option, String text) throws Misuse {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= 65_535) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException _) {
            // Said below, with the numbers that are out of range.
        }
        throw new Misuse(
                "%s is a port from 0 to 65535, or HOST:PORT; '%s' was given."
                        .formatted(option, text));
    }

    /// @throws Misuse when there is no such host
    InetSocketAddress address(boolean lan) throws Misuse {
        if (host.isEmpty()) {
            return lan
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new Misuse(
                    "There is no host '%s'. A server listens at an address of this computer; 0.0.0.0 is all of them."
                            .formatted(host));
        }
        return address;
    }
}
