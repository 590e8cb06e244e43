package parfocal.driver.sonylens;

import java.time.Duration;

/// The lens that is taken to sit on the camera, with everything that depends on it.
record LensChoice(LensTable table, PressPlanner planner, LensPosition position, int pacePercent) {

    static LensChoice of(LensTable table, int pacePercent) {
        return new LensChoice(table, new StraightPlan(table), new LensPosition(table), pacePercent);
    }

    LensChoice atPace(int percent) {
        return new LensChoice(table, planner, position, percent);
    }

    /// How long the lens is given for a press.
    Duration pace(int key) {
        return table.pace(key).multipliedBy(pacePercent).dividedBy(100);
    }
}
