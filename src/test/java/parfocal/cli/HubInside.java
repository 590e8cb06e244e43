package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.server.panel.PanelFace;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running hub in this process, and commands typed to it.
final class HubInside implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Pace pace;
    final Hub hub;
    final Token token = Token.fresh();
    final WebDoor door;

    record Said(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    HubInside(Pace pace) throws IOException {
        this.pace = pace;
        this.hub = new Hub(Memory.untilTheEnd(), pace);
        this.door =
                WebDoor.open(DoorSettings.loopback(0), List.of(new PanelFace(hub, token, "test")));
    }

    /// Plugs an emulated focuser in and returns when it answers.
    HubFocuser plugIn(
            String id, String driverId, int positionSteps, int stepsPerSecond, String... quirk)
            throws Exception {
        FocuserDriver driver = Drivers.byId(driverId).orElseThrow();
        FocuserEmulator device =
                driver.emulator(
                        new EmulatorSettings(
                                positionSteps,
                                10_000,
                                stepsPerSecond,
                                0,
                                OptionalDouble.of(10),
                                quirk.length == 0 ? Map.of() : Map.of(quirk[0], quirk[1])),
                        pace);
        HubFocuser focuser =
                hub.add(
                        new FocuserPlan(
                                id,
                                "The " + id,
                                driverId,
                                "memory",
                                false,
                                () ->
                                        driver.open(
                                                new MemoryLine(
                                                        "line", device, pace, WireLog.none()),
                                                pace),
                                Optional.empty(),
                                Map.of()));
        awaitReady(focuser);
        return focuser;
    }

    void awaitReady(HubFocuser focuser) throws Exception {
        var end = Pace.wall().now().plus(PATIENCE);
        while (!focuser.state().availability().isReady()) {
            if (Pace.wall().now().isAfter(end)) {
                throw new IOException("it never answered: " + focuser.state());
            }
            Pace.wall().pause(Duration.ofMillis(5));
        }
    }

    String address() {
        return "http://127.0.0.1:" + door.port();
    }

    /// Types a command, with the hub's address and token behind it.
    Said say(Object... words) {
        var arguments = new ArrayList<String>();
        for (Object word : words) {
            arguments.add(word.toString());
        }
        arguments.addAll(List.of("--hub", address(), "--token", token.text()));
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Parfocal.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    @Override
    public void close() {
        door.close();
        hub.close();
    }
}
