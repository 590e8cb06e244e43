package parfocal.driver.sonylens;

/// The numbers of Sony's remote control by PTP, as far as focus needs them.
final class SonyWords {
    // Operations.
    static final int GET_DEVICE_INFO = 0x1001;
    static final int OPEN_SESSION = 0x1002;
    static final int CLOSE_SESSION = 0x1003;
    static final int GET_STORAGE_IDS = 0x1004;
    static final int CONNECT = 0x9201;
    static final int GET_EXTENDED_INFO = 0x9202;
    static final int SET_PROPERTY = 0x9205;
    static final int CONTROL = 0x9207;
    static final int GET_ALL_PROPERTIES = 0x9209;

    // Properties and controls.
    static final int FOCUS_MODE = 0x500A;
    static final int FOCUS_INDICATION = 0xD213;
    static final int MANUAL_FOCUS_ENABLED = 0xD235;
    static final int FOCAL_POSITION = 0xD24C;
    static final int PRIORITY = 0xD25A;
    static final int NEAR_FAR = 0xD2D1;

    // Responses.
    static final int OK = 0x2001;
    static final int SESSION_NOT_OPEN = 0x2003;
    static final int NOT_SUPPORTED = 0x2005;
    static final int ACCESS_DENIED = 0x200F;
    static final int BUSY = 0x2019;
    static final int BAD_VALUE = 0x201C;
    static final int SESSION_ALREADY_OPEN = 0x201E;

    /// Event: some property has changed.
    static final int PROPERTY_CHANGED = 0xC203;

    /// What bodies before 2021 know of the extended information, which is enough for focus.
    static final int OLD_VERSION = 0x00C8;

    static final int MANUAL = 1;
    static final int AUTO_SINGLE = 2;
    static final int VENDOR = 0x11;

    private SonyWords() {}
}
