package parfocal.server.mqtt;

import java.net.URI;
import java.util.Optional;

/// Where the broker is and what is told to it.
///
/// @param encrypted over TLS, with a certificate this computer trusts
/// @param topic     under which everything stands
/// @param discovery under which Home Assistant looks for new devices; empty: it is not told
public record BrokerSettings(
        String host,
        int port,
        boolean encrypted,
        Optional<String> user,
        Optional<String> password,
        String topic,
        Optional<String> discovery) {
    private static final int PORT = 1883;
    private static final int ENCRYPTED_PORT = 8883;
    private static final String TOPIC = "parfocal";
    private static final String DISCOVERY = "homeassistant";

    /// @param address   `mqtt://HOST[:PORT]` or `mqtts://HOST[:PORT]`
    /// @param discovery `off` for none
    /// @throws IllegalArgumentException with a sentence for people
    public static BrokerSettings of(
            String address,
            Optional<String> user,
            Optional<String> password,
            Optional<String> topic,
            Optional<String> discovery) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw wrong(address);
        }
        boolean encrypted = "mqtts".equals(uri.getScheme());
        String host = uri.getHost();
        if (host == null || !(encrypted || "mqtt".equals(uri.getScheme()))) {
            throw wrong(address);
        }
        String root = topic.orElse(TOPIC);
        if (root.matches(".*[+#].*") || root.startsWith("/") || root.endsWith("/")) {
            throw new IllegalArgumentException(
                    "topic is a name such as \"parfocal\" or \"observatory/focus\"; '%s' is none."
                            .formatted(root));
        }
        String announced = discovery.orElse(DISCOVERY);
        return new BrokerSettings(
                host,
                uri.getPort() >= 0 ? uri.getPort() : encrypted ? ENCRYPTED_PORT : PORT,
                encrypted,
                user,
                password,
                root,
                announced.equals("off") ? Optional.empty() : Optional.of(announced));
    }

    private static IllegalArgumentException wrong(String address) {
        return new IllegalArgumentException(
                "address is written mqtt://HOST:1883, or mqtts:// where it is encrypted; '%s' is neither."
                        .formatted(address));
    }

    /// For people; never a password.
    String shown() {
        return "%s://%s:%d".formatted(encrypted ? "mqtts" : "mqtt", host, port);
    }

    @Override
    public String toString() {
        return shown();
    }
}
