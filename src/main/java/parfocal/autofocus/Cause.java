package parfocal.autofocus;

import java.util.Locale;

/// What can be behind a run that did not go as it should. The names are published: reports and other programs read them.
public enum Cause {
    BACKLASH,
    /// Something compensates for more play than there is, or compensates twice.
    OVER_COMPENSATED_BACKLASH,
    MOTOR_NOT_MOVING,
    GHOST_MOVE,
    SLIP,
    /// The tube follows no farther than to some place, driven one way, and comes back as it should.
    BINDING,
    /// A step up moves the tube farther, or less far, than a step down.
    UNEQUAL_STEPS,
    LIMIT_REACHED,
    MINIMUM_AT_EDGE,
    /// The driver calls the focuser arrived while it still moves.
    STALE_POSITION,
    /// A sweep that somebody chose, too short for its curve to rise.
    STEP_TOO_SMALL,
    /// The same, with hardly a sample near focus.
    STEP_TOO_LARGE,
    /// Somebody else moves the focuser while the run does.
    FOREIGN_MOVE,
    CLOUDS,
    DEW,
    WIND_OR_GUIDING,
    HOT_PIXELS,
    NEBULOSITY,
    TOO_FEW_STARS,
    SATURATED,
    UNDEREXPOSED,
    BAD_SEEING,
    TEMPERATURE_DRIFT,
    FILTER_CHANGED,
    /// Stars beyond some size are measured as that large or smaller: cores and fragments of what is there.
    DETECTION_CLIFF,
    MIRROR_FLOP,
    TILT,
    ASTIGMATISM,
    FAR_FROM_FOCUS,
    CAMERA_FAULT,
    NO_STARS;

    /// As written in reports: `motor-not-moving`.
    public String published() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
