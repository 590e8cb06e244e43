package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final double PRESSES_PER_MISS = 0.1;
    private static final int MOST_PRESSES = 2 * PressSums.HALF;

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

    /// Bags of one move that are tried for an order; beyond that its rules are taken to be impossible.
    private static final int MOST_UNORDERED = 100;

    private record Priced(List<Integer> keys, double cost) {
        boolean cheaperThan(Priced other) {
            return cost < other.cost;
        }
    }

    private record Rules(double marginUnits, int arrivalSign, double toleranceUnits) {}

    /// One move being planned.
    private final class Move {
        private final Rules rules;
        private final double fromUnits;
        private final double toUnits;
        private final double lowestUnits;
        private final double highestUnits;
        private final double leftUnits;
        private final int bulkKey;
        private final int bulkPresses;
        private int unordered;

        Move(double fromUnits, double toUnits, Rules rules) {
            this.rules = rules;
            this.fromUnits = fromUnits;
            this.toUnits = toUnits;
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
            if (!roomToArrive()) {
                return Optional.empty();
            }
            Optional<Priced> best = Optional.empty();
            int most = MOST_PRESSES;
            for (int presses = 0; presses <= most; presses++) {
                Optional<Priced> found = cheapest(presses);
                if (best.isEmpty() && found.isPresent()) {
                    most = Math.min(most, presses + 1);
                }
                if (found.isPresent() && best.stream().allMatch(found.get()::cheaperThan)) {
                    best = found;
                }
            }
            return best.map(Priced::keys);
        }

        /// Whether even the smallest press in the direction of arrival, as the last, could start inside.
        private boolean roomToArrive() {
            if (rules.arrivalSign == 0) {
                return true;
            }
            double lastUnits = table.travelUnits(rules.arrivalSign);
            boolean turns = Math.signum(toUnits - fromUnits) != Math.signum(lastUnits);
            if (turns) {
                lastUnits =
                        Math.copySign(
                                Math.max(Math.abs(lastUnits), table.backlashUnits()), lastUnits);
            }
            double startUnits = toUnits - lastUnits;
            return startUnits >= lowestUnits - rules.toleranceUnits
                    && startUnits <= highestUnits + rules.toleranceUnits;
        }

        /// The cheapest plan of so many presses beside the bulk that can be put in order.
        private Optional<Priced> cheapest(int presses) {
            var bags = new TreeMap<Double, Long>();
            sums.search(
                    presses,
                    leftUnits,
                    rules.toleranceUnits,
                    (counts, sum) -> bags.put(cost(presses, counts, sum), counts));
            for (Map.Entry<Double, Long> bag : bags.entrySet()) {
                if (unordered++ > MOST_UNORDERED) {
                    break;
                }
                Optional<List<Integer>> order =
                        PressOrder.of(
                                keys(bag.getValue()),
                                rules.arrivalSign,
                                table,
                                fromUnits,
                                lowestUnits,
                                highestUnits);
                if (order.isPresent()) {
                    return Optional.of(new Priced(order.get(), bag.getKey()));
                }
            }
            return Optional.empty();
        }

        private double cost(int presses, long counts, double sumUnits) {
            double variance = 0;
            long millis = 0;
            for (int size = 1; size <= LensTable.KEYS; size++) {
                for (int key = -size; key <= size; key += 2 * size) {
                    int count = PressSums.count(counts, key);
                    double scatterUnits = SCATTER * table.size(key).units();
                    variance += count * scatterUnits * scatterUnits;
                    millis += count * table.pace(key).toMillis();
                }
            }
            double tolerance = rules.toleranceUnits;
            double miss = Math.abs(sumUnits - leftUnits) / tolerance;
            return presses
                    + variance / (tolerance * tolerance)
                    + millis * PRESSES_PER_MILLISECOND
                    + miss * PRESSES_PER_MISS;
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
