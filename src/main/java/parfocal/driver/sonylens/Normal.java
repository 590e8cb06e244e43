package parfocal.driver.sonylens;

/// The normal distribution with mean 0 and standard deviation 1.
final class Normal {
    private Normal() {}

    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /// The share below x, true to 1e-7 (Abramowitz and Stegun, 26.2.17).
    static double below(double x) {
        if (x < 0) {
            return 1 - below(-x);
        }
        double t = 1 / (1 + 0.2316419 * x);
        double series =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return 1 - density(x) * series;
    }
}
