package parfocal.server.indi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.FilterWheel;
import parfocal.device.Shot;
import parfocal.driver.Counting;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.hub.WheelPlan;
import parfocal.image.Frame;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A hub with a quick focuser on an emulator, served over INDI on a free port.
final class Observatory implements AutoCloseable {
    static final String FOCUSER = "Main focuser";
    static final String CAMERA = "Main camera";
    static final String WHEEL = "Filters";
    static final int START = 5_000;
    static final int MAXIMUM = 10_000;

    final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    final FocuserEmulator device;
    final HubFocuser focuser;
    final IndiServer server;

    Observatory(String driverId, double stepsPerSecond, Optional<Path> directory)
            throws IOException {
        FocuserDriver driver = Drivers.byId(driverId).orElseThrow();
        device =
                driver.emulator(
                        new EmulatorSettings(
                                START,
                                MAXIMUM,
                                stepsPerSecond,
                                0,
                                OptionalDouble.of(10.0),
                                Counting.quickQuirks(driver)),
                        Pace.wall());
        focuser =
                hub.add(
                        new FocuserPlan(
                                "main",
                                FOCUSER,
                                driverId,
                                "memory",
                                true,
                                () ->
                                        driver.open(
                                                new MemoryLine(
                                                        driver.info().displayName(),
                                                        device,
                                                        Pace.wall(),
                                                        WireLog.none()),
                                                Pace.wall()),
                                Optional.empty(),
                                Counting.quickDevice(driver)));
        server =
                IndiServer.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        hub,
                        Pace.wall(),
                        directory);
    }

    static Observatory quick() throws IOException {
        return new Observatory("usb-focus", 20_000, Optional.empty());
    }

    /// Slow enough to be met on the way.
    static Observatory slow() throws IOException {
        return new Observatory("usb-focus", 2_000, Optional.empty());
    }

    Observatory withCamera() {
        hub.add(
                new CameraPlan(
                        "main", CAMERA, "memory", true, Optional.of("main"), SmallCamera::new));
        return this;
    }

    Observatory withWheel() {
        hub.add(new WheelPlan("main", WHEEL, "memory", true, SmallWheel::new));
        return this;
    }

    IndiWatcher client() throws IOException {
        return new IndiWatcher(server.port());
    }

    /// With the focuser connected.
    IndiWatcher connectedClient() throws IOException, InterruptedException {
        IndiWatcher client = client();
        client.send("<getProperties version='1.7'/>");
        client.connect(FOCUSER);
        client.awaitDefined(FOCUSER, "ABS_FOCUS_POSITION");
        return client;
    }

    @Override
    public void close() throws IOException {
        server.close();
        hub.close();
    }

    private static final class SmallCamera implements Camera {
        @Override
        public String name() {
            return CAMERA;
        }

        @Override
        public CameraInfo info() {
            return new CameraInfo(16, 12, 3.8, 4, 65_535, Optional.empty());
        }

        @Override
        public Frame expose(Shot shot) throws InterruptedException {
            Pace.wall().pause(shot.exposure());
            int width = shot.window().map(Shot.Window::widthPixels).orElse(16 / shot.binning());
            int height = shot.window().map(Shot.Window::heightPixels).orElse(12 / shot.binning());
            return new Frame(width, height, new float[width * height]);
        }

        @Override
        public void close() {}
    }

    private static final class SmallWheel implements FilterWheel {
        private int slot;

        @Override
        public String name() {
            return WHEEL;
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
        public void turnTo(int newSlot) throws InterruptedException {
            Pace.wall().pause(Duration.ofMillis(100));
            slot = newSlot;
        }

        @Override
        public void close() {}
    }
}
