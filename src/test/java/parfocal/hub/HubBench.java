package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.HubEvent.Said;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// A hub's focuser on an emulator in virtual time. Moves are carried out by whoever calls [#carryOut], so that a test decides what
/// happens between the order and its start.
final class HubBench {
    static final Client ALICE = new Client("Alpaca", "1");
    static final Client BOB = new Client("INDI", "2");
    static final Client PANEL = new Client("panel", "");

    final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    final FocuserDriver driver;
    final FocuserEmulator device;
    final Memory memory;
    final Events events = new Events();
    final Events.Watch watch = events.watch();
    final List<Runnable> waiting = new ArrayList<>();
    boolean pluggedIn = true;
    boolean stoppable = true;
    Runnable atNextReading = () -> {};
    MemoryLine line;
    final HubFocuser focuser;

    HubBench(
            String driverId,
            EmulatorSettings settings,
            Memory memory,
            Optional<FocuserSettings> own) {
        this.driver = Drivers.byId(driverId).orElseThrow();
        this.device = driver.emulator(settings, pace);
        this.memory = memory;
        this.line = line();
        this.focuser =
                new HubFocuser(
                        new FocuserPlan(
                                "main",
                                "Main focuser",
                                driverId,
                                "memory",
                                false,
                                this::open,
                                own,
                                Map.of()),
                        memory,
                        events,
                        pace,
                        waiting::add);
    }

    static HubBench usbFocus() {
        return of("usb-focus");
    }

    /// The emulator of any driver, at 1000 of 5000 steps.
    static HubBench of(String driver) {
        return new HubBench(
                driver, EmulatorSettings.at(1_000, 5_000), Memory.untilTheEnd(), Optional.empty());
    }

    /// One that goes on after a halt.
    static HubBench unstoppable() {
        HubBench bench = usbFocus();
        bench.stoppable = false;
        return bench;
    }

    private Focuser open() throws DeviceException {
        if (!pluggedIn) {
            throw new DeviceException(new DeviceFault.NotConnected("USB_Focus", "no such port."));
        }
        line = line();
        Focuser opened = driver.open(line, pace);
        return stoppable ? opened : new Clockwork(opened);
    }

    /// Tells of the next reading under order, and has no halt.
    private final class Clockwork implements Focuser {
        private final Focuser works;

        Clockwork(Focuser works) {
            this.works = works;
        }

        @Override
        public String name() {
            return "The clockwork";
        }

        @Override
        public FocuserStatus status() throws DeviceException {
            if (focuser.state().targetSteps().isPresent()) {
                Runnable tell = atNextReading;
                atNextReading = () -> {};
                tell.run();
            }
            return works.status();
        }

        @Override
        public Travel travel() {
            return works.travel();
        }

        @Override
        public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
            works.moveTo(positionSteps);
        }

        @Override
        public void halt() throws DeviceException {
            throw new DeviceException(new DeviceFault.Unsupported(name(), "halt"));
        }

        @Override
        public void close() {
            works.close();
        }
    }

    private MemoryLine line() {
        return new MemoryLine(driver.info().displayName(), device, pace, WireLog.none());
    }

    void pullPlug() {
        pluggedIn = false;
        line.trouble(new LineTrouble.Unplugged());
    }

    /// Looks after the line until it answers.
    HubBench opened() throws InterruptedException {
        var _ = focuser.tend();
        return this;
    }

    /// Carries out the moves that wait, in their order, as the hub's own thread would.
    void carryOut() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    /// Lets time pass, looking after the line as often as it asks for.
    int tendFor(Duration duration) throws InterruptedException {
        Instant end = pace.now().plus(duration);
        int looks = 0;
        while (pace.now().isBefore(end)) {
            Duration wait = focuser.tend();
            looks++;
            pace.advance(wait);
        }
        return looks;
    }

    /// Sentences said since the last call of this or of [#moved].
    List<String> said() throws InterruptedException {
        return heard(Said.class).stream().map(Said::sentence).toList();
    }

    /// Moves that ended since the last call of this or of [#said].
    List<HubEvent.Moved> moved() throws InterruptedException {
        return heard(HubEvent.Moved.class);
    }

    private <T extends HubEvent> List<T> heard(Class<T> kind) throws InterruptedException {
        var heard = new ArrayList<T>();
        for (Optional<HubEvent> event = watch.next(Duration.ZERO);
                event.isPresent();
                event = watch.next(Duration.ZERO)) {
            if (kind.isInstance(event.get())) {
                heard.add(kind.cast(event.get()));
            }
        }
        return heard;
    }
}
