package parfocal.rig;

/// The camera of a rig, as it is read out (binning done).
///
/// @param pixelMicrons          pitch of the binned pixels
/// @param electronsPerAdu       gain
/// @param fullWellElectrons     where a pixel saturates
/// @param downloadSeconds       from the end of the exposure to the frame in memory
public record Sensor(
        int widthPixels,
        int heightPixels,
        double pixelMicrons,
        int binning,
        double electronsPerAdu,
        double readNoiseElectrons,
        double darkElectronsPerSecond,
        double fullWellElectrons,
        double biasAdu,
        double downloadSeconds) {

    double saturationAdu() {
        return Math.min(65_535, biasAdu + fullWellElectrons / electronsPerAdu);
    }

    /// The middle of it, with all else as it is.
    Sensor cutTo(int newWidthPixels, int newHeightPixels) {
        return new Sensor(
                newWidthPixels,
                newHeightPixels,
                pixelMicrons,
                binning,
                electronsPerAdu,
                readNoiseElectrons,
                darkElectronsPerSecond,
                fullWellElectrons,
                biasAdu,
                downloadSeconds);
    }
}
