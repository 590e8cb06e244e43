package parfocal.server.alpaca;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.driver.Counting;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.FocuserSettings;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.hub.WheelPlan;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.server.BasicLogin;
import parfocal.server.DoorSettings;
import parfocal.server.RawHttp;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.time.Pace;

/// A hub with emulated focusers behind a web door on a free port, in real time.
final class AlpacaBench implements AutoCloseable {
    static final Pace PACE = Pace.wall();
    static final int START = 5_000;
    static final int MAXIMUM = 10_000;

    final Token token = Token.fresh();
    final Hub hub = new Hub(Memory.untilTheEnd(), PACE);
    private final AlpacaFace face;
    final WebDoor door;
    private MemoryLine line;

    AlpacaBench() throws IOException {
        this(Optional.empty());
    }

    AlpacaBench(Optional<BasicLogin> login) throws IOException {
        face =
                new AlpacaFace(
                        hub, PACE, new ServerInfo("the shed"), token, login, Compensating.by(hub));
        door = WebDoor.open(DoorSettings.loopback(0), List.of(face));
        line = memoryLine(Drivers.byId("usb-focus").orElseThrow(), 0);
    }

    static AlpacaBench withFocuser(String driverId) throws IOException, InterruptedException {
        var bench = new AlpacaBench();
        var _ = bench.addFocuser(driverId);
        return bench;
    }

    /// An emulated focuser that crosses its travel in half a second; ready when this returns.
    HubFocuser addFocuser(String driverId) throws InterruptedException {
        return addFocuser(driverId, 20_000);
    }

    HubFocuser addFocuser(String driverId, double stepsPerSecond) throws InterruptedException {
        FocuserDriver driver = Drivers.byId(driverId).orElseThrow();
        line = memoryLine(driver, stepsPerSecond);
        MemoryLine itsLine = line;
        HubFocuser focuser =
                hub.add(
                        new FocuserPlan(
                                driverId,
                                "Emulated " + driver.info().displayName(),
                                driverId,
                                "memory",
                                true,
                                () -> driver.open(itsLine, PACE),
                                Optional.empty(),
                                Counting.quickDevice(driver)));
        awaitReady(focuser);
        return focuser;
    }

    private static void awaitReady(HubFocuser focuser) throws InterruptedException {
        var deadline = PACE.now().plus(Duration.ofSeconds(20));
        while (focuser.state().seenAt().equals(Instant.EPOCH) && PACE.now().isBefore(deadline)) {
            PACE.pause(Duration.ofMillis(5));
        }
    }

    private static MemoryLine memoryLine(FocuserDriver driver, double stepsPerSecond) {
        FocuserEmulator emulator =
                driver.emulator(
                        new EmulatorSettings(
                                START,
                                MAXIMUM,
                                stepsPerSecond,
                                0,
                                OptionalDouble.of(10.0),
                                Counting.quickQuirks(driver)),
                        PACE);
        return new MemoryLine(driver.info().displayName(), emulator, PACE, WireLog.none());
    }

    /// Of the focuser added last.
    MemoryLine line() {
        return line;
    }

    void addCamera() {
        hub.add(
                new CameraPlan(
                        "tiny", "Tiny camera", "nowhere", true, Optional.empty(), TinyCamera::new));
    }

    void addWheel() {
        hub.add(new WheelPlan("tiny", "Tiny wheel", "nowhere", true, TinyWheel::new));
    }

    void treat(HubFocuser focuser, FocuserSettings settings) throws Exception {
        focuser.treat(settings, new parfocal.hub.Client("test", ""));
    }

    RawHttp client() throws IOException {
        return new RawHttp(door.port());
    }

    @Override
    public void close() {
        door.close();
        face.close();
        hub.close();
    }
}
