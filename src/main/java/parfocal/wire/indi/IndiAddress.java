package parfocal.wire.indi;

import java.net.URI;

/// One device of an INDI server, written `indi://HOST[:7624]/Device%20Name`.
///
/// @param device as the server calls it, blanks and all
public record IndiAddress(String host, int port, String device) {
    /// As registered for INDI.
    public static final int PORT = 7624;

    /// @throws IllegalArgumentException with a sentence for people, when it reads as no such device
    public static IndiAddress parse(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String device = path.startsWith("/") ? path.substring(1) : path;
        if (!"indi".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null
                || device.isBlank()) {
            throw new IllegalArgumentException(
                    "An INDI device is written indi://HOST[:%d]/Device%%20Name; %s is not."
                            .formatted(PORT, uri));
        }
        return new IndiAddress(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), device);
    }
}
