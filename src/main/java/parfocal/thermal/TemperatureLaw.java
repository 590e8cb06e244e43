package parfocal.thermal;

import java.util.List;

/// By how many steps best focus moves with the temperature: one straight piece, or several that meet.
///
/// Differences only: where focus is at a given temperature, a reference says.
///
/// @param pieces         from cold to warm, without gaps; the outer two go on for ever
/// @param scatterSteps   standard deviation of a point about the law, beyond what its own uncertainty explains
/// @param lagMinutes     what the law takes as temperature follows the thermometer with this time constant; 0 is the thermometer
public record TemperatureLaw(List<Piece> pieces, double scatterSteps, int lagMinutes) {

    /// A range of temperatures in which the change is straight.
    ///
    /// @param stepsPerCelsius positive when colder means smaller numbers
    /// @param sigma           standard deviation of that
    /// @param low             of the 95 % interval
    /// @param high            of the 95 % interval
    public record Piece(
            double fromCelsius,
            double toCelsius,
            double stepsPerCelsius,
            double sigma,
            double low,
            double high) {}

    public TemperatureLaw {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("A temperature law has at least one piece.");
        }
    }

    /// A law that somebody typed in.
    public static TemperatureLaw straight(double stepsPerCelsius) {
        return new TemperatureLaw(
                List.of(
                        new Piece(
                                -Double.MAX_VALUE,
                                Double.MAX_VALUE,
                                stepsPerCelsius,
                                0,
                                stepsPerCelsius,
                                stepsPerCelsius)),
                0,
                0);
    }

    /// How far best focus moves, in steps, when the temperature goes from one to another.
    public double changeSteps(double fromCelsius, double toCelsius) {
        return integral(fromCelsius, toCelsius, false);
    }

    /// Standard deviation of [#changeSteps] by what is not known of the slopes.
    public double sigmaOfChangeSteps(double fromCelsius, double toCelsius) {
        return Math.abs(integral(fromCelsius, toCelsius, true));
    }

    /// The piece in which a temperature lies.
    public Piece pieceAt(double celsius) {
        for (Piece piece : pieces) {
            if (celsius < piece.toCelsius()) {
                return piece;
            }
        }
        return pieces.getLast();
    }

    private double integral(double fromCelsius, double toCelsius, boolean ofSigma) {
        if (fromCelsius > toCelsius) {
            return -integral(toCelsius, fromCelsius, ofSigma);
        }
        double sum = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            double begin = i == 0 ? fromCelsius : Math.max(fromCelsius, piece.fromCelsius());
            double end =
                    i == pieces.size() - 1 ? toCelsius : Math.min(toCelsius, piece.toCelsius());
            if (end > begin) {
                sum += (end - begin) * (ofSigma ? piece.sigma() : piece.stepsPerCelsius());
            }
        }
        return sum;
    }
}
