package parfocal.motion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.time.Pace;

/// A focuser without a wire: a motor with 1000 steps a second and play, and a diary of what it was told. Things can be made to happen
/// at its readings, which is when other threads and bad luck come in.
final class Drawtube implements Focuser {
    static final double STEPS_PER_SECOND = 1000;

    interface Event {
        void happen() throws Exception;
    }

    final Motor motor;
    final List<String> diary = new ArrayList<>();
    Travel travel = new Travel(0, 10_000);

    private final Map<Integer, Event> atReading = new HashMap<>();
    private final Map<Integer, DeviceFault> faultAtReading = new HashMap<>();
    private int readings;
    private boolean deaf;

    Drawtube(Pace pace, int positionSteps, double playSteps) {
        // The tube hangs in the middle of the play: nobody knows how it was left.
        motor =
                new Motor(
                        pace,
                        positionSteps,
                        STEPS_PER_SECOND,
                        new Gear(playSteps, positionSteps, 0.5));
    }

    /// Something happens just before the reading of this number, counted from 1 since the last order. The look before an
    /// order counts to the order before.
    void atReading(int number, Event event) {
        atReading.put(number, event);
    }

    void faultAtReading(int number, DeviceFault fault) {
        faultAtReading.put(number, fault);
    }

    void deafToMoves() {
        deaf = true;
    }

    @Override
    public String name() {
        return "drawtube";
    }

    @Override
    public FocuserStatus status() throws DeviceException {
        readings++;
        Event event = atReading.remove(readings);
        if (event != null) {
            try {
                event.happen();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        }
        DeviceFault fault = faultAtReading.remove(readings);
        if (fault != null) {
            throw new DeviceException(fault);
        }
        return new FocuserStatus(motor.positionSteps(), motor.moving(), OptionalDouble.empty());
    }

    @Override
    public Travel travel() {
        return travel;
    }

    @Override
    public void moveTo(int positionSteps) throws DeviceException {
        travel.require(name(), positionSteps);
        readings = 0;
        diary.add("to " + positionSteps);
        if (!deaf) {
            motor.driveTo(positionSteps);
        }
    }

    @Override
    public void halt() {
        diary.add("halt");
        motor.stop();
    }

    @Override
    public void sync(int positionSteps) {
        diary.add("is " + positionSteps);
        motor.renumber(positionSteps);
    }

    @Override
    public void change(String setting, String value) {
        diary.add(setting + " = " + value);
    }

    @Override
    public void close() {
        diary.add("closed");
    }
}
