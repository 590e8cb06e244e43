package parfocal.driver.sonylens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Homing;
import parfocal.device.Introduces;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.SettingValue;
import parfocal.time.Pace;

/// A lens on a camera as an absolute focuser. Positions are counted from the near end to infinity, unless reversed.
///
/// Presses are sent when somebody asks for the status, because time may be virtual. In real time a thread asks besides, for as
/// long as a move lasts: a lens must not wait for the next poll.
final class SonyLensFocuser implements Focuser, Homing, Introduces {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(2);

    private final String device;
    private final CameraLink link;
    private final Pace pace;
    private final LensDrive drive;
    private final CameraLink.Body body;
    private LensSettings settings;
    private LensTable table;
    private Optional<DeviceException> untold = Optional.empty();
    private boolean driven;
    private boolean closed;

    SonyLensFocuser(String device, CameraLink link, LensSettings settings, Pace pace)
            throws DeviceException {
        this.device = device;
        this.link = link;
        this.pace = pace;
        this.settings = settings;
        LensChoice lens = settings.choice();
        this.table = lens.table();
        this.drive = new LensDrive(device, link, lens, pace);
        this.body = link.body();
        drive.watch();
    }

    @Override
    public String name() {
        return device;
    }

    @Override
    public synchronized Introduction introduction() {
        var warnings = new ArrayList<String>(body.warnings());
        settings.warning().ifPresent(warnings::add);
        return new Introduction(body.model(), body.firmware(), warnings);
    }

    @Override
    public synchronized Travel travel() {
        return new Travel(0, (int) Math.round(table.rangeUnits()));
    }

    /// As [Focuser#status()]. While nobody knows where the lens is, the position is a guess, see [#positionSigmaSteps()].
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        tell();
        if (drive.moving()) {
            advance();
        } else if (!settings.perMove()) {
            drive.watch();
        }
        int told = positionSteps();
        return new FocuserStatus(
                told,
                drive.moving(),
                drive.searching(),
                OptionalDouble.empty(),
                // It is told in whole steps, and does not stand on one.
                Math.hypot(drive.where().placeSigmaUnits(), countedSteps() - told));
    }

    @Override
    public synchronized OptionalDouble positionSigmaSteps() {
        return drive.where().sigmaUnits();
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel().require(device, positionSteps);
        untold = Optional.empty();
        drive.moveTo(
                settings.reverse() ? positionSteps : table.rangeUnits() - positionSteps,
                settings.toleranceUnits());
        driveOn();
    }

    /// The press under way is let finish: a body cannot be told to stop. [FocuserStatus#moving()] tells when it has.
    @Override
    public synchronized void halt() throws DeviceException {
        if (drive.moving()) {
            drive.halt();
        } else if (!settings.perMove()) {
            drive.watch();
        }
    }

    @Override
    public void home() throws DeviceException, InterruptedException {
        beginHoming();
        try {
            while (homingOn()) {
                pace.pause(untilDue());
            }
        } catch (InterruptedException stopped) {
            halt();
            throw stopped;
        }
        synchronized (this) {
            if (drive.where().doubt().isPresent()) {
                throw new DeviceException(
                        new DeviceFault.Refused(device, "homing", "it was halted on the way."));
            }
        }
    }

    @Override
    public synchronized List<Setting> settings() {
        return settings.list(drive);
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        new SettingValue(device, setting, value).requireAmong(settings());
        if (drive.moving()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            device, setting + " = " + value, "it is moving. Halt it, or wait."));
        }
        if (setting.equals(LensSettings.HOME)) {
            beginHoming();
            return;
        }
        LensSettings before = settings;
        settings = settings.with(setting, value);
        if (!settings.lens().equals(before.lens())) {
            LensChoice lens = settings.choice();
            table = lens.table();
            drive.use(lens);
        }
        drive.pace(settings.pacePercent());
    }

    @Override
    public synchronized void close() {
        closed = true;
        drive.halt();
        link.close();
    }

    private synchronized void beginHoming() throws DeviceException {
        untold = Optional.empty();
        drive.home();
        driveOn();
    }

    private synchronized boolean homingOn() throws DeviceException {
        tell();
        advance();
        return drive.moving();
    }

    private synchronized Duration untilDue() {
        Duration left = Duration.between(pace.now(), drive.due());
        return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
    }

    private int positionSteps() {
        return travel().nearest((int) Math.round(countedSteps()));
    }

    private double countedSteps() {
        return settings.reverse()
                ? drive.where().units()
                : table.rangeUnits() - drive.where().units();
    }

    private void tell() throws DeviceException {
        if (untold.isPresent()) {
            DeviceException told = untold.get();
            untold = Optional.empty();
            throw told;
        }
    }

    private void advance() throws DeviceException {
        try {
            drive.advance();
        } finally {
            if (!drive.moving() && settings.perMove()) {
                link.release();
            }
        }
    }

    private void driveOn() {
        if (pace.equals(Pace.wall()) && drive.moving() && !driven) {
            driven = true;
            var _ = Thread.ofVirtual().name("lens-" + device).start(this::keepDriving);
        }
    }

    private void keepDriving() {
        try {
            while (stillDriving()) {
                pace.pause(untilDue());
            }
        } catch (InterruptedException _) {
            // Nobody interrupts this thread; if somebody does, moves go on with the next status.
            synchronized (this) {
                driven = false;
            }
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean stillDriving() {
        try {
            if (!closed) {
                advance();
            }
        } catch (DeviceException trouble) {
            untold = Optional.of(trouble);
        }
        driven = drive.moving() && !closed;
        return driven;
    }
}
