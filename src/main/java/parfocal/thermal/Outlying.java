package parfocal.thermal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/// Points that do not belong to the law, by the generalized extreme studentized deviate test (Rosner 1983): the worst is taken out, and the
/// next, and then as many count as outliers as the last one that was too far off for its turn. So two that hide each other are found.
final class Outlying {
    // Of sets without any outlier, one in a hundred loses a point.
    private static final double FALSE_ALARMS = 0.01;
    private static final int FEWEST_POINTS = 5;

    private Outlying() {}

    /// Numbers of the points, in order.
    static List<Integer> of(List<TemperaturePoint> points, List<String> offsets, double... hinges) {
        if (points.size() < FEWEST_POINTS) {
            return List.of();
        }
        int most = FastMath.max(1, points.size() / 4);
        var taken = new ArrayList<Integer>();
        int guilty = 0;
        for (int turn = 1; turn <= most; turn++) {
            Optional<Regression> fit = Regression.of(points, offsets, taken, hinges);
            if (fit.isEmpty() || fit.get().spare() < 2) {
                break;
            }
            int worst = worst(fit.get().studentized());
            double deviate = FastMath.abs(fit.get().studentized().get(worst));
            taken.add(worst);
            if (deviate > critical(fit.get().used(), fit.get().spare())) {
                guilty = turn;
            }
        }
        return taken.subList(0, guilty).stream().sorted().toList();
    }

    private static int worst(List<Double> studentized) {
        int worst = 0;
        for (int i = 1; i < studentized.size(); i++) {
            if (FastMath.abs(studentized.get(i)) > FastMath.abs(studentized.get(worst))) {
                worst = i;
            }
        }
        return worst;
    }

    /// What an internally studentized residual among so many reaches with the chance [#FALSE_ALARMS].
    private static double critical(int used, int spare) {
        double t =
                new TDistribution(spare - 1)
                        .inverseCumulativeProbability(1 - FALSE_ALARMS / (2 * used));
        return t * FastMath.sqrt(spare / (spare - 1 + t * t));
    }
}
