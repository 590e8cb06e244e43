package parfocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Homing;
import parfocal.device.Setting;
import parfocal.driver.Counting;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Motor;
import parfocal.link.LineTrouble;
import parfocal.link.WireDevice;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;

/// A whole dialogue with one focuser on its emulator, held by somebody patient: told of trouble, he puts the plug back in where it
/// was out, opens the focuser anew, and tries again. Every reading is held against the motor.
final class TroubledDialogue {
    private static final int START = 5_000;
    private static final int MAXIMUM = 10_000;
    private static final int STEPS_PER_SECOND = 1_000;
    private static final int ATTEMPTS = 4;
    private static final Duration LOOK = Duration.ofMillis(250);

    /// No call takes longer than this, whatever the line does. Meeting a device is allowed most: the longest of the protocols listens
    /// for boards that wake up late, and aligns what is out of step.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    /// A move of a second and all its readings, with a stuck motor's patience.
    private static final Duration LONGEST_MOVE = Duration.ofSeconds(60);

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private final FocuserDriver driver;
    private final Motor motor;
    private final CountedLine line;
    private Optional<Focuser> open = Optional.empty();
    private int restedSteps = START;
    private boolean homing;
    private int homed;

    TroubledDialogue(FocuserDriver driver) {
        this.driver = driver;
        FocuserEmulator device = device(driver, pace);
        this.motor = device.motor();
        this.line = new CountedLine(device, pace);
    }

    /// @param story what goes over the wire
    TroubledDialogue(FocuserDriver driver, Appendable story) {
        this.driver = driver;
        FocuserEmulator device = device(driver, pace);
        this.motor = device.motor();
        this.line = new CountedLine(device, pace, story);
    }

    /// @param cutAtByte of everything the device says, when the plug is pulled; for devices that speak unasked
    TroubledDialogue(FocuserDriver driver, int cutAtByte) {
        this.driver = driver;
        FocuserEmulator device = device(driver, pace);
        this.motor = device.motor();
        var cut = new CutStream(device, cutAtByte);
        this.line = new CountedLine(cut, pace);
        cut.whenCut(() -> line.trouble(new LineTrouble.Unplugged()));
    }

    /// Lets through so many bytes in all.
    private static final class CutStream implements WireDevice {
        private final WireDevice device;
        private int left;
        private Runnable pull = () -> {};

        CutStream(WireDevice device, int cutAtByte) {
            this.device = device;
            this.left = cutAtByte;
        }

        void whenCut(Runnable action) {
            pull = action;
        }

        @Override
        public void hear(byte[] bytes) {
            device.hear(bytes);
        }

        @Override
        public byte[] say() {
            byte[] said = device.say();
            if (left < 0 || said.length <= left) {
                left = left < 0 ? left : left - said.length;
                return said;
            }
            byte[] through = Arrays.copyOf(said, left);
            left = -1;
            pull.run();
            return through;
        }
    }

    private static FocuserEmulator device(FocuserDriver driver, Pace pace) {
        var settings =
                new EmulatorSettings(
                        START,
                        MAXIMUM,
                        STEPS_PER_SECOND,
                        0,
                        OptionalDouble.of(10),
                        Counting.quirks(driver));
        return driver.emulator(settings, pace);
    }

    CountedLine line() {
        return line;
    }

    /// @return the settings, as they were told at first and at last
    /// @throws AssertionError when the driver broke its word
    List<Setting> hold() throws InterruptedException {
        List<Setting> atFirst = patiently(TroubledDialogue::settable);
        moveAndSettle(START + 200);
        patiently(focuser -> {
            focuser.moveTo(START - 600);
            return true;
        });
        pace.advance(Duration.ofMillis(300));
        patiently(focuser -> {
            focuser.halt();
            return true;
        });
        int halted = settled();
        pace.advance(Duration.ofSeconds(20));
        assertThat(motor.moving()).as("after a halt").isFalse();
        int homings = homed;
        int stands = patiently(this::honestStatus).positionSteps();
        // One that was opened anew meanwhile has been to its stop.
        if (homed == homings) {
            assertThat(stands).isEqualTo(halted);
        }
        // Whatever it was, it is over.
        moveAndSettle(START + 100);
        assertThat(patiently(TroubledDialogue::settable)).isEqualTo(atFirst);
        return atFirst;
    }

    /// What is only shown may well change from one call to the next.
    private static List<Setting> settable(Focuser focuser) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> !(setting.kind() instanceof Setting.Kind.Shown))
                .toList();
    }

    private void moveAndSettle(int target) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            patiently(focuser -> {
                focuser.moveTo(target);
                return true;
            });
            int stands = settled();
            if (stands == target || tried == ATTEMPTS) {
                assertThat((double) motor.positionSteps()).isCloseTo(target, within(tolerance()));
                return;
            }
        }
    }

    private int settled() throws InterruptedException {
        Instant end = pace.now().plus(LONGEST_MOVE);
        while (pace.now().isBefore(end)) {
            FocuserStatus status = patiently(this::honestStatus);
            if (!status.moving()) {
                assertThat(motor.moving()).as("turning after it was said to stand").isFalse();
                return status.positionSteps();
            }
            pace.advance(LOOK);
        }
        throw new AssertionError("it never settled");
    }

    private FocuserStatus honestStatus(Focuser focuser) throws DeviceException {
        int before = motor.positionSteps();
        FocuserStatus status = focuser.status();
        int after = motor.positionSteps();
        // A server tells of a move now and then: while it says that it moves, its number may be
        // one of earlier on the way. Where it says that it stands, it must stand.
        int earliest = status.moving() ? restedSteps : before;
        assertThat((double) status.positionSteps())
                .as("reported while the motor went from %d to %d", earliest, after)
                .isBetween(
                        Math.min(Math.min(earliest, before), after) - tolerance(),
                        Math.max(Math.max(earliest, before), after) + tolerance());
        if (!status.moving()) {
            restedSteps = after;
        }
        return status;
    }

    /// A focuser that counts from a stop knows its place as well as it says.
    private double tolerance() {
        return open.filter(Homing.class::isInstance)
                .map(Homing.class::cast)
                .map(homing -> 0.5 + 3 * homing.positionSigmaSteps().orElse(MAXIMUM))
                .orElse(0.0);
    }

    private interface Call<T> {
        T to(Focuser focuser) throws DeviceException, InterruptedException;
    }

    private <T> T patiently(Call<T> call) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            Instant asked = pace.now();
            try {
                Focuser focuser = open.isPresent() ? open.get() : open();
                asked = pace.now();
                return call.to(focuser);
            } catch (DeviceException trouble) {
                assertThat(trouble.getMessage()).isNotBlank().isEqualTo(trouble.fault().message());
                if (trouble.fault() instanceof DeviceFault.NotConnected) {
                    line.plugIn();
                    open = Optional.empty();
                }
                if (tried == ATTEMPTS) {
                    throw new AssertionError("still in trouble", trouble);
                }
            } finally {
                assertThat(Duration.between(asked, pace.now()))
                        .as("a call's time")
                        .isLessThanOrEqualTo(homing ? LONGEST_MOVE : LONGEST_CALL);
                homing = false;
            }
        }
    }

    Focuser open() throws DeviceException, InterruptedException {
        Focuser focuser = driver.open(line, pace);
        if (focuser instanceof Homing stop) {
            Counting.tell(focuser);
            // Trouble may end it at any time of its way through the whole range.
            homing = true;
            stop.home();
            homing = false;
            homed++;
            restedSteps = motor.positionSteps();
        }
        open = Optional.of(focuser);
        return focuser;
    }
}
