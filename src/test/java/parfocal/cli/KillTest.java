package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;

/// The hub is killed while its focuser moves, and started again. The focuser is an emulator that lives on meanwhile, as a real one
/// does. `-Dparfocal.kills=100` for the whole bar.
final class KillTest {
    private static final int KILLS = Integer.getInteger("parfocal.kills", 2);

    @TempDir Path directory = Path.of("");

    @Test
    void aKilledHubComesBackWithTheTruthAndMovesNothing() throws Exception {
        var random = new Random(11);
        Pace pace = Pace.wall();
        FocuserEmulator device =
                Drivers.byId("moonlite")
                        .orElseThrow()
                        .emulator(
                                new EmulatorSettings(
                                        5_000, 10_000, 800, 0, OptionalDouble.of(10), Map.of()),
                                pace);
        try (EmulatorPort port =
                EmulatorPort.onTcp(
                        "MoonLite",
                        device,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        WireLog.none())) {
            Path config =
                    Files.writeString(
                            directory.resolve("parfocal.toml"),
                            """
                            [[focuser]]
                            name = "Main"
                            driver = "moonlite"
                            address = "tcp://%s"
                            """
                                    .formatted(port.address()));
            String identity = "";
            int presetSteps = -1;
            for (int kill = 0; kill <= KILLS; kill++) {
                HubProcess hub = HubProcess.start(directory, "--config", config.toString());
                JsonNode focuser =
                        hub.focuser(now ->
                                now.path("state").path("availability").asString().equals("ready")
                                        && !now.path("state").path("moving").asBoolean()
                                        && !device.motor().moving());
                int standsSteps = device.motor().positionSteps();
                assertThat(focuser.path("state").path("positionSteps").asInt())
                        .as("after kill %d", kill)
                        .isEqualTo(standsSteps);
                if (kill > 0) {
                    assertThat(focuser.path("uniqueId").asString()).isEqualTo(identity);
                    assertThat(focuser.path("presets").path("night").asInt())
                            .isEqualTo(presetSteps);
                    assertThat(focuser.path("state").path("warnings").toString())
                            .contains("Nothing was sent again");
                    // Long enough for several looks of the hub at its focuser.
                    pace.pause(Duration.ofMillis(300));
                    assertThat(device.motor().positionSteps()).isEqualTo(standsSteps);
                }
                if (kill == KILLS) {
                    hub.end();
                    return;
                }
                identity = focuser.path("uniqueId").asString();
                presetSteps = random.nextInt(10_000);
                var _ =
                        hub.post(
                                "/api/parfocal/v1/focusers/main/presets",
                                "{\"name\":\"night\",\"positionSteps\":%d}".formatted(presetSteps));
                int target = standsSteps > 5_000 ? 500 : 9_500;
                var _ =
                        hub.post(
                                "/api/parfocal/v1/focusers/main/move",
                                "{\"positionSteps\":%d}".formatted(target));
                var _ = hub.focuser(_ -> device.motor().moving());
                pace.pause(Duration.ofMillis(random.nextInt(400)));
                hub.kill();
            }
        }
    }
}
