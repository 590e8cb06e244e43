package parfocal.curve;

/// A number with its standard deviation, as people read it.
public final class PlusMinus {
    private static final int MOST_DIGITS = 3;

    private PlusMinus() {}

    /// `4000.1 ± 0.4`, and `4000.12 ± 0.04` where one digit behind the point would say that nothing is uncertain.
    public static String of(double value, double sigma) {
        int digits = 1;
        double smallest = 0.095;
        while (digits < MOST_DIGITS && sigma > 0 && sigma < smallest) {
            digits++;
            smallest /= 10;
        }
        return Sentence.of("%." + digits + "f ± %." + digits + "f", value, sigma);
    }
}
