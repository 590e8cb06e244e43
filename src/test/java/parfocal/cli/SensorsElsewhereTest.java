package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.camera.AlpacaWeather;
import parfocal.camera.IndiWeather;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Hub;
import parfocal.hub.HubSensor;
import parfocal.hub.Memory;
import parfocal.link.WireLog;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.server.alpaca.AlpacaFace;
import parfocal.server.indi.IndiServer;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaType;

/// One hub offers the sensors of a focuser; another takes them as its own, by four addresses, and offers them again.
final class SensorsElsewhereTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path directory = Path.of("");
    private Hub there = new Hub(Memory.untilTheEnd(), Pace.wall());
    private Hub here = new Hub(Memory.untilTheEnd(), Pace.wall());
    private Optional<WebDoor> door = Optional.empty();
    private Optional<IndiServer> indi = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        new Wiring(there, Pace.wall(), WireLog.none())
                .wire(
                        configuration(
                                """
                                [[rig]]
                                name = "refractor-80"
                                """));
        serve(there);
        await(() -> there.focusers().getFirst().state().weather().isPresent());
    }

    @AfterEach
    void close() throws Exception {
        indi.orElseThrow().close();
        door.orElseThrow().close();
        here.close();
        there.close();
    }

    @Test
    void sensorsElsewhereAreReadServedAgainAndLetGo() throws Exception {
        var wiring = new Wiring(here, Pace.wall(), WireLog.none());
        int web = door.orElseThrow().port();
        int port = indi.orElseThrow().port();
        wiring.wire(
                configuration(
                        """
                        [[focuser]]
                        name = "Main"
                        driver = "alpaca"
                        address = "http://127.0.0.1:%1$d/api/v1/focuser/0"
                        [focuser.compensation]
                        mode = "manual"
                        steps-per-celsius = -30
                        sensor = "Station"

                        [[sensor]]
                        name = "Station"
                        address = "http://127.0.0.1:%1$d/api/v1/observingconditions/0"

                        [[sensor]]
                        name = "Probe"
                        address = "http://127.0.0.1:%1$d/api/v1/focuser/0"

                        [[sensor]]
                        name = "Roof"
                        address = "indi://127.0.0.1:%2$d/Simulated%%20focuser%%20of%%20refractor-80"
                        """
                                .formatted(web, port)));
        await(() -> here.sensors().size() == 3 && here.sensors().stream().allMatch(this::feels));

        double air = celsius(there.focusers().getFirst().state().weather());
        assertThat(sensor("station").state().weather().orElseThrow().humidityPercent()).isPresent();
        assertThat(celsius(sensor("station").state().weather())).isBetween(air - 1, air + 1);
        assertThat(celsius(sensor("roof").state().weather())).isBetween(air - 1, air + 1);
        await(() -> here.compensation("main").orElseThrow().state().celsius().isPresent());
        assertThat(here.compensation("main").orElseThrow().settings().sensorId())
                .contains("station");

        var identity = sensor("station").identity();
        wiring.wire(configuration(""));
        assertThat(here.sensors()).isEmpty();
        wiring.wire(
                configuration(
                        """
                        [[sensor]]
                        name = "Station"
                        address = "alpaca://127.0.0.1:%d/0"
                        """
                                .formatted(web)));
        await(() -> feels(sensor("station")));
        assertThat(sensor("station").identity()).isEqualTo(identity);

        isServedAgain();
    }

    private void isServedAgain() throws Exception {
        try (var face = new AlpacaFace(here, Pace.wall(), Token.fresh());
                WebDoor second = WebDoor.open(DoorSettings.loopback(0), List.of(face));
                IndiServer trader = indi(here)) {
            try (var weather =
                    AlpacaWeather.connect(
                            AlpacaAddress.of(
                                    "127.0.0.1", second.port(), AlpacaType.OBSERVING_CONDITIONS, 0),
                            WireLog.none())) {
                assertThat(weather.weather().flatMap(air -> number(air.humidityPercent())))
                        .isPresent();
            }
            try (var weather = IndiWeather.connect("127.0.0.1", trader.port(), "Station")) {
                assertThat(weather.weather().flatMap(air -> number(air.dewPointCelsius())))
                        .isPresent();
            }
        }
    }

    private HubSensor sensor(String id) {
        return here.sensor(id).orElseThrow();
    }

    private boolean feels(HubSensor sensor) {
        return sensor.state().weather().isPresent();
    }

    private static double celsius(Optional<Weather> weather) {
        return weather.orElseThrow().temperatureCelsius();
    }

    private static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private void serve(Hub hub) throws Exception {
        door =
                Optional.of(
                        WebDoor.open(
                                DoorSettings.loopback(0),
                                List.of(new AlpacaFace(hub, Pace.wall(), Token.fresh()))));
        indi = Optional.of(indi(hub));
    }

    private static IndiServer indi(Hub hub) throws Exception {
        return IndiServer.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                hub,
                Pace.wall(),
                Optional.empty());
    }

    private Configuration configuration(String toml) throws Exception {
        return Configuration.read(Files.writeString(directory.resolve("parfocal.toml"), toml));
    }

    private static void await(BooleanSupplier condition) throws Exception {
        var end = Pace.wall().now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Pace.wall().now()).as("it never came").isBefore(end);
            Pace.wall().pause(Duration.ofMillis(10));
        }
    }
}
