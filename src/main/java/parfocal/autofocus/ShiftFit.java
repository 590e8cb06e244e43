package parfocal.autofocus;

import java.util.List;
import parfocal.algebra.Cholesky;

/// How much of each of some terms the sizes of the stars hold, everything that is common to a star or to a frame taken off before:
/// weighted least squares, once more with less weight on what does not fit.
final class ShiftFit {
    private static final double HUBER_SIGMAS = 2;
    private static final int ROUNDS = 4;

    /// Keeps a term that no sighting tells anything of, or that all terms together make up, at nothing.
    private static final double HELD = 1e-9;

    private static final double UNTOLD = 1e30;

    /// What one sighting would change by for one unit of the term.
    interface Term {
        double of(StarShifts sighting);
    }

    private final double[] solution;
    private final double[][] covariance;

    /// @param priors standard deviation of each term before anything was seen
    ShiftFit(List<StarShifts> all, List<Term> terms, double[] priors) {
        int count = all.size();
        double[] weights = all.stream().mapToDouble(StarShifts::weight).toArray();
        double[] left = all.stream().mapToDouble(StarShifts::left).toArray();
        double[] found = new double[terms.size()];
        double[][] inverse = new double[terms.size()][terms.size()];
        double[][] given =
                terms.stream()
                        .map(term -> all.stream().mapToDouble(term::of).toArray())
                        .toArray(double[][]::new);
        int freedom = count - degrees(all, terms.size());
        for (int round = 0; round < ROUNDS; round++) {
            var apart = new StarsAndFrames(all, weights);
            double[] value = apart.takenOff(left);
            double[][] basis = new double[terms.size()][];
            for (int t = 0; t < basis.length; t++) {
                basis[t] = apart.takenOff(given[t]);
            }
            double[][] normal = normal(basis, weights);
            for (int t = 0; t < priors.length; t++) {
                normal[t][t] += 1 / (priors[t] * priors[t]);
            }
            inverse = inverted(normal);
            found = times(inverse, against(basis, value, weights));
            double[] rest = rest(basis, value, found);
            double scatter = scatter(rest, weights, freedom);
            for (int t = 0; t < inverse.length; t++) {
                for (int u = 0; u < inverse.length; u++) {
                    inverse[t][u] *= scatter;
                }
            }
            for (int i = 0; i < count; i++) {
                double sigmas = Math.abs(rest[i]) * Math.sqrt(all.get(i).weight() / scatter);
                weights[i] =
                        all.get(i).weight() * Math.min(1, HUBER_SIGMAS / Math.max(1e-9, sigmas));
            }
        }
        this.solution = found;
        this.covariance = inverse;
    }

    double value(int term) {
        return solution[term];
    }

    double sigma(int term) {
        return Math.sqrt(covariance[term][term]);
    }

    /// Of a sum of terms.
    ///
    /// @param shares of each term; those beyond its end are 0
    double sigma(double[] shares) {
        double variance = 0;
        for (int t = 0; t < shares.length; t++) {
            for (int u = 0; u < shares.length; u++) {
                variance += shares[t] * covariance[t][u] * shares[u];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    private static int degrees(List<StarShifts> all, int terms) {
        long stars = all.stream().map(StarShifts::star).distinct().count();
        long frames = all.stream().map(StarShifts::frame).distinct().count();
        return (int) (stars + frames) - 1 + terms;
    }

    private static double scatter(double[] rest, double[] weights, int freedom) {
        double squares = 0;
        for (int i = 0; i < rest.length; i++) {
            squares += weights[i] * rest[i] * rest[i];
        }
        return Math.max(0.2, squares / Math.max(1, freedom));
    }

    private static double[] rest(double[][] basis, double[] value, double[] found) {
        double[] rest = value.clone();
        for (int t = 0; t < found.length; t++) {
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= found[t] * basis[t][i];
            }
        }
        return rest;
    }

    private static double[] against(double[][] basis, double[] value, double[] weights) {
        double[] sums = new double[basis.length];
        for (int t = 0; t < basis.length; t++) {
            for (int i = 0; i < value.length; i++) {
                sums[t] += weights[i] * basis[t][i] * value[i];
            }
        }
        return sums;
    }

    private static double[][] normal(double[][] basis, double[] weights) {
        double[][] normal = new double[basis.length][basis.length];
        for (int t = 0; t < basis.length; t++) {
            for (int u = 0; u < basis.length; u++) {
                for (int i = 0; i < weights.length; i++) {
                    normal[t][u] += weights[i] * basis[t][i] * basis[u][i];
                }
            }
        }
        return normal;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int t = 0; t < vector.length; t++) {
            for (int u = 0; u < vector.length; u++) {
                product[t] += matrix[t][u] * vector[u];
            }
        }
        return product;
    }

    private static double[][] inverted(double[][] matrix) {
        double[][] held = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            held[i] = matrix[i].clone();
            held[i][i] = matrix[i][i] > 0 ? matrix[i][i] * (1 + HELD) : UNTOLD;
        }
        return Cholesky.propped(held, Double.MIN_NORMAL).inverse();
    }
}
