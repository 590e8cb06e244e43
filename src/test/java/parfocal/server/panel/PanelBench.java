package parfocal.server.panel;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import parfocal.device.FilterWheel;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Availability;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.hub.WheelPlan;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.report.Json;
import parfocal.server.DoorSettings;
import parfocal.server.Face;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.time.Pace;

/// A hub with an emulated AstroLink focuser, a camera and a wheel, and the page in front of it.
final class PanelBench implements AutoCloseable {
    static final int START = 5_000;
    static final int MAXIMUM = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    final Token token = Token.fresh();
    final FocuserEmulator device;
    final HubFocuser focuser;
    final List<String> wired = new ArrayList<>();
    final DrawnSky sky = new DrawnSky(this::deviceSteps);
    private final boolean open;
    private final List<Face> beside;
    private WebDoor door;

    /// @param open whether as a hub that other computers reach, so that settings want the token
    PanelBench(boolean open) throws IOException, InterruptedException {
        this(open, _ -> List.of());
    }

    /// @param beside other faces behind the same door
    PanelBench(boolean open, Function<Hub, List<Face>> beside)
            throws IOException, InterruptedException {
        this.open = open;
        this.beside = beside.apply(hub);
        FocuserDriver driver = Drivers.byId("astrolink").orElseThrow();
        device =
                driver.emulator(
                        new EmulatorSettings(
                                START, MAXIMUM, 2_500, 0, OptionalDouble.of(10), Map.of()),
                        Pace.wall());
        focuser =
                hub.add(
                        new FocuserPlan(
                                "main",
                                "Main focuser",
                                "astrolink",
                                "memory",
                                true,
                                () ->
                                        driver.open(
                                                new MemoryLine(
                                                        "AstroLink",
                                                        device,
                                                        Pace.wall(),
                                                        WireLog.none()),
                                                Pace.wall()),
                                Optional.empty(),
                                Map.of()));
        hub.add(
                new CameraPlan(
                        "sky", "Drawn sky", "memory", false, Optional.of("main"), () -> sky));
        hub.add(new WheelPlan("filters", "Filters", "memory", true, ThreeFilters::new));
        door = openDoor(0);
        await(() -> focuser.state().availability() instanceof Availability.Ready);
    }

    /// One focuser more, of any driver; the emulator is whose motor can be looked at.
    FocuserEmulator add(String id, String name, String driverId, EmulatorSettings settings) {
        FocuserDriver driver = Drivers.byId(driverId).orElseThrow();
        FocuserEmulator emulator = driver.emulator(settings, Pace.wall());
        var _ =
                hub.add(
                        new FocuserPlan(
                                id,
                                name,
                                driverId,
                                "memory",
                                false,
                                () ->
                                        driver.open(
                                                new MemoryLine(
                                                        name,
                                                        emulator,
                                                        Pace.wall(),
                                                        WireLog.none()),
                                                Pace.wall()),
                                Optional.empty(),
                                Map.of()));
        return emulator;
    }

    private WebDoor openDoor(int port) throws IOException {
        var faces = new ArrayList<Face>(beside);
        faces.add(new PanelFace(hub, token, "test", open, new NotedWorkbench(wired)));
        return WebDoor.open(DoorSettings.loopback(port), faces);
    }

    String url() {
        return "http://127.0.0.1:" + door.port() + "/";
    }

    int port() {
        return door.port();
    }

    /// As if the cable to the hub were pulled for a while.
    void whileUnreachable(Runnable meanwhile) throws IOException {
        int port = door.port();
        door.close();
        meanwhile.run();
        door = openDoor(port);
    }

    /// Where the motor itself stands.
    int deviceSteps() {
        return device.motor().positionSteps();
    }

    static void await(BooleanSupplier wanted) throws InterruptedException {
        Instant end = Pace.wall().now().plus(PATIENCE);
        while (!wanted.getAsBoolean()) {
            if (Pace.wall().now().isAfter(end)) {
                throw new AssertionError("it did not come to that within " + PATIENCE);
            }
            Pace.wall().pause(Duration.ofMillis(5));
        }
    }

    void awaitRest() throws InterruptedException {
        await(() -> !focuser.state().moving() && focuser.state().owner().isEmpty());
    }

    @Override
    public void close() {
        door.close();
        hub.close();
    }

    private static final class ThreeFilters implements FilterWheel {
        private int slot;

        @Override
        public String name() {
            return "Filters";
        }

        @Override
        public List<String> filters() {
            return List.of("L", "Ha", "OIII");
        }

        @Override
        public int slot() {
            return slot;
        }

        @Override
        public void turnTo(int newSlot) {
            slot = newSlot;
        }

        @Override
        public void close() {}
    }

    /// Writes down what is asked of it.
    record NotedWorkbench(List<String> noted) implements Workbench {
        @Override
        public String place() {
            return "/home/alice/parfocal.toml";
        }

        @Override
        public Json ask(String driverId, String address) {
            noted.add("ask " + driverId + " at " + address);
            return new Json().put("model", "FocuserLink").put("positionSteps", 4_570);
        }

        @Override
        public void add(Entry entry) {
            noted.add("add " + entry.kind() + " " + entry.name());
        }

        @Override
        public Optional<Habits> habits(String focuser) {
            return Optional.of(new Habits(false, false));
        }

        @Override
        public void change(String focuser, Habits habits) {
            noted.add("habits of " + focuser + ": " + habits);
        }

        @Override
        public void rename(String kind, String name, String newName) {
            noted.add("rename " + kind + " " + name + " to " + newName);
        }

        @Override
        public void remove(String kind, String name) {
            noted.add("remove " + kind + " " + name);
        }
    }
}
