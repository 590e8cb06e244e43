package parfocal.driver.usbfocus;

import java.time.Duration;
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
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSettings;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSign;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMode;
import parfocal.link.Line;
import parfocal.time.Pace;

/// A USB_Focus v3 at the other end of a line.
final class UsbFocusFocuser implements Focuser {
    static final String NAME = "USB_Focus v3";

    private static final Duration EEPROM_WRITE = Duration.ofSeconds(3);
    private static final int CHANGES_TRIED = 2;

    private final Line line;
    private final UsbFocusTalk talk;
    private final UsbFocusMotion motion;
    private final UsbFocusProbe probe;
    private volatile UsbFocusSettings settings;

    /// Meets the device and reads it, changing nothing.
    UsbFocusFocuser(Line line, Pace pace) throws DeviceException {
        this.line = line;
        this.talk = new UsbFocusTalk(line, pace, NAME);
        talk.introduce();
        this.settings = readSettings(talk, Optional.empty());
        this.motion = new UsbFocusMotion(talk, pace, NAME);
        this.probe = new UsbFocusProbe(talk, pace);
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
        // The temperature has time; the position is read
        // last, so that it is not old when it is returned.
        OptionalDouble temperatureCelsius = probe.temperatureCelsius();
        motion.awaitComparison();
        int positionSteps = motion.positionSteps();
        return new FocuserStatus(positionSteps, motion.moving(positionSteps), temperatureCelsius);
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel().require(NAME, positionSteps);
        motion.moveTo(positionSteps);
    }

    @Override
    public void halt() throws DeviceException {
        // Before the lock: whoever is talking may be waiting
        // for an answer, and the motor turns meanwhile.
        motion.tellStop();
        synchronized (this) {
            var _ = motion.standstill();
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

    // Some firmwares are said not to answer; what the
    // device shows afterwards counts, where it can show it.
    private void carryOut(UsbFocusCommand order, String asked) throws DeviceException {
        Duration patience = order instanceof FactoryReset ? EEPROM_WRITE : UsbFocusTalk.REPLY;
        boolean visible = !(order instanceof SetMode || order instanceof FactoryReset);
        for (int tried = 1; tried <= CHANGES_TRIED; tried++) {
            boolean understood = talk.order(order, patience);
            settings = readSettings(talk, automaticAfter(order, understood));
            if (settings.show(order) && (understood || visible)) {
                return;
            }
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME, asked, "told twice, it has not taken it. See its settings."));
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
        return new UsbFocusSettings(eeprom, readSign(talk), automatic);
    }

    // A firmware without this question can do everything else.
    private static Optional<Boolean> readSign(UsbFocusTalk talk) throws DeviceException {
        try {
            return Optional.of(talk.ask(new ReadSign(), UsbFocusReply.Sign.class).negative());
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                return Optional.empty();
            }
            throw trouble;
        }
    }
}
