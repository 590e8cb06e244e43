package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one device of an Alpaca server is reached.
///
/// ```
/// http://192.168.1.20:11111/api/v1/focuser/0     as the server calls it
/// alpaca://192.168.1.20:11111/0                  the same, shorter
/// http://observatory.local:11111                 the first device of its kind there
/// http://user:password@host:11111/api/v1/…       where the server wants to know who asks
/// ```
///
/// @param server scheme, host and port, without user and path
/// @param number counted from 0 for each type
/// @param login  user and password as `user:password`, for HTTP Basic
public record AlpacaAddress(URI server, AlpacaType type, long number, Optional<String> login) {
    private static final int USUAL_PORT = 11_111;
    private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;
    private static final Pattern FULL =
            Pattern.compile("/api/v1/([a-z]+)/(\\d{1,10})/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT = Pattern.compile("/(\\d{1,10})/?");

    /// A device on a server without a login.
    public static AlpacaAddress of(String host, int port, AlpacaType type, long number) {
        return new AlpacaAddress(server("http", host, port), type, number, Optional.empty());
    }

    /// @param type the kind of device wanted there
    /// @throws IllegalArgumentException with a sentence for people, when it reads as no such device
    public static AlpacaAddress parse(URI uri, AlpacaType type) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean known = scheme.equals("http") || scheme.equals("https") || scheme.equals("alpaca");
        if (!known || uri.getHost() == null || uri.getPort() > 65_535) {
            throw refused(uri, type);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : USUAL_PORT;
        return new AlpacaAddress(
                server(scheme.equals("https") ? "https" : "http", uri.getHost(), port),
                type,
                number(uri, type),
                Optional.ofNullable(uri.getUserInfo()));
    }

    private static long number(URI uri, AlpacaType type) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        Matcher full = FULL.matcher(path);
        Matcher shorter = SHORT.matcher(path);
        long number;
        if (full.matches() && full.group(1).equalsIgnoreCase(type.path())) {
            number = Long.parseLong(full.group(2));
        } else if (shorter.matches()) {
            number = Long.parseLong(shorter.group(1));
        } else {
            throw refused(uri, type);
        }
        if (number > LARGEST_NUMBER) {
            throw refused(uri, type);
        }
        return number;
    }

    private static IllegalArgumentException refused(URI uri, AlpacaType type) {
        String shown =
                uri.getRawUserInfo() == null
                        ? uri.toString()
                        : uri.toString().replace(uri.getRawUserInfo() + "@", "");
        return new IllegalArgumentException(
                "'%s' is no Alpaca %s: write http://HOST:PORT/api/v1/%s/0 or alpaca://HOST:PORT/0."
                        .formatted(shown, type.spelling(), type.path()));
    }

    private static URI server(String scheme, String host, int port) {
        try {
            return new URI(scheme, null, host, port, null, null, null);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'%s' is no host name or number.".formatted(host), malformed);
        }
    }

    /// The value of an `Authorization` header, where there is a login.
    Optional<String> authorization() {
        return login.map(
                pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    /// Path of one member, such as `/api/v1/focuser/0/position`.
    String path(String member) {
        return "/api/v1/%s/%d/%s".formatted(type.path(), number, member);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "%s/api/v1/%s/%d".formatted(server, type.path(), number);
    }
}
