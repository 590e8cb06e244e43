package parfocal.rig;

/// What optics do beside defocus, on the axis: where rays from the pupil meet the sensor.
///
/// A ray from the height `ρ` (1 at the rim) and the angle `θ` arrives at `x = (d + aρ² + s)·ρ·cos θ`, `y = (d + aρ² − s)·ρ·sin θ`: third-order
/// spherical aberration and astigmatism (Schroeder, Astronomical Optics, ch. 5). A wavefront of `W` waves makes `a = 8·N·W·λ` and
/// `s = 2·N·W·λ` on the sensor.
///
/// @param sphericalPixels   `a`
/// @param astigmatismPixels `s`
record Aberrations(double sphericalPixels, double astigmatismPixels) {
    private static final double GREEN_MICRONS = 0.55;
    private static final int TRIALS = 41;
    private static final double NEAR = 1.02;

    static Aberrations of(RigPlan plan) {
        double perWave =
                plan.telescope().focalRatio() * GREEN_MICRONS / plan.sensor().pixelMicrons();
        return new Aberrations(
                8 * perWave * plan.scene().get(Scene.SPHERICAL_WAVES),
                2 * perWave * plan.scene().get(Scene.ASTIGMATISM_WAVES));
    }

    boolean none() {
        return sphericalPixels == 0 && astigmatismPixels == 0;
    }

    /// Radius of the defocus disc, with its sign, at which stars are smallest: best focus, which spherical aberration puts between
    /// the focus of the middle of the pupil and that of its rim. Vertex of the parabola through the sizes within 2 % of the smallest.
    double smallestAtDiscPixels(double fwhmPixels, double obstruction) {
        if (sphericalPixels == 0) {
            return 0;
        }
        double[] discs = new double[TRIALS];
        double[] sizes = new double[TRIALS];
        double smallest = Double.MAX_VALUE;
        double reach = Math.abs(sphericalPixels) + 0.6 * fwhmPixels;
        for (int i = 0; i < TRIALS; i++) {
            discs[i] = -sphericalPixels / 2 + reach * (2.0 * i / (TRIALS - 1) - 1);
            sizes[i] =
                    StarProfile.radial(fwhmPixels, discs[i], obstruction, this)
                            .halfFluxRadiusPixels();
            smallest = Math.min(smallest, sizes[i]);
        }
        double[] sums = new double[5];
        double[] products = new double[3];
        for (int i = 0; i < TRIALS; i++) {
            if (sizes[i] < NEAR * smallest) {
                double power = 1;
                for (int k = 0; k < 5; k++) {
                    sums[k] += power;
                    if (k < 3) {
                        products[k] += power * sizes[i];
                    }
                    power *= discs[i];
                }
            }
        }
        return vertex(sums, products);
    }

    /// Of the least-squares parabola.
    private static double vertex(double[] s, double[] p) {
        double slope =
                p[1] * (s[0] * s[4] - s[2] * s[2])
                        - p[0] * (s[1] * s[4] - s[2] * s[3])
                        - p[2] * (s[0] * s[3] - s[1] * s[2]);
        double bend =
                p[2] * (s[0] * s[2] - s[1] * s[1])
                        - p[1] * (s[0] * s[3] - s[1] * s[2])
                        + p[0] * (s[1] * s[3] - s[2] * s[2]);
        return -slope / (2 * bend);
    }
}
