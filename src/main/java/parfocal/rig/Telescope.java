package parfocal.rig;

/// The optics of a rig.
///
/// @param apertureMillimetres diameter of the entrance
/// @param focalRatio          focal length over aperture
/// @param obstruction         central obstruction as a fraction of the diameter, 0 for a refractor
/// @param micronsPerStep      shift of the focal plane against the sensor for one focuser step
/// @param stepsPerCelsius     how far best focus moves when it gets one degree warmer
public record Telescope(
        double apertureMillimetres,
        double focalRatio,
        double obstruction,
        double micronsPerStep,
        double stepsPerCelsius) {

    double focalLengthMillimetres() {
        return apertureMillimetres * focalRatio;
    }

    double lightAreaSquareCentimetres() {
        double diameter = apertureMillimetres / 10;
        return Math.PI / 4 * diameter * diameter * (1 - obstruction * obstruction);
    }
}
