package parfocal.stars;

/// The median of nine numbers by nineteen exchanges: a third of the time of sorting them (Devillard 1998).
final class MedianOfNine {
    private static final int[] EXCHANGES = {
        1, 2, 4, 5, 7, 8, 0, 1, 3, 4, 6, 7, 1, 2, 4, 5, 7, 8, 0, 3, 5, 8, 4, 7, 3, 6, 1, 4, 2, 5, 4,
        7, 4, 2, 6, 4, 4, 2
    };

    private MedianOfNine() {}

    /// @param values whose order is lost
    static double of(double[] values) {
        for (int i = 0; i < EXCHANGES.length; i += 2) {
            double a = values[EXCHANGES[i]];
            double b = values[EXCHANGES[i + 1]];
            values[EXCHANGES[i]] = Math.min(a, b);
            values[EXCHANGES[i + 1]] = Math.max(a, b);
        }
        return values[4];
    }
}
