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
        // The first pass, free of assumptions, shows the noise; the second weighs the assumption
        // against it.
        for (int pass = 0; pass < 2; pass++) {
            bestError = Double.MAX_VALUE;
            for (double power = 4; power <= 10; power += 0.25) {
                LeastSquares squares = new LeastSquares(3);
                double pull = variance / (DIFFERENCE * DIFFERENCE);
                squares.expect(2, USUAL, pull);
                for (int ring = 0; ring < profile.length; ring++) {
                    double rho = first + (ring + 0.5) * width;
                    squares.add(rho, profile[ring], 1, Math.pow(rho, -power), Math.pow(rho, -3));
                }
                Tail tail = solved(squares, power);
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
    private static Tail solved(LeastSquares squares, double power) {
        double[] all = squares.solve(true, true, true);
        if (all[1] >= 0 && all[2] >= 0) {
            return new Tail(all[0], all[1], power, all[2]);
        }
        boolean keepSteep = all[2] < 0;
        double[] two = squares.solve(true, keepSteep, !keepSteep);
        return new Tail(two[0], Math.max(0, two[1]), power, Math.max(0, two[2]));
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
        return 2 * Math.PI * (steep * Math.pow(radius, 2 - power) / (power - 2) + shallow / radius);
    }
}
