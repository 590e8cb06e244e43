package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Availability;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A hub with one quick emulated focuser that stands at 5000 in 10 °C.
final class LogbookBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Hub hub;
    final HubFocuser focuser;
    private final FocuserDriver driver = Drivers.byId("moonlite").orElseThrow();
    private final FocuserEmulator device;
    private final Pace pace;
    private volatile boolean pluggedIn = true;
    private volatile MemoryLine line;

    LogbookBench(Pace pace) throws InterruptedException {
        this.pace = pace;
        this.hub = new Hub(Memory.untilTheEnd(), pace);
        this.device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 20_000, 0, OptionalDouble.of(10), Map.of()),
                        pace);
        this.line = line();
        this.focuser =
                hub.add(
                        new FocuserPlan(
                                "main",
                                "Main",
                                "moonlite",
                                "memory",
                                true,
                                this::open,
                                Optional.empty(),
                                Map.of()));
        await(this::isReady);
    }

    private MemoryLine line() {
        return new MemoryLine("MoonLite", device, pace, WireLog.none());
    }

    private Focuser open() throws DeviceException {
        if (!pluggedIn) {
            throw new DeviceException(new DeviceFault.NotConnected("MoonLite", "no such port."));
        }
        line = line();
        return driver.open(line, pace);
    }

    void pullPlug() {
        pluggedIn = false;
        line.trouble(new LineTrouble.Unplugged());
    }

    void plugIn() {
        pluggedIn = true;
    }

    boolean isReady() {
        return focuser.state().availability() instanceof Availability.Ready;
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        Pace wall = Pace.wall();
        var end = wall.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(wall.now()).isBefore(end);
            wall.pause(Duration.ofMillis(10));
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
