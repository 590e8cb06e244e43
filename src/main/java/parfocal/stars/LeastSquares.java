package parfocal.stars;

/// Weighted linear least squares by normal equations, for a handful of terms.
final class LeastSquares {
    private final int terms;
    private final double[][] normal;

    LeastSquares(int terms) {
        this.terms = terms;
        normal = new double[terms][terms + 1];
    }

    /// One observation `value ≈ Σ coefficient·basis`.
    void add(double weight, double value, double... basis) {
        for (int i = 0; i < terms; i++) {
            for (int j = 0; j < terms; j++) {
                normal[i][j] += weight * basis[i] * basis[j];
            }
            normal[i][terms] += weight * basis[i] * value;
        }
    }

    /// Draws one coefficient towards a value.
    void expect(int term, double value, double weight) {
        normal[term][term] += weight;
        normal[term][terms] += weight * value;
    }

    /// The coefficients; those not in `used` are 0.
    double[] solve(boolean... used) {
        double[][] m = new double[terms][];
        for (int i = 0; i < terms; i++) {
            m[i] = normal[i].clone();
            for (int j = 0; j < terms; j++) {
                if (!used[i] || !used[j]) {
                    m[i][j] = i == j ? 1 : 0;
                }
            }
            if (!used[i]) {
                m[i][terms] = 0;
            }
        }
        for (int i = 0; i < terms; i++) {
            for (int k = i + 1; k < terms; k++) {
                double factor = m[k][i] / m[i][i];
                for (int j = i; j <= terms; j++) {
                    m[k][j] -= factor * m[i][j];
                }
            }
        }
        double[] x = new double[terms];
        for (int i = terms - 1; i >= 0; i--) {
            x[i] = m[i][terms];
            for (int j = i + 1; j < terms; j++) {
                x[i] -= m[i][j] * x[j];
            }
            x[i] /= m[i][i];
        }
        return x;
    }
}
