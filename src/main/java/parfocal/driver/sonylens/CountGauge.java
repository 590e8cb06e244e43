package parfocal.driver.sonylens;

import parfocal.device.DeviceException;
import parfocal.driver.sonylens.Crossing.Stretch;

/// Tells a lesson by counts where a stretch begins and ends. Not for several threads.
sealed interface CountGauge permits PercentGauge, WitnessGauge {
    /// Drives against the infinity stop, from wherever the lens is.
    void home() throws DeviceException, InterruptedException;

    /// Whether it sees places within the range, so that a [Stretch#PART] can be crossed.
    boolean seesWithin();

    /// Brings the lens to where a stretch begins.
    ///
    /// @param sign    the way it will be crossed: `+` far, `-` near
    /// @param fineKey by which the beginning is felt for, 1 to 7
    void toBeginning(Stretch stretch, int sign, int fineKey)
            throws DeviceException, InterruptedException;

    /// How far it is yet to the end of the stretch, of its length: 1 at its beginning, less than 0 beyond its end.
    ///
    /// @param countedShare what the presses since the beginning should have made of it
    double left(double countedShare) throws DeviceException, InterruptedException;

    /// What [#left] may be wrong by; nobody presses blindly nearer to the end than this.
    double doubt();

    /// Feels its way to the end by single presses.
    ///
    /// @return how many there were up to the end
    /// @throws Overshot when the lens was there already
    double toEnd(int signedFineKey) throws DeviceException, InterruptedException, Overshot;

    /// How well [#toEnd] knows its count, as a standard deviation.
    double resolution();

    /// The range, when a whole stretch is so long.
    double rangeUnits(double wholeUnits);

    /// The stretch was left before its end could be felt for.
    final class Overshot extends Exception {
        private static final long serialVersionUID = 1L;

        Overshot() {
            super("the end of the stretch was passed unnoticed");
        }
    }
}
