package parfocal.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.hub.Availability;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.Memory;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

final class MetricsFaceTest {

    @Test
    void aHubWithOneFocuserIsTheTextThatPrometheusReads() throws Exception {
        Pace pace = Pace.wall();
        var driver = Drivers.byId("moonlite").orElseThrow();
        var device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 20_000, 0, OptionalDouble.of(10.5), Map.of()),
                        pace);
        try (var hub = new Hub(Memory.untilTheEnd(), pace);
                var face = new MetricsFace(hub, "1.2")) {
            var focuser =
                    hub.add(
                            new FocuserPlan(
                                    "main",
                                    "Main",
                                    "moonlite",
                                    "memory",
                                    true,
                                    () ->
                                            driver.open(
                                                    new MemoryLine(
                                                            "MoonLite",
                                                            device,
                                                            pace,
                                                            WireLog.none()),
                                                    pace),
                                    Optional.empty(),
                                    Map.of()));
            for (int look = 0;
                    look < 2_000 && !(focuser.state().availability() instanceof Availability.Ready);
                    look++) {
                Pace.wall().pause(Duration.ofMillis(10));
            }

            assertThat(face.text())
                    .isEqualTo(
                            """
                            # HELP parfocal_info The running hub.
                            # TYPE parfocal_info gauge
                            parfocal_info{version="1.2"} 1
                            # HELP parfocal_device_available 1 where the device answers, 0 where it does not; a camera or wheel that nobody has used yet is not listed.
                            # TYPE parfocal_device_available gauge
                            parfocal_device_available{kind="focuser",device="main"} 1
                            # HELP parfocal_focuser_position_steps Where it stands; larger is outward.
                            # TYPE parfocal_focuser_position_steps gauge
                            parfocal_focuser_position_steps{focuser="main"} 5000
                            # HELP parfocal_focuser_moving 1 while it moves.
                            # TYPE parfocal_focuser_moving gauge
                            parfocal_focuser_moving{focuser="main"} 0
                            # HELP parfocal_focuser_temperature_celsius Of its own probe.
                            # TYPE parfocal_focuser_temperature_celsius gauge
                            parfocal_focuser_temperature_celsius{focuser="main"} 10.5
                            # HELP parfocal_air_temperature_celsius Of its sensor in the air.
                            # TYPE parfocal_air_temperature_celsius gauge
                            # HELP parfocal_air_humidity_percent Relative, of its sensor in the air.
                            # TYPE parfocal_air_humidity_percent gauge
                            # HELP parfocal_air_dew_point_celsius Below this, glass fogs.
                            # TYPE parfocal_air_dew_point_celsius gauge
                            # HELP parfocal_sensor_temperature_celsius Of a sensor elsewhere.
                            # TYPE parfocal_sensor_temperature_celsius gauge
                            # HELP parfocal_sensor_humidity_percent Relative, of a sensor elsewhere.
                            # TYPE parfocal_sensor_humidity_percent gauge
                            # HELP parfocal_sensor_dew_point_celsius Of a sensor elsewhere.
                            # TYPE parfocal_sensor_dew_point_celsius gauge
                            # HELP parfocal_autofocus_last_end_seconds When the last run ended, since 1970.
                            # TYPE parfocal_autofocus_last_end_seconds gauge
                            # HELP parfocal_autofocus_last_accepted 1 where the last run was proven.
                            # TYPE parfocal_autofocus_last_accepted gauge
                            # HELP parfocal_autofocus_last_hfr_pixels Half-flux radius of the last proof.
                            # TYPE parfocal_autofocus_last_hfr_pixels gauge
                            # HELP parfocal_autofocus_last_best_position_steps Best focus of the last curve.
                            # TYPE parfocal_autofocus_last_best_position_steps gauge
                            # HELP parfocal_moves_total Moves that are over, however they ended.
                            # TYPE parfocal_moves_total counter
                            # HELP parfocal_moves_failed_total Moves that did not arrive, halted ones among them.
                            # TYPE parfocal_moves_failed_total counter
                            # HELP parfocal_autofocus_runs_total Runs that are over.
                            # TYPE parfocal_autofocus_runs_total counter
                            # HELP parfocal_troubles_total Sentences about something wrong.
                            # TYPE parfocal_troubles_total counter
                            """);
        }
    }

    @Test
    void labelsAreEscapedAndNumbersHaveAPoint() {
        assertThat(
                        new MetricsText()
                                .family("a", "gauge", "Help.")
                                .sample(-1.25, "b", "\"\\\n")
                                .sample(OptionalDouble.empty(), "b", "absent")
                                .sample(1_795_197_605.25)
                                .toString())
                .isEqualTo(
                        """
                        # HELP a Help.
                        # TYPE a gauge
                        a{b="\\"\\\\\\n"} -1.25
                        a 1795197605.25
                        """);
    }
}
