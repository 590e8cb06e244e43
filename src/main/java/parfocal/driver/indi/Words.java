package parfocal.driver.indi;

/// The names of INDI's standard properties that a focuser has, and of their elements.
final class Words {
    static final String CONNECTION = "CONNECTION";
    static final String CONNECT = "CONNECT";
    static final String DISCONNECT = "DISCONNECT";
    static final String DRIVER_INFO = "DRIVER_INFO";
    static final String DRIVER_INTERFACE = "DRIVER_INTERFACE";
    static final int FOCUSER_BIT = 8;

    static final String ABSOLUTE = "ABS_FOCUS_POSITION";
    static final String ABSOLUTE_STEPS = "FOCUS_ABSOLUTE_POSITION";
    static final String RELATIVE = "REL_FOCUS_POSITION";
    static final String RELATIVE_STEPS = "FOCUS_RELATIVE_POSITION";
    static final String MOTION = "FOCUS_MOTION";
    static final String INWARD = "FOCUS_INWARD";
    static final String OUTWARD = "FOCUS_OUTWARD";
    static final String ABORT_MOTION = "FOCUS_ABORT_MOTION";
    static final String ABORT = "ABORT";
    static final String SYNC = "FOCUS_SYNC";
    static final String SYNC_STEPS = "FOCUS_SYNC_VALUE";
    static final String MAX = "FOCUS_MAX";
    static final String MAX_STEPS = "FOCUS_MAX_VALUE";
    static final String SPEED = "FOCUS_SPEED";
    static final String SPEED_VALUE = "FOCUS_SPEED_VALUE";
    static final String REVERSE = "FOCUS_REVERSE_MOTION";
    static final String BACKLASH = "FOCUS_BACKLASH_TOGGLE";
    static final String BACKLASH_STEPS = "FOCUS_BACKLASH_STEPS";
    static final String BACKLASH_VALUE = "FOCUS_BACKLASH_VALUE";
    static final String ENABLED = "INDI_ENABLED";
    static final String DISABLED = "INDI_DISABLED";
    static final String TEMPERATURE = "FOCUS_TEMPERATURE";
    static final String CELSIUS = "TEMPERATURE";

    private Words() {}
}
