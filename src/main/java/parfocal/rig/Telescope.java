package parfocal.rig;

/// The optics of a rig.
///
/// @param apertureMillimetres diameter of the entrance
/// @param focalRatio          focal length over aperture
/// @param obstruction         central obstruction as a fraction of the diameter, 0 for a refractor
/// @param micronsPerStep      shift of the focal plane against the sensor for one focuser step
/// @param stepsPerCelsius     how far best focus moves when it gets one degree warmer
/// @param coma                tangential coma at a field angle of one radian, in radians: `3/(16 N²)` for a bare paraboloid, 0 for none
/// @param mirrorShiftArcsec   how far the image jumps on the sky when the focuser reverses
/// @param mirrorJumpSteps     how far best focus jumps then: with the tube pulled down it lies so many steps lower
public record Telescope(
        double apertureMillimetres,
        double focalRatio,
        double obstruction,
        double micronsPerStep,
        double stepsPerCelsius,
        double coma,
        double mirrorShiftArcsec,
        double mirrorJumpSteps) {

    /// Optics without coma, on a focuser that moves no mirror.
    static Telescope rigid(
            double apertureMillimetres,
            double focalRatio,
            double obstruction,
            double micronsPerStep,
            double stepsPerCelsius) {
        return new Telescope(
                apertureMillimetres,
                focalRatio,
                obstruction,
                micronsPerStep,
                stepsPerCelsius,
                0,
                0,
                0);
    }

    Telescope withComa(double tangentialAtOneRadian) {
        return new Telescope(
                apertureMillimetres,
                focalRatio,
                obstruction,
                micronsPerStep,
                stepsPerCelsius,
                tangentialAtOneRadian,
                mirrorShiftArcsec,
                mirrorJumpSteps);
    }

    Telescope withLooseMirror(double shiftArcsec, double jumpSteps) {
        return new Telescope(
                apertureMillimetres,
                focalRatio,
                obstruction,
                micronsPerStep,
                stepsPerCelsius,
                coma,
                shiftArcsec,
                jumpSteps);
    }

    double focalLengthMillimetres() {
        return apertureMillimetres * focalRatio;
    }

    double lightAreaSquareCentimetres() {
        double diameter = apertureMillimetres / 10;
        return Math.PI / 4 * diameter * diameter * (1 - obstruction * obstruction);
    }
}
