package parfocal.server.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Client;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.Memory;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against a real broker: Debian's mosquitto.
final class MqttPublisherTest {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_SECONDS = 30;

    @TempDir static Path directory = Path.of("");

    private static Optional<Process> broker = Optional.empty();
    private static int port;

    private final Pace pace = Pace.wall();
    private final BlockingQueue<Map.Entry<String, String>> heard = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startBroker() throws Exception {
        assumeTrue(
                Files.isExecutable(MOSQUITTO),
                "no /usr/sbin/mosquitto: install Debian's package mosquitto to run these tests");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration =
                Files.writeString(
                        directory.resolve("mosquitto.conf"),
                        "listener %d 127.0.0.1\nallow_anonymous true\npersistence false\n"
                                .formatted(port));
        broker =
                Optional.of(
                        new ProcessBuilder(MOSQUITTO.toString(), "-c", configuration.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                                .start());
        awaitPort();
    }

    private static void awaitPort() throws InterruptedException {
        Pace wall = Pace.wall();
        for (int turn = 0; turn < 1_000; turn++) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                wall.pause(Duration.ofMillis(20));
            }
        }
        throw new AssertionError("mosquitto did not start; see mosquitto.log");
    }

    @AfterAll
    static void stopBroker() throws Exception {
        if (broker.isPresent()) {
            broker.get().destroy();
            assertThat(broker.get().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Hub hub() {
        var hub = new Hub(Memory.untilTheEnd(), pace);
        FocuserDriver driver = Drivers.byId("astrolink").orElseThrow();
        FocuserEmulator device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 20_000, 0, OptionalDouble.of(10), Map.of()),
                        pace);
        hub.add(
                new FocuserPlan(
                        "main",
                        "Main",
                        "astrolink",
                        "memory",
                        true,
                        () ->
                                driver.open(
                                        new MemoryLine("AstroLink", device, pace, WireLog.none()),
                                        pace),
                        Optional.empty(),
                        Map.of()));
        return hub;
    }

    private static BrokerSettings settings(String topic, int toPort) {
        return BrokerSettings.of(
                "mqtt://127.0.0.1:" + toPort,
                Optional.empty(),
                Optional.empty(),
                Optional.of(topic),
                Optional.empty());
    }

    private Mqtt3BlockingClient listen(String filter) {
        var client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .buildBlocking();
        var _ = client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter(filter)
                .callback(message ->
                        heard.add(
                                Map.entry(
                                        message.getTopic().toString(),
                                        new String(
                                                message.getPayloadAsBytes(),
                                                StandardCharsets.UTF_8))))
                .send()
                .join();
        return client;
    }

    private String next(String topic) throws InterruptedException {
        while (true) {
            var message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message on %s", topic).isNotNull();
            if (message.getKey().equals(topic)) {
                return message.getValue();
            }
        }
    }

    @Test
    void aFocuserAppearsInHomeAssistantAndItsMovesAreTold() throws Exception {
        Mqtt3BlockingClient listener = listen("#");
        try (var hub = hub()) {
            try (var _ = MqttPublisher.start(hub, settings("dome", port))) {
                assertThat(next("dome/status")).isEqualTo("online");
                JsonNode position =
                        JSON.readTree(next("homeassistant/sensor/dome_main/position/config"));
                assertThat(position.path("state_topic").asString()).isEqualTo("dome/main/state");
                assertThat(position.path("value_template").asString())
                        .isEqualTo("{{ value_json.positionSteps }}");
                assertThat(position.path("unit_of_measurement").asString()).isEqualTo("steps");
                assertThat(position.path("availability").toString())
                        .isEqualTo(
                                "[{\"topic\":\"dome/status\"},{\"topic\":\"dome/main/status\"}]");
                assertThat(position.path("device").path("name").asString()).isEqualTo("Main");
                JsonNode state = JSON.readTree(next("dome/main/state"));
                assertThat(state.path("positionSteps").asInt()).isEqualTo(5_000);

                hub.focuser("main").orElseThrow().moveTo(5_100, new Client("panel", ""));

                JsonNode move = JSON.readTree(next("dome/main/move"));
                assertThat(move.path("orderedBy").asString()).isEqualTo("panel");
                assertThat(move.path("standsSteps").asInt()).isEqualTo(5_100);
            }
            assertThat(next("dome/status")).as("goodbye").isEqualTo("offline");
        } finally {
            listener.disconnect();
        }
        // Whoever comes later finds all of it.
        heard.clear();
        Mqtt3BlockingClient late = listen("dome/main/move");
        assertThat(next("dome/main/move")).contains("\"standsSteps\":5100");
        late.disconnect();
    }

    @Test
    void aCutLineIsTheBrokersToTellAndOursToMend() throws Exception {
        Mqtt3BlockingClient listener = listen("relayed/#");
        try (var hub = hub();
                var watch = hub.events().watch();
                var relay = new Relay(port);
                var _ = MqttPublisher.start(hub, settings("relayed", relay.port()))) {
            assertThat(next("relayed/status")).isEqualTo("online");

            relay.cut();

            assertThat(next("relayed/status")).as("the last will").isEqualTo("offline");
            assertThat(next("relayed/status")).as("by itself").isEqualTo("online");
            assertThat(next("relayed/main/state")).contains("\"positionSteps\":5000");
            assertThat(saidOfMqtt(watch))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("cannot be told")
                    .contains("It is tried again.");
        } finally {
            listener.disconnect();
        }
    }

    /// After the first sentence, which says that the broker is there.
    private static java.util.List<String> saidOfMqtt(parfocal.hub.Events.Watch watch)
            throws InterruptedException {
        var said = new java.util.ArrayList<String>();
        while (said.size() < 3) {
            HubEvent event = watch.next(Duration.ofSeconds(PATIENCE_SECONDS)).orElseThrow();
            if (event instanceof HubEvent.Said(_, _, String about, String sentence)
                    && about.equals("MQTT")) {
                said.add(sentence);
            }
        }
        return said.subList(1, 3);
    }
}
