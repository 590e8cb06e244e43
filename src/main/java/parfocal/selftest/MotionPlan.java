package parfocal.selftest;

import java.util.ArrayList;
import java.util.List;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// Which orders the test gives: large and small ones, both ways, each more than once, and the way back to the start.
///
/// @param targetsSteps in order; none lies outside the travel
/// @param bigSteps     length of the large ones
public record MotionPlan(List<Integer> targetsSteps, int bigSteps) {
    static final int SMALL_STEPS = 12;

    private static final int LARGEST_STEPS = 1_000;
    private static final int PARTS_OF_THE_TRAVEL = 20;

    public MotionPlan {
        targetsSteps = List.copyOf(targetsSteps);
    }

    /// @param approach how the last part of the way back is made
    public static MotionPlan of(Travel travel, int startSteps, Approach approach) {
        int roomSteps = travel.lengthSteps() / 2;
        int big =
                Math.min(
                        roomSteps,
                        Math.clamp(
                                travel.lengthSteps() / PARTS_OF_THE_TRAVEL,
                                4 * SMALL_STEPS,
                                LARGEST_STEPS));
        int base = Math.clamp(startSteps, travel.minimumSteps() + big, travel.maximumSteps() - big);
        var targets = new ArrayList<Integer>();
        if (base != startSteps) {
            targets.add(base);
        }
        for (int round = 0; round < 2; round++) {
            targets.addAll(List.of(base + big, base, base - big, base));
        }
        int small = Math.min(SMALL_STEPS, Math.max(1, big / 3));
        for (int way : new int[] {small, -small}) {
            for (int offset : new int[] {1, 2, 3, 2, 1, 0}) {
                targets.add(base + way * offset);
            }
        }
        int runUp = travel.nearest(startSteps - approach.sign() * big);
        if (runUp != base) {
            targets.add(runUp);
        }
        if (runUp != startSteps) {
            targets.add(startSteps);
        }
        return new MotionPlan(targets, big);
    }
}
