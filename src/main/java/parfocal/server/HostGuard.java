package parfocal.server;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets through who calls this computer by a name or address of its own, from no page or from a page of its own. A web page elsewhere
/// that has its name point at this computer is thus refused (DNS rebinding), and so is one that sends a form here.
final class HostGuard {
    private static final int MOST_REMEMBERED = 1_000;

    private final Set<String> names;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    HostGuard(Set<String> names) {
        this.names =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// @param host         as sent; absent only in HTTP/1.0, which no browser speaks any more
    /// @param origin       as sent; absent when no page is behind it
    /// @param localAddress at which the connection came in
    /// @return why not, in words
    Optional<String> refusal(@Nullable String host, @Nullable String origin, String localAddress) {
        if (host != null && !isOwn(host, localAddress)) {
            return Optional.of(
                    "This computer is not called '%s' here. Use its address, or add the name to the configuration."
                            .formatted(shown(host)));
        }
        if (origin != null && !isSame(origin, host)) {
            return Optional.of(
                    "Requests from a page of '%s' are not answered.".formatted(shown(origin)));
        }
        return Optional.empty();
    }

    private static boolean isSame(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && host != null
                && origin.substring(scheme + "://".length()).equalsIgnoreCase(host);
    }

    private boolean isOwn(String host, String localAddress) {
        if (known.contains(host)) {
            return true;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        boolean own =
                name.equals("localhost")
                        || names.contains(name)
                        || isOwnAddress(name, localAddress)
                        || isHostName(name);
        if (own && known.size() < MOST_REMEMBERED) {
            known.add(host);
        }
        return own;
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static boolean isOwnAddress(String name, String localAddress) {
        try {
            InetAddress address = InetAddress.ofLiteral(name);
            return address.isLoopbackAddress()
                    || address.equals(InetAddress.ofLiteral(localAddress))
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        } catch (SocketException unknowable) {
            throw new UncheckedIOException(unknowable);
        }
    }

    private static boolean isHostName(String name) {
        try {
            String own = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            String first = own.contains(".") ? own.substring(0, own.indexOf('.')) : own;
            return name.equals(own) || name.equals(first) || name.equals(first + ".local");
        } catch (UnknownHostException nameless) {
            return false;
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.substring(0, Math.min(100, printable.length()));
    }
}
