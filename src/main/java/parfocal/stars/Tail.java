package parfocal.stars;

/// Outer profile of a star: `offset + steep·ρ^−power + shallow·ρ^−3`, per unit of area, with ρ in half-flux radii and the light
/// within three of them as 1.
///
/// The offset is the error of the background. The steep term is seeing (a Moffat profile falls with 2β), the shallow one
/// diffraction and scattered light, which every telescope has: it is nearly flat where it can be seen, so where noise hides
/// it a usual amount is assumed.
record Tail(double offset, double steep, double power, double shallow) {
    /// Usual amount of shallow light and how far telescopes differ: 1 % beyond eight half-flux radii.
    private static final double USUAL = 0.013;

    private static final double DIFFERENCE = 0.008;

    /// @param profile mean brightness of rings
    /// @param first   inner radius of the first ring
    /// @param width   of each ring
    static Tail fit(double[] profile, double first, double width) {
        Tail best = new Tail(0, 0, 5, 0);
        double bestError = Double.MAX_VALUE;
        double variance = 0;
        // The first pass, free of assumptions, shows the noise; the second weighs the assumption against it.
        for (int pass = 0; pass < 2; pass++) {
            bestError = Double.MAX_VALUE;
            for (double power = 4; power <= 10; power += 0.25) {
                double[][] normal = new double[3][4];
                double pull = variance / (DIFFERENCE * DIFFERENCE);
                normal[2][2] = pull;
                normal[2][3] = pull * USUAL;
                for (int ring = 0; ring < profile.length; ring++) {
                    double rho = first + (ring + 0.5) * width;
                    double[] basis = {1, Math.pow(rho, -power), Math.pow(rho, -3)};
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 3; j++) {
                            normal[i][j] += rho * basis[i] * basis[j];
                        }
                        normal[i][3] += rho * basis[i] * profile[ring];
                    }
                }
                Tail tail = solved(normal, power);
                double away = tail.shallow - USUAL;
                double error = tail.error(profile, first, width) + pull * away * away;
                if (error < bestError) {
                    bestError = error;
                    best = tail;
                }
            }
            variance = bestError / Math.max(1, profile.length - 3);
        }
        return best;
    }

    /// Least squares; a term that would be negative is left out.
    private static Tail solved(double[][] normal, double power) {
        double[] all = solve(normal, true, true);
        if (all[1] >= 0 && all[2] >= 0) {
            return new Tail(all[0], all[1], power, all[2]);
        }
        boolean keepSteep = all[2] < 0;
        double[] two = solve(normal, keepSteep, !keepSteep);
        return new Tail(two[0], Math.max(0, two[1]), power, Math.max(0, two[2]));
    }

    private static double[] solve(double[][] normal, boolean steep, boolean shallow) {
        double[][] m = new double[3][];
        boolean[] used = {true, steep, shallow};
        for (int i = 0; i < 3; i++) {
            m[i] = normal[i].clone();
            for (int j = 0; j < 3; j++) {
                if (!used[i] || !used[j]) {
                    m[i][j] = i == j ? 1 : 0;
                }
            }
            if (!used[i]) {
                m[i][3] = 0;
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int k = i + 1; k < 3; k++) {
                double factor = m[k][i] / m[i][i];
                for (int j = i; j < 4; j++) {
                    m[k][j] -= factor * m[i][j];
                }
            }
        }
        double[] x = new double[3];
        for (int i = 2; i >= 0; i--) {
            x[i] = m[i][3];
            for (int j = i + 1; j < 3; j++) {
                x[i] -= m[i][j] * x[j];
            }
            x[i] /= m[i][i];
        }
        return x;
    }

    private double error(double[] profile, double first, double width) {
        double sum = 0;
        for (int ring = 0; ring < profile.length; ring++) {
            double rho = first + (ring + 0.5) * width;
            double model = offset + steep * Math.pow(rho, -power) + shallow * Math.pow(rho, -3);
            sum += rho * (profile[ring] - model) * (profile[ring] - model);
        }
        return sum;
    }

    /// Light outside a circle, out to infinity.
    double lightBeyond(double radius) {
        return 2
                * Math.PI
                * (steep * Math.pow(radius, 2 - power) / (power - 2) + shallow / radius);
    }
}
