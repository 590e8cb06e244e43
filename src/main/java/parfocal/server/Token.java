package parfocal.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The hub's token: whoever shows it may change settings and wiring. Made once and kept in the data directory, readable by its owner
/// only.
public final class Token {
    private static final int RANDOM_BYTES = 24;
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final String BEARER = "Bearer ";

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /// One that nobody knows yet and that is kept nowhere.
    public static Token fresh() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /// The one kept in a data directory; made if there is none, or none that can be one.
    ///
    /// @throws IOException when it can neither be read nor made
    public static Token in(Path directory) throws IOException {
        Path file = directory.resolve("token");
        if (Files.exists(file)) {
            String kept = Files.readString(file, US_ASCII).strip();
            if (SOUND.matcher(kept).matches()) {
                close(file);
                return new Token(kept);
            }
        }
        Token token = fresh();
        Files.createDirectories(directory);
        // Closed to others before anything is written.
        Path fresh = Files.createTempFile(directory, "token", ".new", attributes(directory));
        Files.writeString(fresh, token.text + "\n", US_ASCII);
        close(fresh);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return token;
    }

    /// As it is shown and typed.
    public String text() {
        return text;
    }

    /// Takes as long for a nearly right one as for any other.
    public boolean is(String shown) {
        return MessageDigest.isEqual(text.getBytes(US_ASCII), shown.strip().getBytes(US_ASCII));
    }

    /// Whether a request carries it, as `Authorization: Bearer TOKEN` or as `X-Parfocal-Token: TOKEN`.
    public boolean isShownBy(Context request) {
        return Optional.ofNullable(request.header("X-Parfocal-Token"))
                .or(() ->
                        Optional.ofNullable(request.header("Authorization"))
                                .filter(value -> value.startsWith(BEARER))
                                .map(value -> value.substring(BEARER.length())))
                .filter(this::is)
                .isPresent();
    }

    private static FileAttribute<?>[] attributes(Path directory) {
        return isPosix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void close(Path file) throws IOException {
        if (isPosix(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            var _ = Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
