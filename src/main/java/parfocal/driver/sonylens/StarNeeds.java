package parfocal.driver.sonylens;

import java.util.Optional;

/// Which key is to be measured next: what is known least, fine keys first, as the big ones are measured by them.
///
/// @param cycles     how often each key has been measured
/// @param usableKeys up to which key a press is shorter than the range, as far as is known
/// @param rangeUnits where somebody knows it, or else infinite
record StarNeeds(LearningFit known, int[] cycles, int usableKeys, double rangeUnits) {
    static final int BIGGEST_FINE_KEY = 4;

    private static final double FIRST_BIG_KEY = 6;

    /// Where presses get lost, one way of a big key proves nothing.
    private static final double MANY_LOST = 0.008;

    private static final int CYCLES_WHEN_LOST = 5;
    private static final int MOST_CYCLES = 30;
    private static final int MOST_FINE_CYCLES = 36;

    /// No lens has been seen with neighbours so alike.
    private static final double SMALLEST_RATIO = 1.9;

    /// Relative sigma at which a key is known well enough; each stands on the smaller ones.
    private static final double[] GOOD_ENOUGH = {
        0, 0.010, 0.009, 0.009, 0.009, 0.0105, 0.012, 0.0135
    };

    /// @param key        empty when all are known well enough
    /// @param usableKeys as is known now
    record Next(Optional<Integer> key, int usableKeys) {}

    Next next() {
        int fineCycles = cycles[1] + cycles[2] + cycles[3] + cycles[4];
        int worst = 1;
        for (int key = 1; key <= BIGGEST_FINE_KEY; key++) {
            if (lack(key) > lack(worst) || (cycles[key] == 0 && cycles[worst] > 0)) {
                worst = key;
            }
        }
        if ((lack(worst) > 1 || cycles[worst] == 0) && fineCycles < MOST_FINE_CYCLES) {
            // Key 1 is the unit all others are told in, so it gets every second turn.
            return new Next(
                    Optional.of(fineCycles % 2 == 0 && fineCycles > 3 ? 1 : worst), usableKeys);
        }
        for (int key = BIGGEST_FINE_KEY + 1; key <= usableKeys; key++) {
            if (key >= FIRST_BIG_KEY && cycles[key] > 0 && cutShort(key)) {
                return new Next(Optional.empty(), key - 1);
            }
            boolean often = cycles[key] >= (known.lost() > MANY_LOST ? CYCLES_WHEN_LOST : 1);
            if ((!often || lack(key) > 1) && cycles[key] < MOST_CYCLES) {
                return tooLong(key)
                        ? new Next(Optional.empty(), key - 1)
                        : new Next(Optional.of(key), usableKeys);
            }
        }
        return new Next(Optional.empty(), usableKeys);
    }

    private double lack(int key) {
        return Math.max(known.relativeSigma(key), known.relativeSigma(-key)) / GOOD_ENOUGH[key];
    }

    /// The near stop has cut the press.
    private boolean cutShort(int key) {
        return known.size(-key).units() < SMALLEST_RATIO * known.size(1 - key).units();
    }

    private boolean tooLong(int key) {
        return known.size(-key).units() > rangeUnits - 2 * new StarPaths(known).highest();
    }
}
