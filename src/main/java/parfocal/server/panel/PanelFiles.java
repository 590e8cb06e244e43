package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// The files of the page, out of the program itself; nothing is fetched from anywhere else, and the browser is told to see to that.
final class PanelFiles {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.[a-z]+");
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json");
    private static final int NOT_MODIFIED = 304;

    /// One file as it is sent, with and without packing.
    private static final class Kept {
        private final byte[] plain;
        private final byte[] packed;
        private final String tag;

        Kept(byte[] plain) throws IOException {
            this.plain = plain;
            this.packed = packed(plain);
            this.tag = tag(plain);
        }
    }

    private final Map<String, Kept> files = new ConcurrentHashMap<>();

    void addTo(RoutesConfig routes) {
        routes.get("/", context -> send(context, "index.html"));
        routes.get("/panel/{file}", context -> send(context, context.pathParam("file")));
        routes.get("/api/parfocal/openapi.json", context -> send(context, "openapi.json"));
    }

    static void harden(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }

    private void send(Context context, String name) {
        Kept file =
                Optional.ofNullable(files.computeIfAbsent(name, PanelFiles::read)).orElseThrow();
        harden(context);
        // Asked for again each time and then mostly not sent: a new version of the program shows at
        // once.
        context.header("Cache-Control", "no-cache")
                .header("ETag", file.tag)
                .header("Vary", "Accept-Encoding");
        if (file.tag.equals(context.header("If-None-Match"))) {
            context.status(NOT_MODIFIED);
            return;
        }
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
        context.contentType(type);
        String accepted = Optional.ofNullable(context.header("Accept-Encoding")).orElse("");
        if (accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip").result(file.packed);
        } else {
            context.result(file.plain);
        }
    }

    private static Kept read(String name) {
        if (!NAME.matcher(name).matches()) {
            throw missing(name);
        }
        try (InputStream file = PanelFiles.class.getResourceAsStream(name)) {
            if (file == null || name.endsWith(".class")) {
                throw missing(name);
            }
            return new Kept(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static NotFoundResponse missing(String name) {
        return new NotFoundResponse("The page has no file '%s'.".formatted(name));
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static String tag(byte[] plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            return "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
