package parfocal.driver.sonylens;

import java.util.List;

/// Says which keys to press to get from one place to another.
interface PressPlanner {
    /// @param fromUnits where the lens is believed to stand, as distance from the infinity stop
    /// @param toUnits   where it should stand, from 0 to the range
    /// @return keys in the order to press them, `+` far and `-` near; empty when the lens is near enough already
    List<Integer> presses(double fromUnits, double toUnits);
}
