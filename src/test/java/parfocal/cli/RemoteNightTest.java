package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusPlan;
import parfocal.device.Approach;
import parfocal.hub.Client;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.hub.RunState;
import parfocal.link.WireLog;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.server.alpaca.AlpacaFace;
import parfocal.time.Pace;
import parfocal.time.QuickPace;
import parfocal.time.VirtualPace;

/// One hub offers a simulated rig over Alpaca; another one focuses on it and knows nothing but two addresses.
final class RemoteNightTest {
    private static final int FASTER = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path directory = Path.of("");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1})
    void aRunOverAlpacaIsAsTrueAsOneInTheSameProcess(long seed) throws Exception {
        Pace pace = new QuickPace(FASTER);
        RigPlan plan = SimulatedNight.plan("refractor-toa150");
        double truth =
                Rig.setUp(plan, seed, new VirtualPace(Instant.parse("2026-11-21T20:00:00Z")))
                        .trueBestSteps(Approach.DOWN);
        try (var telescope = new Hub(Memory.untilTheEnd(), pace);
                var face = new AlpacaFace(telescope, pace, Token.fresh());
                WebDoor door = WebDoor.open(DoorSettings.loopback(0), List.of(face));
                var observer = new Hub(Memory.untilTheEnd(), pace)) {
            SimulatedRig.add(
                    telescope, new Configuration.RigEntry(plan, seed), pace, WireLog.none());
            new Wiring(observer, pace, WireLog.none()).wire(configuration(door.port()));
            RunState run = run(observer);

            assertThat(run.trouble()).isEmpty();
            assertThat(run.result())
                    .hasValueSatisfying(result -> {
                        assertThat(result.accepted()).isTrue();
                        assertThat((double) result.finalPositionSteps().orElseThrow())
                                .isCloseTo(truth, within(5.0));
                    });
        }
    }

    private Configuration configuration(int port) throws Exception {
        return Configuration.read(
                Files.writeString(
                        directory.resolve("parfocal.toml"),
                        """
                        [[focuser]]
                        name = "Far"
                        driver = "alpaca"
                        address = "http://127.0.0.1:%1$d/api/v1/focuser/0"

                        [[camera]]
                        name = "Eye"
                        address = "http://127.0.0.1:%1$d/api/v1/camera/0"
                        """
                                .formatted(port)));
    }

    private static RunState run(Hub hub) throws Exception {
        try (Events.Watch watch = hub.events().watch()) {
            HubFocuser focuser = hub.focuser("far").orElseThrow();
            while (!focuser.state().availability().isReady()) {
                var _ = watch.next(PATIENCE);
            }
            var _ =
                    hub.runs()
                            .start(
                                    focuser,
                                    hub.cameraBehind(focuser),
                                    FocusPlan.defaults(),
                                    new Client("test", ""));
            while (true) {
                Optional<HubEvent> event = watch.next(PATIENCE);
                if (event.isPresent()
                        && event.get() instanceof HubEvent.RunChanged(_, _, RunState state)
                        && !state.isRunning()) {
                    return state;
                }
                assertThat(event).as("something happens").isPresent();
            }
        }
    }
}
