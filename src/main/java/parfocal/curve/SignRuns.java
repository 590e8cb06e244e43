package parfocal.curve;

import org.hipparchus.util.CombinatoricsUtils;

/// Wald and Wolfowitz: how probable so few unbroken runs of one sign are when signs come in random order.
final class SignRuns {

    private SignRuns() {}

    /// Exact; 1 when all signs are equal by having fewer than two of a kind.
    static double probabilityOfSoFewRuns(boolean... signs) {
        int up = 0;
        int runs = signs.length == 0 ? 0 : 1;
        for (int i = 0; i < signs.length; i++) {
            up += signs[i] ? 1 : 0;
            runs += i > 0 && signs[i] != signs[i - 1] ? 1 : 0;
        }
        int down = signs.length - up;
        if (up == 0 || down == 0) {
            return 1;
        }
        double ways = 0;
        for (int count = 2; count <= runs; count++) {
            ways += arrangements(up, down, count);
        }
        return ways / choose(signs.length, up);
    }

    /// Of the rarest order there is of as many signs of each kind: all of one, then all of the other.
    static double smallestProbability(boolean... signs) {
        int up = 0;
        for (boolean sign : signs) {
            up += sign ? 1 : 0;
        }
        return up == 0 || up == signs.length ? 1 : 2 / choose(signs.length, up);
    }

    private static double arrangements(int up, int down, int runs) {
        int half = runs / 2;
        return runs % 2 == 0
                ? 2 * choose(up - 1, half - 1) * choose(down - 1, half - 1)
                : choose(up - 1, half) * choose(down - 1, half - 1)
                        + choose(up - 1, half - 1) * choose(down - 1, half);
    }

    private static double choose(int from, int count) {
        return count < 0 || count > from
                ? 0
                : CombinatoricsUtils.binomialCoefficientDouble(from, count);
    }
}
