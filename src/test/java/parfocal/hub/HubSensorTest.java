package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.WeatherSensor.Weather;
import parfocal.device.WeatherStation;
import parfocal.time.VirtualPace;

final class HubSensorTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private final Events events = new Events();
    private final Events.Watch watch = events.watch();
    private Optional<DeviceFault> trouble = Optional.empty();

    @Test
    void itIsReadEveryFiveSeconds() throws Exception {
        HubSensor sensor = sensor(Memory.untilTheEnd());

        assertThat(sensor.look()).isEqualTo(Duration.ofSeconds(5));

        assertThat(sensor.state().weather()).map(Weather::temperatureCelsius).contains(4.5);
        assertThat(sensor.state().availability().isReady()).isTrue();
        assertThat(said()).containsExactly("answers at nowhere.");
    }

    @Test
    void oneThatIsLostIsSaidOnceTriedLessAndLessOftenAndFoundAgain() throws Exception {
        HubSensor sensor = sensor(Memory.untilTheEnd());
        var _ = sensor.look();
        var _ = said();
        trouble = Optional.of(new DeviceFault.NotConnected("Roof", "the server is gone."));

        assertThat(List.of(sensor.look(), sensor.look(), sensor.look()))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(sensor.state().weather()).isEmpty();
        assertThat(sensor.state().availability())
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        away -> assertThat(away.reason()).isEqualTo("the server is gone."));
        assertThat(faultOf(sensor::refresh).message()).contains("the server is gone.");
        assertThat(said()).containsExactly("not connected: the server is gone.");

        trouble = Optional.empty();
        assertThat(sensor.look()).isEqualTo(Duration.ofSeconds(5));
        assertThat(sensor.state().weather()).isPresent();
        assertThat(said()).containsExactly("answers at nowhere.");
    }

    @Test
    void twoFailedReadingsAreBorneAndAThirdIsNot() throws Exception {
        HubSensor sensor = sensor(Memory.untilTheEnd());
        var _ = sensor.look();
        trouble = Optional.of(new DeviceFault.Silent("Roof", "temperature", Duration.ofSeconds(3)));

        var _ = sensor.look();
        var _ = sensor.look();
        assertThat(sensor.state().weather()).isPresent();
        var _ = sensor.look();

        assertThat(sensor.state().weather()).isEmpty();
    }

    @Test
    void itsIdentityIsTheSameAfterARestart(@TempDir Path directory) throws Exception {
        HubSensor before = sensor(Memory.in(directory));

        assertThat(sensor(Memory.in(directory)).identity()).isEqualTo(before.identity());
    }

    private HubSensor sensor(Memory memory) {
        return new HubSensor(
                new SensorPlan("roof", "Roof", "nowhere", this::open), memory, events, pace);
    }

    private WeatherStation open() throws DeviceException {
        fail();
        return new WeatherStation() {
            @Override
            public Optional<Weather> weather() throws DeviceException {
                fail();
                return Optional.of(new Weather(4.5, OptionalDouble.of(80), OptionalDouble.empty()));
            }

            @Override
            public void close() {}
        };
    }

    private void fail() throws DeviceException {
        if (trouble.isPresent()) {
            throw new DeviceException(trouble.get());
        }
    }

    private List<String> said() throws InterruptedException {
        var sentences = new ArrayList<String>();
        for (Optional<HubEvent> event = watch.next(Duration.ZERO);
                event.isPresent();
                event = watch.next(Duration.ZERO)) {
            if (event.get() instanceof HubEvent.Said said) {
                sentences.add(said.sentence());
            }
        }
        return sentences;
    }
}
