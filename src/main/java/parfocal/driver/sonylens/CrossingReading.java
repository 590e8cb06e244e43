package parfocal.driver.sonylens;

import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// What one crossing says, as far as the sizes are known: how many of its presses were lost, and how far it is to be believed.
///
/// Of the big keys a lost press is seen in the count, being missing whole; how many were lost is then a question of which number fits best. Of the small
/// ones nobody can tell, and the usual share of them is taken to be lost.
///
/// @param bulkKey       the key that nearly all of the way was pressed by
/// @param lost          how many of its presses were lost
/// @param varianceUnits of the whole way, as the square of units
/// @param resolved      whether they were seen
record CrossingReading(int bulkKey, double lost, double varianceUnits, boolean resolved) {
    private static final int MOST_LOST = 12;

    /// More than so many at once are not told apart.
    private static final double FEW_LOST = 1.5;

    /// A press is seen to be missing when it is so many times as long as everything else that may be wrong.
    private static final double SEEN_SIGMAS = 3;

    /// What is known of a lens before a crossing is read.
    ///
    /// @param sizeUnits       by signed key
    /// @param relativeSigma   of each size
    /// @param lost            the share of presses that are lost
    /// @param scatterVariance the square of what a press scatters by, as a fraction of its length
    /// @param countVariance   what a press adds to the variance of a count, by losses and scatter, where losses are not seen
    record Known(
            IntToDoubleFunction sizeUnits,
            IntToDoubleFunction relativeSigma,
            double lost,
            double scatterVariance,
            double countVariance) {}

    static CrossingReading of(Crossing crossing, double stretchUnits, Known known) {
        int bulkKey = 0;
        double most = 0;
        double squares = 0;
        double lengthUnits = 0;
        for (Map.Entry<Integer, Double> counted : crossing.presses().entrySet()) {
            double size = known.sizeUnits.applyAsDouble(counted.getKey());
            double square = counted.getValue() * size * size;
            squares += square;
            lengthUnits += (1 - known.lost) * counted.getValue() * size;
            if (square > most) {
                most = square;
                bulkKey = counted.getKey();
            }
        }
        double presses = crossing.pressesOf(bulkKey);
        double bulkUnits = known.sizeUnits.applyAsDouble(bulkKey);
        double end =
                crossing.resolution() * known.sizeUnits.applyAsDouble(crossing.resolutionKey());
        double rest = end * end + known.scatterVariance * squares + known.lost * (squares - most);
        double doubt = presses * bulkUnits * known.relativeSigma.applyAsDouble(bulkKey);
        boolean seen =
                presses * known.lost < FEW_LOST
                        && bulkUnits * bulkUnits
                                > SEEN_SIGMAS * SEEN_SIGMAS * (rest + doubt * doubt);
        if (!seen) {
            return new CrossingReading(
                    bulkKey,
                    known.lost * presses,
                    known.countVariance * squares + end * end,
                    false);
        }
        double tooLong = lengthUnits + known.lost * presses * bulkUnits - stretchUnits;
        return seen(bulkKey, tooLong, bulkUnits, presses * known.lost, rest);
    }

    private static CrossingReading seen(
            int bulkKey, double tooLongUnits, double bulkUnits, double usuallyLost, double rest) {
        double[] logs = new double[MOST_LOST + 1];
        double best = Double.NEGATIVE_INFINITY;
        double logPoisson = 0;
        for (int lost = 0; lost <= MOST_LOST; lost++) {
            if (lost > 0) {
                logPoisson += Math.log(usuallyLost / lost);
            }
            double miss = tooLongUnits - lost * bulkUnits;
            logs[lost] = logPoisson - miss * miss / (2 * rest);
            best = Math.max(best, logs[lost]);
        }
        double sum = 0;
        double mean = 0;
        double square = 0;
        for (int lost = 0; lost <= MOST_LOST; lost++) {
            double weight = Math.exp(logs[lost] - best);
            sum += weight;
            mean += weight * lost;
            square += weight * lost * lost;
        }
        mean /= sum;
        double variance = Math.max(0, square / sum - mean * mean);
        return new CrossingReading(bulkKey, mean, rest + variance * bulkUnits * bulkUnits, true);
    }
}
