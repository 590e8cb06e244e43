package parfocal.autofocus;

import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Travel;

/// How far beyond a place to begin the last leg to it, so that play is taken up on the way whatever there is of it.
///
/// Play is not known, and an arrival that hangs by half a half-width looks almost like one that does not: no proof at the bottom of
/// the curve can tell. Moves cost little beside exposures, so the run-up is made longer than the play of any focuser that is worth
/// focusing with.
public final class RunUp {
    private static final double IN_HALF_WIDTHS = 2.6;

    /// More than the play of any focuser that anybody has complained of, by a third.
    private static final double LARGEST_STEPS = 400;

    /// On a focuser that counts in large steps, play is few of them.
    private static final double LARGEST_SHARE_OF_TRAVEL = 0.2;

    private RunUp() {}

    /// Moves to a place as the samples of a run came to theirs.
    public static void arrive(Focuser focuser, Approach approach, int positionSteps)
            throws DeviceException, InterruptedException {
        Travel travel = focuser.travel();
        focuser.moveTo(behind(travel, approach, positionSteps, steps(travel)));
        focuser.moveTo(positionSteps);
    }

    /// The place so far behind another, for whoever moves in this direction; the end of the travel where there is no more room.
    static int behind(
            Travel travel, Approach approach, double positionSteps, double distanceSteps) {
        return travel.nearest((int) Math.round(positionSteps - approach.sign() * distanceSteps));
    }

    /// Before anything is known of the curve.
    static double steps(Travel travel) {
        return Math.min(LARGEST_STEPS, LARGEST_SHARE_OF_TRAVEL * travel.lengthSteps());
    }

    static double steps(Travel travel, double halfWidthSteps) {
        return Math.max(IN_HALF_WIDTHS * halfWidthSteps, steps(travel));
    }
}
