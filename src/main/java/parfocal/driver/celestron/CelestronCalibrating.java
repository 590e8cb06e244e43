package parfocal.driver.celestron;

import parfocal.driver.Motor;

/// How the emulated firmware finds its range: in to the stop, out to the other, back to the middle, four states each way.
final class CelestronCalibrating {
    /// A calibration that hangs or fails does so here.
    static final int BAD_STATE = 4;

    private static final int STATES_A_LEG = 4;

    private final Motor motor;
    private final int[] ends;
    private int leg;
    private int legStartSteps;

    CelestronCalibrating(Motor motor, int innerStopSteps, int outerStopSteps) {
        this.motor = motor;
        this.ends =
                new int[] {
                    innerStopSteps,
                    outerStopSteps,
                    innerStopSteps + (outerStopSteps - innerStopSteps) / 2
                };
        begin();
    }

    /// Goes on to the next leg where one has ended.
    ///
    /// @return false once the last has ended
    boolean goOn() {
        while (leg < ends.length && !motor.moving()) {
            leg++;
            begin();
        }
        return leg < ends.length;
    }

    /// 1…12, by how much of the way is done.
    int state() {
        int whole = Math.abs(ends[leg] - legStartSteps);
        int done = Math.abs(motor.positionSteps() - legStartSteps);
        int within = whole == 0 ? 0 : Math.min((int) ((long) STATES_A_LEG * done / whole), 3);
        return leg * STATES_A_LEG + 1 + within;
    }

    private void begin() {
        legStartSteps = motor.positionSteps();
        if (leg < ends.length) {
            motor.driveTo(ends[leg]);
        }
    }
}
