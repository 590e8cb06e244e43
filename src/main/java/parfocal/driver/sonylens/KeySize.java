package parfocal.driver.sonylens;

/// How far one press of one key moves the lens, in one direction.
///
/// @param units      travel in units (one press of far key 1 is one unit), more than 0
/// @param sigmaUnits what that number may be wrong by, the same way at every press
record KeySize(double units, double sigmaUnits) {
    KeySize {
        if (!(units > 0 && Double.isFinite(units))) {
            throw new IllegalArgumentException("a key moves by more than 0 units, not " + units);
        }
        if (!(sigmaUnits >= 0 && Double.isFinite(sigmaUnits))) {
            throw new IllegalArgumentException("an uncertainty is at least 0, not " + sigmaUnits);
        }
    }
}
