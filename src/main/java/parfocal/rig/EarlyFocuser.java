package parfocal.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.Motor;
import parfocal.time.Pace;

/// A focuser whose driver answers from memory: for a while after each order it says that the focuser stands where it was sent, and only
/// then asks the device, whose moves are slow.
final class EarlyFocuser implements Focuser {
    private static final Duration FROM_MEMORY = Duration.ofMillis(1500);

    private final Focuser inner;
    private final Motor motor;
    private final Pace pace;
    private final double secondsOfMove;
    private Instant ordered;
    private int target;

    EarlyFocuser(Focuser inner, Motor motor, Pace pace, double secondsOfMove) {
        this.inner = inner;
        this.motor = motor;
        this.pace = pace;
        this.secondsOfMove = secondsOfMove;
        this.ordered = Instant.EPOCH;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        FocuserStatus truth = inner.status();
        return pace.now().isBefore(ordered.plus(FROM_MEMORY))
                ? new FocuserStatus(target, false, truth.temperatureCelsius())
                : truth;
    }

    @Override
    public Travel travel() {
        return inner.travel();
    }

    @Override
    public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        inner.moveTo(positionSteps);
        int way = Math.abs(positionSteps - motor.positionSteps());
        motor.speed(Math.max(1, way) / secondsOfMove);
        target = positionSteps;
        ordered = pace.now();
    }

    @Override
    public void halt() throws DeviceException {
        ordered = Instant.EPOCH;
        inner.halt();
    }

    @Override
    public List<Setting> settings() throws DeviceException {
        return inner.settings();
    }

    @Override
    public void change(String setting, String value) throws DeviceException {
        inner.change(setting, value);
    }

    @Override
    public void close() {
        inner.close();
    }
}
