package parfocal.server.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The line to a broker: kept up for ever, with growing pauses between attempts. While it is down nothing is sent, and everything is
/// told anew when it is back.
final class Broker implements AutoCloseable {
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int GOODBYE_SECONDS = 2;

    private final String statusTopic;
    private final Mqtt3AsyncClient client;

    /// @param onConnected    called each time the broker takes us in
    /// @param onDisconnected called with the reason at each attempt that fails, and when a line is cut
    Broker(BrokerSettings settings, Runnable onConnected, Consumer<String> onDisconnected) {
        this.statusTopic = settings.topic() + "/status";
        Mqtt3ClientBuilder builder =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("parfocal-" + UUID.randomUUID().toString().substring(0, 8))
                        .serverHost(settings.host())
                        .serverPort(settings.port())
                        .automaticReconnect()
                        .initialDelay(1, TimeUnit.SECONDS)
                        .maxDelay(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS)
                        .applyAutomaticReconnect()
                        .addConnectedListener(_ -> onConnected.run())
                        .addDisconnectedListener(context -> onDisconnected.accept(reason(context)))
                        .willPublish()
                        .topic(statusTopic)
                        .payload(bytes("offline"))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retain(true)
                        .applyWillPublish();
        if (settings.encrypted()) {
            builder = builder.sslWithDefaultConfig();
        }
        Optional<String> user = settings.user();
        if (user.isPresent()) {
            var login = builder.simpleAuth().username(user.get());
            builder =
                    settings.password().isPresent()
                            ? login.password(bytes(settings.password().get())).applySimpleAuth()
                            : login.applySimpleAuth();
        }
        this.client = builder.buildAsync();
    }

    /// Begins to connect, and goes on trying.
    void connect() {
        var _ = client.connectWith().keepAlive(KEEP_ALIVE_SECONDS).cleanSession(true).send();
    }

    boolean isConnected() {
        return client.getState() == MqttClientState.CONNECTED;
    }

    /// Sends a message if the line is up; never waits.
    void publish(String topic, String text, boolean retained) {
        if (isConnected()) {
            var _ = send(topic, text, retained);
        }
    }

    private CompletableFuture<Mqtt3Publish> send(String topic, String text, boolean retained) {
        return client.publishWith()
                .topic(topic)
                .payload(bytes(text))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retained)
                .send();
    }

    void announceOnline() {
        publish(statusTopic, "online", true);
    }

    /// Says goodbye; the last will is only sent for those who cannot.
    @Override
    public void close() {
        if (!isConnected()) {
            return;
        }
        try {
            var _ = send(statusTopic, "offline", true).get(GOODBYE_SECONDS, TimeUnit.SECONDS);
            var _ = client.disconnect().get(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // It was not there.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(MqttClientDisconnectedContext context) {
        Throwable cause = context.getCause();
        while ((cause instanceof CompletionException || cause.getMessage() == null)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
