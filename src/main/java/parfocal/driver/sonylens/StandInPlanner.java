package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;

/// Greedy, until the planner is merged.
record StandInPlanner(LensTable table) implements PressPlanner {
    @Override
    public List<Integer> presses(double fromUnits, double toUnits) {
        var keys = new ArrayList<Integer>();
        double left = toUnits - fromUnits;
        for (int key = LensTable.KEYS; key >= 1; key--) {
            int signed = left > 0 ? -key : key;
            if (!table.aims(key)) {
                continue;
            }
            double step = table.travelUnits(signed);
            int count = (int) (key == 1 ? Math.round(left / step) : Math.floor(left / step));
            for (int press = 0; press < count; press++) {
                keys.add(signed);
            }
            left -= count * step;
        }
        return keys;
    }
}
