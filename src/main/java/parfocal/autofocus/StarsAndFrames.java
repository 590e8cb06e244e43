package parfocal.autofocus;

import java.util.List;
import parfocal.algebra.Cholesky;

/// What stars and frames account for in numbers of which there is one for each sighting: `v = c_star + g_frame`, by weighted least
/// squares. Seeing and guiding act on a whole frame, and a star's own look goes with it through all frames, so neither can pass for
/// tilt. The stars, which are many, are eliminated; what remains are as many equations as there are frames, solved once for all numbers.
final class StarsAndFrames {
    /// What is added to all stars and taken off all frames changes nothing: frames are held to 0, so weakly.
    private static final double HELD = 1e-9;

    private final int[] star;
    private final int[] frame;
    private final double[] weights;
    private final double[] ofStar;
    private final int frames;
    private final Cholesky equations;

    /// @param weights one over the square of a sighting's standard error
    StarsAndFrames(List<StarShifts> sightings, double[] weights) {
        this.star = sightings.stream().mapToInt(StarShifts::star).toArray();
        this.frame = sightings.stream().mapToInt(StarShifts::frame).toArray();
        this.weights = weights.clone();
        this.frames = 1 + sightings.stream().mapToInt(StarShifts::frame).max().orElse(0);
        this.ofStar = new double[1 + sightings.stream().mapToInt(StarShifts::star).max().orElse(0)];
        double[][] ofBoth = new double[ofStar.length][frames];
        double[][] matrix = new double[frames][frames];
        for (int i = 0; i < weights.length; i++) {
            ofStar[star[i]] += weights[i];
            ofBoth[star[i]][frame[i]] += weights[i];
            matrix[frame[i]][frame[i]] += weights[i] * (1 + HELD);
        }
        for (int s = 0; s < ofStar.length; s++) {
            for (int f = 0; f < frames && ofStar[s] > 0; f++) {
                for (int g = 0; g < frames; g++) {
                    matrix[f][g] -= ofBoth[s][f] * ofBoth[s][g] / ofStar[s];
                }
            }
        }
        this.equations = Cholesky.propped(matrix, Double.MIN_NORMAL);
    }

    /// What they do not account for.
    double[] takenOff(double[] values) {
        double[] means = starMeans(values);
        double[] right = new double[frames];
        for (int i = 0; i < values.length; i++) {
            right[frame[i]] += weights[i] * (values[i] - means[star[i]]);
        }
        double[] common = equations.solve(right);
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rest[i] = values[i] - common[frame[i]];
        }
        means = starMeans(rest);
        for (int i = 0; i < values.length; i++) {
            rest[i] -= means[star[i]];
        }
        return rest;
    }

    private double[] starMeans(double[] values) {
        double[] means = new double[ofStar.length];
        for (int i = 0; i < values.length; i++) {
            means[star[i]] += weights[i] * values[i] / ofStar[star[i]];
        }
        return means;
    }
}
