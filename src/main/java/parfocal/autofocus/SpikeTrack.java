package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.stars.Bahtinov.Spikes;

/// The middle spike's distance at several positions that were reached in one direction: a straight line, whose zero is best focus. It
/// needs no optics, and tells which side is which.
///
/// @param bestPositionSteps where the spikes meet
/// @param sigmaSteps        its standard deviation
/// @param pixelsPerStep     slope; its sign says which way the middle spike goes when the position grows
public record SpikeTrack(double bestPositionSteps, double sigmaSteps, double pixelsPerStep) {
    /// Air moves spikes a little from frame to frame, all three not quite alike.
    private static final double SIGMA_OF_AIR_PIXELS = 0.04;

    private static final double LEAST_SLOPE_SIGMAS = 4;

    /// @param spikes as seen at `positionSteps`
    public record At(double positionSteps, Spikes spikes) {}

    /// @return empty for fewer than two positions, or where the spikes do not move beyond doubt
    public static Optional<SpikeTrack> through(List<At> seen) {
        double[] weights = new double[seen.size()];
        double total = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < weights.length; i++) {
            double sigma = Math.hypot(seen.get(i).spikes.sigmaPixels(), SIGMA_OF_AIR_PIXELS);
            weights[i] = 1 / (sigma * sigma);
            total += weights[i];
            x += weights[i] * seen.get(i).positionSteps;
            y += weights[i] * seen.get(i).spikes.offsetPixels();
        }
        if (seen.size() < 2) {
            return Optional.empty();
        }
        x /= total;
        y /= total;
        double spread = 0;
        double product = 0;
        for (int i = 0; i < weights.length; i++) {
            double dx = seen.get(i).positionSteps - x;
            spread += weights[i] * dx * dx;
            product += weights[i] * dx * (seen.get(i).spikes.offsetPixels() - y);
        }
        if (!(spread > 0)) {
            return Optional.empty();
        }
        double slope = product / spread;
        double scatter = scatter(seen, weights, x, y, slope);
        if (Math.abs(slope) < LEAST_SLOPE_SIGMAS * Math.sqrt(scatter / spread)) {
            return Optional.empty();
        }
        double best = x - y / slope;
        double sigma =
                Math.sqrt(scatter * (1 / total + (best - x) * (best - x) / spread))
                        / Math.abs(slope);
        return Optional.of(new SpikeTrack(best, sigma, slope));
    }

    /// Over what was foreseen, where there are more than two to tell.
    private static double scatter(
            List<At> seen, double[] weights, double x, double y, double slope) {
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double left =
                    seen.get(i).spikes.offsetPixels() - y - slope * (seen.get(i).positionSteps - x);
            squares += weights[i] * left * left;
        }
        return weights.length > 2 ? Math.max(1, squares / (weights.length - 2)) : 1;
    }
}
