package parfocal.driver.usbfocus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.usbfocus.UsbFocusCommand.FactoryReset;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveIn;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveOut;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadPosition;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSettings;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSign;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadTemperature;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMode;
import parfocal.driver.usbfocus.UsbFocusCommand.Stop;
import parfocal.link.Line;
import parfocal.time.Pace;

/// A USB_Focus v3 at the other end of a line. The device knows relative moves only; an absolute one is counted from the position
/// it reports just before.
final class UsbFocusFocuser implements Focuser {
    static final String NAME = "USB_Focus v3";

    private static final Duration TEMPERATURE_AGE = Duration.ofSeconds(5);
    private static final Duration AFTER_NO_TEMPERATURE = Duration.ofSeconds(30);
    private static final Duration AFTER_A_STOP = Duration.ofMillis(100);
    private static final Duration EEPROM_WRITE = Duration.ofSeconds(3);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int STOPS_TRIED = 3;
    private static final int CHANGES_TRIED = 2;

    private record Reading(int positionSteps, Instant at) {}

    private final Line line;
    private final Pace pace;
    private final UsbFocusTalk talk;
    private final UsbFocusProbe probe = new UsbFocusProbe();
    private volatile UsbFocusSettings settings;
    private Optional<UsbFocusMove> move = Optional.empty();
    private Reading last;
    private Instant temperatureDue;
    private OptionalDouble temperatureCelsius = OptionalDouble.empty();

    /// Meets the device and reads it, changing nothing.
    UsbFocusFocuser(Line line, Pace pace) throws DeviceException {
        this.line = line;
        this.pace = pace;
        this.talk = new UsbFocusTalk(line, pace, NAME);
        talk.introduce();
        this.settings = readSettings(talk, Optional.empty());
        this.last = new Reading(position(), pace.now());
        this.temperatureDue = pace.now();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Travel travel() {
        return new Travel(0, settings.eeprom().maximumSteps());
    }

    /// As [Focuser#status()]; a motor that makes no step for five seconds is told to stop, and told of by `Stuck`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        // The temperature has time; the position is read last, so that it is not old when it is
        // returned.
        OptionalDouble celsius = temperature();
        int positionSteps = position();
        return new FocuserStatus(positionSteps, judge(positionSteps), celsius);
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel().require(NAME, positionSteps);
        int fromSteps = position();
        // What a second order does to a turning motor is not known. Stopped first, it is.
        if (move.isPresent() && !endedAt(fromSteps)) {
            tellStop();
            fromSteps = standstill();
        }
        move = Optional.empty();
        if (fromSteps != positionSteps) {
            var _ = talk.takeStar();
            order(fromSteps, positionSteps);
        }
    }

    @Override
    public void halt() throws DeviceException {
        tellStop();
        synchronized (this) {
            int positionSteps = standstill();
            move = Optional.empty();
            var _ = talk.takeStar();
            last = new Reading(positionSteps, pace.now());
        }
    }

    @Override
    public List<Setting> settings() {
        return settings.list();
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        List<UsbFocusCommand> orders = settings.commandsFor(NAME, setting, value);
        String asked = setting + " = " + value;
        if (!setting.equals(UsbFocusSettings.COMPENSATION) && status().moving()) {
            throw new DeviceException(
                    new DeviceFault.Refused(NAME, asked, "it is moving. Halt it, or wait."));
        }
        for (UsbFocusCommand order : orders) {
            carryOut(order, asked);
        }
    }

    @Override
    public void close() {
        line.close();
    }

    // A relative order given twice moves twice. So it is given once, and the position asked right
    // behind it: an answer shows that
    // the device was counting bytes as we do. If it was not, two readings decide whether the order
    // was heard.
    private void order(int fromSteps, int targetSteps) throws DeviceException {
        int steps = Math.abs(targetSteps - fromSteps);
        UsbFocusCommand order = targetSteps < fromSteps ? new MoveIn(steps) : new MoveOut(steps);
        int refusalsBefore = talk.refusalsHeard();
        move = Optional.of(UsbFocusMove.ordered(fromSteps, targetSteps, pace.now()));
        talk.tell(order);
        int nowSteps = position();
        if (talk.refusalsHeard() != refusalsBefore && nowSteps == fromSteps && stands(fromSteps)) {
            int refusalsAgain = talk.refusalsHeard();
            talk.tell(order);
            if (position() == fromSteps
                    && talk.refusalsHeard() != refusalsAgain
                    && stands(fromSteps)) {
                move = Optional.empty();
                throw new DeviceException(
                        new DeviceFault.Refused(
                                NAME, "a move to " + targetSteps, "it answered ER=1 twice"));
            }
        }
    }

    private boolean stands(int positionSteps) throws DeviceException {
        var _ = talk.listen(UsbFocusMove.STANDSTILL);
        return position() == positionSteps;
    }

    private boolean endedAt(int positionSteps) {
        Instant now = pace.now();
        return move.map(ordered -> ordered.seen(positionSteps, talk.takeStar(), now))
                .filter(seen -> seen.verdict(now) == UsbFocusMove.Verdict.ENDED)
                .isPresent();
    }

    private boolean judge(int positionSteps) throws DeviceException {
        Instant now = pace.now();
        boolean star = talk.takeStar();
        Reading before = last;
        last = new Reading(positionSteps, now);
        if (move.isEmpty()) {
            // The handpad, or the device's own compensation, turns without a word.
            return positionSteps != before.positionSteps()
                    && Duration.between(before.at(), now).compareTo(FRESH) <= 0;
        }
        UsbFocusMove seen = move.get().seen(positionSteps, star, now);
        move = Optional.of(seen);
        return switch (seen.verdict(now)) {
            case TURNING -> true;
            case ENDED -> {
                move = Optional.empty();
                yield false;
            }
            case STUCK -> {
                // Without this it would go on by itself when whatever holds it lets go.
                tellStop();
                move = Optional.empty();
                throw new DeviceException(
                        new DeviceFault.Stuck(
                                NAME,
                                positionSteps,
                                seen.targetSteps(),
                                Duration.between(seen.lastChange(), now)));
            }
        };
    }

    private void tellStop() throws DeviceException {
        talk.tell(new Stop());
    }

    // Nobody knows what a stop is answered with. Two equal readings are the answer.
    private int standstill() throws DeviceException {
        int before = -1;
        int after = -1;
        for (int tried = 1; tried <= STOPS_TRIED; tried++) {
            var _ = talk.listen(AFTER_A_STOP);
            before = position();
            var _ = talk.listen(UsbFocusMove.STANDSTILL);
            after = position();
            if (before == after) {
                return after;
            }
            tellStop();
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME, "halt", "it went on from %d to %d".formatted(before, after)));
    }

    private void carryOut(UsbFocusCommand order, String asked) throws DeviceException {
        Duration patience = order instanceof FactoryReset ? EEPROM_WRITE : UsbFocusTalk.REPLY;
        for (int tried = 1; tried <= CHANGES_TRIED; tried++) {
            boolean understood = talk.order(order, patience);
            settings = readSettings(talk, automaticAfter(order, understood));
            boolean visible = !(order instanceof SetMode || order instanceof FactoryReset);
            if (settings.show(order) && (understood || visible)) {
                return;
            }
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME,
                        asked,
                        "told twice, it has not taken it. Its settings were read again."));
    }

    private Optional<Boolean> automaticAfter(UsbFocusCommand order, boolean understood) {
        return switch (order) {
            case SetMode(boolean automatic) when understood -> Optional.of(automatic);
            case FactoryReset() -> Optional.empty();
            default -> settings.automatic();
        };
    }

    private static UsbFocusSettings readSettings(UsbFocusTalk talk, Optional<Boolean> automatic)
            throws DeviceException {
        var eeprom = talk.ask(new ReadSettings(), UsbFocusReply.Settings.class);
        Optional<Boolean> negative;
        try {
            negative = Optional.of(talk.ask(new ReadSign(), UsbFocusReply.Sign.class).negative());
        } catch (DeviceException trouble) {
            // A firmware without this question can do everything else.
            if (!(trouble.fault() instanceof DeviceFault.Refused)) {
                throw trouble;
            }
            negative = Optional.empty();
        }
        return new UsbFocusSettings(eeprom, negative, automatic);
    }

    private int position() throws DeviceException {
        return talk.ask(new ReadPosition(), UsbFocusReply.Position.class).steps();
    }

    private OptionalDouble temperature() throws DeviceException {
        if (!pace.now().isBefore(temperatureDue)) {
            readTemperature();
        }
        return temperatureCelsius;
    }

    private void readTemperature() throws DeviceException {
        try {
            var reply = talk.ask(new ReadTemperature(), UsbFocusReply.Temperature.class);
            temperatureCelsius = probe.believe(reply.celsius(), pace.now());
            temperatureDue = pace.now().plus(TEMPERATURE_AGE);
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.NotConnected) {
                throw trouble;
            }
            // A focuser with a dumb probe still focuses, and should not wait for it too often.
            temperatureCelsius = OptionalDouble.empty();
            temperatureDue = pace.now().plus(AFTER_NO_TEMPERATURE);
        }
    }
}
