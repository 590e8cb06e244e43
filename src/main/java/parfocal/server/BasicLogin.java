package parfocal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.util.Base64;

/// User name and password of HTTP Basic, which the ASCOM clients know. It keeps out the curious; the line itself is not enciphered.
public record BasicLogin(String user, String password) {
    private static final String BASIC = "Basic ";

    public boolean isShownBy(Context request) {
        String header = request.header("Authorization");
        if (header == null || !header.startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] shown = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return MessageDigest.isEqual((user + ":" + password).getBytes(UTF_8), shown);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "BasicLogin[" + user + "]";
    }
}
