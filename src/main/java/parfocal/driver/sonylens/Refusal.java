package parfocal.driver.sonylens;

import java.util.Locale;

/// Why a body presses no key, in words that say what to do.
final class Refusal {
    static final String CAMERA_NOT_MANUAL =
            "the camera itself is not set to manual focus. Set the camera's focus mode to MF, and leave the lens's own AF/MF switch"
                    + " on AF.";
    static final String LENS_DOES_NOT_OBEY =
            "the camera takes the keys, but the lens does not move. Set the lens's own AF/MF switch to AF (the camera's mode stays"
                    + " MF); an adapted or purely manual lens cannot be driven, and some lenses need newer firmware.";
    static final String BUSY =
            "the camera stayed busy. Let it finish its exposures and writing, close its menu, and try again.";

    private Refusal() {}

    static String of(int code) {
        return switch (code) {
            case SonyWords.ACCESS_DENIED -> CAMERA_NOT_MANUAL;
            case SonyWords.BUSY -> BUSY;
            case SonyWords.NOT_SUPPORTED ->
                    "this body has no focus keys for computers. Its list of remote functions tells whether newer firmware does.";
            default ->
                    String.format(
                            Locale.ROOT,
                            "the camera answered 0x%04X. Switch it off and on, and see that it is in PC Remote mode.",
                            code);
        };
    }
}
