package parfocal.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceFault;
import parfocal.device.WeatherSensor.Weather;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiClient;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiServerProcess;

/// Other people's weather station and focuser, behind their own server.
final class RealIndiWeatherTest {
    private static final String STATION = "Weather Simulator";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir private Path home = Path.of("");

    @Test
    void aStationIsReadFollowedLostAndFoundAgain() throws Exception {
        try (var server = IndiServerProcess.start(home, "indi_simulator_weather")) {
            try (var station = IndiWeather.connect("127.0.0.1", server.port(), STATION)) {
                assertThat(becomes(station, 15)).isTrue();

                order(server, NewVector.number(STATION, "WEATHER_CONTROL", "Temperature", -3.5));
                order(server, NewVector.press(STATION, "WEATHER_REFRESH", "REFRESH"));
                assertThat(becomes(station, -3.5)).isTrue();
                assertThat(station.weather().flatMap(air -> Optional.of(air.humidityPercent())))
                        .hasValueSatisfying(humidity -> assertThat(humidity).isEmpty());

                server.kill();
                DeviceFault lost = faultWhenLost(station);
                assertThat(lost).isInstanceOf(DeviceFault.NotConnected.class);
            }
            server.startAgain();
            try (var again = IndiWeather.connect("127.0.0.1", server.port(), STATION)) {
                assertThat(becomes(again, 15)).isTrue();
            }
        }
    }

    @Test
    void aFocuserLendsItsThermometerAndAWheelHasNone() throws Exception {
        try (var server =
                IndiServerProcess.start(home, "indi_simulator_focus", "indi_simulator_wheel")) {
            try (var probe = IndiWeather.connect("127.0.0.1", server.port(), "Focuser Simulator")) {
                assertThat(probe.weather().map(Weather::humidityPercent))
                        .hasValueSatisfying(humidity -> assertThat(humidity).isEmpty());
            }
            assertThat(
                            faultOf(() ->
                                            IndiWeather.connect(
                                                    "127.0.0.1", server.port(), "Filter Simulator"))
                                    .message())
                    .contains("Filter Simulator has no temperature to read");
        }
    }

    private static boolean becomes(IndiWeather station, double celsius) throws Exception {
        var end = Pace.wall().now().plus(PATIENCE);
        while (Pace.wall().now().isBefore(end)) {
            if (station.weather().filter(air -> air.temperatureCelsius() == celsius).isPresent()) {
                return true;
            }
            Pace.wall().pause(Duration.ofMillis(20));
        }
        return false;
    }

    private static DeviceFault faultWhenLost(IndiWeather station) throws Exception {
        var end = Pace.wall().now().plus(PATIENCE);
        while (Pace.wall().now().isBefore(end)) {
            try {
                var _ = station.weather();
            } catch (parfocal.device.DeviceException lost) {
                return lost.fault();
            }
            Pace.wall().pause(Duration.ofMillis(20));
        }
        throw new AssertionError("it was never noticed");
    }

    private static void order(IndiServerProcess server, NewVector order) throws Exception {
        try (var client =
                IndiClient.connect(
                        STATION,
                        "127.0.0.1",
                        server.port(),
                        Optional.of(STATION),
                        IndiLimits.ofAClient())) {
            var _ = client.await(PATIENCE, mirror -> mirror.property(STATION, order.name()));
            var _ =
                    client.ask(
                            List.of(order),
                            PATIENCE,
                            (_, mirror) -> mirror.property(STATION, order.name()));
        }
    }
}
