package parfocal.autofocus;

import java.util.List;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// The way of a sweep, in *sweep numbers*, which grow in its direction: the position itself when sweeping up, its negative when
/// sweeping down.
record Course(Approach approach, Travel travel) {
    double along(double positionSteps) {
        return approach.sign() * positionSteps;
    }

    /// The position of a place, or the nearest there is to it.
    int position(double along) {
        return travel.nearest((int) Math.round(approach.sign() * along));
    }

    boolean allows(double along) {
        return travel.allows((int) Math.round(approach.sign() * along));
    }

    /// The end of the travel ahead (+1) or behind (−1).
    double end(int side) {
        double a = along(travel.minimumSteps());
        double b = along(travel.maximumSteps());
        return side > 0 ? Math.max(a, b) : Math.min(a, b);
    }

    /// To a place from so far behind it.
    MeasureAt fromBehind(double place, double runUp, Purpose purpose, String why) {
        double back = Math.max(place - runUp, end(-1));
        return new MeasureAt(position(place), List.of(position(back)), purpose, why);
    }
}
