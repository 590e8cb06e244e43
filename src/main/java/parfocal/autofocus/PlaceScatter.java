package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;

/// What it costs that numbers are places only roughly: on a focuser that adds up steps of which none is quite like the other, samples do not
/// stand where they are said to, nor does the arrival at best focus.
///
/// The scatter grows from one visit to the stop to the next. Frames of one visit share what had grown until the first of them, and what they
/// share moves the curve as a whole.
final class PlaceScatter {
    private final List<Taken> taken;

    PlaceScatter(List<Taken> taken) {
        this.taken = taken;
    }

    /// Standard deviation of best focus against the place of the last frame, as a proof there would see it.
    ///
    /// @param samples as many as frames were taken, in the same order
    double sigmaSteps(List<Sample> samples, SweepFit sweep) {
        int last = taken.size() - 1;
        if (taken.get(last).placeSigmaSteps() == 0) {
            return 0;
        }
        var frames = new ArrayList<Integer>();
        var shares = new ArrayList<Double>();
        double sum = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (sweep.counting().contains(samples.get(i))) {
                frames.add(i);
                shares.add(tells(sweep.fit(), samples.get(i).point()));
                sum += shares.getLast();
            }
        }
        double variance = variance(last);
        for (int a = 0; a < frames.size(); a++) {
            double share = shares.get(a) / sum;
            variance -= samples.get(last).proof() ? 2 * share * shared(frames.get(a), last) : 0;
            for (int b = 0; b < frames.size(); b++) {
                variance += share * shares.get(b) / sum * shared(frames.get(a), frames.get(b));
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /// How much a sample tells of the place of focus, and so by how much best focus goes with it: the square of its slope in standard errors.
    private static double tells(CurveFit fit, CurvePoint point) {
        double u = fit.curve().defocusAt(point.positionSteps());
        double slope = u / (1 + u * u);
        double sigma = fit.law().sigmaLogAt(Math.hypot(1, u));
        return slope * slope / (sigma * sigma);
    }

    /// Covariance of the places of two frames: the scatter of the earlier, unless the stop was visited in between, on the way round to a place
    /// that is known better than the one before.
    private double shared(int one, int other) {
        int first = Math.min(one, other);
        for (int i = first + 1; i <= Math.max(one, other); i++) {
            if (!taken.get(i).step().via().isEmpty() && variance(i) < variance(i - 1)) {
                return 0;
            }
        }
        return variance(first);
    }

    private double variance(int frame) {
        double sigma = taken.get(frame).placeSigmaSteps();
        return sigma * sigma;
    }
}
