package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fewest presses that land within the tolerance, never near a stop on the way, always arriving in the same direction.
///
/// It is the problem of paying a sum with fewest coins when change is given, in real numbers. Presses of the biggest key that
/// a long way needs in any case are set aside; of the rest, all bags of up to eight presses are searched, few presses first,
/// each as two halves that meet. Among bags of the fewest presses the one is taken that is quickest and least shaky: big presses scatter more than
/// small ones. For that a long plan may have a press in ten more than the fewest.
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
    private static final double SPARE_SHARE = 0.1;
    private static final int MOST_PRESSES = 2 * PressSums.HALF;

    /// Beside the bulk. Wherever a move can arrive from the right side at all, seven presses have been enough in all public tables.
    private static final int MOST_TO_ARRIVE = 7;

    private final LensTable table;
    private final Arrival arrival;
    private final double toleranceUnits;
    private final double marginUnits;
    private final PressSums sums;
    private final int biggestKey;
    private final double[] scatterVariance = new double[2 * LensTable.KEYS];
    private final double[] paceCost = new double[2 * LensTable.KEYS];

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
        for (int place = 0; place < 2 * LensTable.KEYS; place++) {
            int pressed = PressSums.keyAt(place);
            double scatterUnits = SCATTER * table.size(pressed).units();
            scatterVariance[place] = scatterUnits * scatterUnits;
            paceCost[place] = PRESSES_PER_MILLISECOND * table.pace(pressed).toMillis();
        }
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
            int most = rules.arrivalSign == 0 ? MOST_PRESSES : MOST_TO_ARRIVE;
            for (int presses = 0; presses <= most; presses++) {
                Optional<Priced> found = cheapest(presses);
                if (best.isEmpty() && found.isPresent()) {
                    most = Math.min(most, presses + sparePresses(bulkPresses + presses));
                }
                if (found.isPresent() && best.stream().allMatch(found.get()::cheaperThan)) {
                    best = found;
                }
            }
            return best.map(Priced::keys);
        }

        /// How many presses more a plan may have than the fewest, if they are smaller and so less shaky.
        private int sparePresses(int fewest) {
            return (int) (SPARE_SHARE * fewest);
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
            var best = new Cheapest(presses);
            sums.search(presses, leftUnits, rules.toleranceUnits, best);
            return best.plan;
        }

        /// Remembers the best of the bags it is told of.
        private final class Cheapest implements PressSums.Found {
            private final int presses;
            private Optional<Priced> plan = Optional.empty();
            private double cost = Double.POSITIVE_INFINITY;

            Cheapest(int presses) {
                this.presses = presses;
            }

            @Override
            public void bag(long counts, double sumUnits) {
                double price = cost(presses, counts, sumUnits);
                if (price < cost) {
                    PressOrder.of(
                                    keys(counts),
                                    rules.arrivalSign,
                                    table,
                                    fromUnits,
                                    lowestUnits,
                                    highestUnits)
                            .ifPresent(order -> {
                                plan = Optional.of(new Priced(order, price));
                                cost = price;
                            });
                }
            }
        }

        private double cost(int presses, long counts, double sumUnits) {
            double tolerance = rules.toleranceUnits;
            double miss = Math.abs(sumUnits - leftUnits) / tolerance;
            double cost = presses + miss * PRESSES_PER_MISS;
            double perVariance = 1 / (tolerance * tolerance);
            for (int place = 0; place < 2 * LensTable.KEYS; place++) {
                int count = PressSums.countAt(counts, place);
                cost += count * (scatterVariance[place] * perVariance + paceCost[place]);
            }
            return cost;
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
