package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fewest presses that land within the tolerance, never near a stop on the way, always arriving in the same direction.
///
/// It is the problem of paying a sum with fewest coins when change is given, in real numbers. Presses of the biggest key that
/// a long way needs in any case are set aside; of the rest, all bags of up to eight presses are searched, few presses first,
/// each as two halves that meet. Among bags of the fewest presses, and of one press more, the one is taken that is
/// quickest and least shaky: big presses scatter more than small ones.
///
/// With backlash, positions are those of the motor: the glass follows by the backlash later, and since all moves arrive in the
/// same direction, always by the same.
final class ShortestPlan implements PressPlanner {
    /// Which way a move ends.
    enum Arrival {
        /// With near presses, coming from the infinity side.
        NEAR(-1),
        /// With far presses.
        FAR(1);

        private final int sign;

        Arrival(int sign) {
            this.sign = sign;
        }
    }

    static final double USUAL_TOLERANCE_UNITS = 0.5;
    static final double USUAL_MARGIN_UNITS = 2;

    /// What a press scatters by, as a fraction of its length; good lenses in the field.
    private static final double SCATTER = 0.003;

    private static final double PRESSES_PER_MILLISECOND = 1e-4;

    private final LensTable table;
    private final Arrival arrival;
    private final double toleranceUnits;
    private final double marginUnits;
    private final PressSums sums;
    private final int biggestKey;

    ShortestPlan(LensTable table) {
        this(table, Arrival.NEAR, USUAL_TOLERANCE_UNITS, USUAL_MARGIN_UNITS);
    }

    /// @param toleranceUnits how far from the target the sum of the presses may end
    /// @param marginUnits    how far the way keeps from both stops, where start and target allow it
    ShortestPlan(LensTable table, Arrival arrival, double toleranceUnits, double marginUnits) {
        if (!(toleranceUnits > 0 && marginUnits >= 0)) {
            throw new IllegalArgumentException(
                    "tolerance must be more than 0 and margin at least 0, not %s and %s"
                            .formatted(toleranceUnits, marginUnits));
        }
        this.table = table;
        this.arrival = arrival;
        this.toleranceUnits = toleranceUnits;
        this.marginUnits = marginUnits;
        this.sums = new PressSums(table);
        int key = LensTable.KEYS;
        while (!table.aims(key)) {
            key--;
        }
        this.biggestKey = key;
    }

    @Override
    public List<Integer> presses(double fromUnits, double toUnits) {
        if (!(toUnits >= 0 && toUnits <= table.rangeUnits()) || !Double.isFinite(fromUnits)) {
            throw new IllegalArgumentException(
                    "a move from %.1f to %.1f does not lie in the range of %.1f units"
                            .formatted(fromUnits, toUnits, table.rangeUnits()));
        }
        double smallestUnits = Math.min(table.size(1).units(), table.size(-1).units());
        if (Math.abs(toUnits - fromUnits) < smallestUnits / 2) {
            return List.of();
        }
        // Close to a stop there may be no room to arrive from the right side; then each demand is
        // dropped in its turn.
        for (var rules :
                List.of(
                        new Rules(marginUnits, arrival.sign, toleranceUnits),
                        new Rules(0, arrival.sign, toleranceUnits),
                        new Rules(0, 0, toleranceUnits))) {
            Optional<List<Integer>> plan = new Move(fromUnits, toUnits, rules).shortest();
            if (plan.isPresent()) {
                return plan.get();
            }
        }
        for (double tolerance = 2 * toleranceUnits; ; tolerance *= 2) {
            var rules = new Rules(0, 0, tolerance);
            Optional<List<Integer>> plan = new Move(fromUnits, toUnits, rules).shortest();
            if (plan.isPresent()) {
                return plan.get();
            }
        }
    }

    private record Rules(double marginUnits, int arrivalSign, double toleranceUnits) {}

    /// One move being planned.
    private final class Move {
        private final Rules rules;
        private final double fromUnits;
        private final double lowestUnits;
        private final double highestUnits;
        private final double leftUnits;
        private final int bulkKey;
        private final int bulkPresses;
        private Optional<List<Integer>> best = Optional.empty();
        private double bestCost = Double.POSITIVE_INFINITY;

        Move(double fromUnits, double toUnits, Rules rules) {
            this.rules = rules;
            this.fromUnits = fromUnits;
            this.lowestUnits = Math.min(rules.marginUnits, Math.min(fromUnits, toUnits));
            this.highestUnits =
                    Math.max(table.rangeUnits() - rules.marginUnits, Math.max(fromUnits, toUnits));
            double wayUnits = toUnits - fromUnits;
            this.bulkKey = wayUnits > 0 ? -biggestKey : biggestKey;
            double bulkUnits = table.size(bulkKey).units();
            this.bulkPresses = Math.max(0, (int) (Math.abs(wayUnits) / bulkUnits) - 1);
            this.leftUnits = wayUnits - bulkPresses * table.travelUnits(bulkKey);
        }

        Optional<List<Integer>> shortest() {
            int most = 2 * PressSums.HALF;
            for (int presses = 0; presses <= most; presses++) {
                int soMany = presses;
                sums.search(
                        presses,
                        leftUnits,
                        rules.toleranceUnits,
                        (counts, sum) -> consider(soMany, counts, sum));
                if (best.isPresent()) {
                    most = Math.min(most, fewest(presses) + 1);
                }
            }
            return best;
        }

        private int fewest(int presses) {
            return Math.min(presses, best.orElseThrow().size() - bulkPresses);
        }

        private void consider(int presses, long counts, double sumUnits) {
            double cost = presses + Math.abs(sumUnits - leftUnits) / rules.toleranceUnits * 0.1;
            double variance = 0;
            for (int key = 1; key <= LensTable.KEYS; key++) {
                for (int signed = -key; signed <= key; signed += 2 * key) {
                    int count = PressSums.count(counts, signed);
                    double scatterUnits = SCATTER * table.size(signed).units();
                    variance += count * scatterUnits * scatterUnits;
                    cost += count * table.pace(key).toMillis() * PRESSES_PER_MILLISECOND;
                }
            }
            cost += variance / (rules.toleranceUnits * rules.toleranceUnits);
            if (cost >= bestCost) {
                return;
            }
            Optional<List<Integer>> order =
                    PressOrder.of(
                            keys(counts),
                            rules.arrivalSign,
                            table,
                            fromUnits,
                            lowestUnits,
                            highestUnits);
            if (order.isPresent()) {
                best = order;
                bestCost = cost;
            }
        }

        private List<Integer> keys(long counts) {
            var keys = new ArrayList<Integer>();
            for (int key = -LensTable.KEYS; key <= LensTable.KEYS; key++) {
                int count = key == 0 ? 0 : PressSums.count(counts, key);
                count += key == bulkKey ? bulkPresses : 0;
                for (int i = 0; i < count; i++) {
                    keys.add(key);
                }
            }
            return keys;
        }
    }
}
