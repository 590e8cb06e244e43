package parfocal.history;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Where the history is kept.
public sealed interface Database {

    /// One file beside which two others, `-wal` and `-shm`, stand while it is open.
    record SqliteFile(Path file) implements Database {}

    /// A server, shared by several hubs.
    ///
    /// @param hub names this one among them
    record Postgresql(String host, int port, String name, Optional<Login> login, String hub)
            implements Database {}

    /// Without a password the user's `.pgpass` is asked.
    record Login(String user, Optional<String> password) {
        @Override
        public String toString() {
            return user;
        }
    }

    int POSTGRESQL_PORT = 5432;

    static Database inFile(Path file) {
        return new SqliteFile(file);
    }

    /// @param address `postgresql://[USER[:PASSWORD]@]HOST[:PORT]/NAME`
    /// @throws IllegalArgumentException with a sentence for people
    static Database parse(String address, String hub) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw wrong(address);
        }
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        if (!known || host.isEmpty() || !path.matches("/[^/]+")) {
            throw wrong(address);
        }
        Optional<Login> login =
                Optional.ofNullable(uri.getRawUserInfo())
                        .map(text -> text.split(":", 2))
                        .map(parts ->
                                new Login(
                                        decoded(parts[0]),
                                        parts.length > 1
                                                ? Optional.of(decoded(parts[1]))
                                                : Optional.empty()));
        return new Postgresql(
                host,
                uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort(),
                path.substring(1),
                login,
                hub);
    }

    /// For people; never a password.
    default String shown() {
        return switch (this) {
            case SqliteFile(Path file) -> file.toString();
            case Postgresql(String host, int port, String name, _, _) ->
                    "postgresql://%s:%d/%s".formatted(host, port, name);
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    // The address may hold a password, hence is not repeated.
    private static IllegalArgumentException wrong(String address) {
        return new IllegalArgumentException(
                "the database is written postgresql://USER:PASSWORD@HOST:5432/NAME; what stands there %s."
                        .formatted(
                                address.startsWith("postgres")
                                        ? "lacks the host or the name"
                                        : "is of another kind"));
    }
}
