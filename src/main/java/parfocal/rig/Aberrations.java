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
    private static final int TRIALS = 81;
    private static final double GROWN = 1.03;

    static Aberrations of(RigPlan plan) {
        double perWave = pixelsPerWave(plan);
        return new Aberrations(
                8 * perWave * plan.scene().get(Scene.SPHERICAL_WAVES),
                2 * perWave * plan.scene().get(Scene.ASTIGMATISM_WAVES));
    }

    private static double pixelsPerWave(RigPlan plan) {
        return plan.focalRatio() * GREEN_MICRONS / plan.pixelMicrons();
    }

    /// As much as puts the two lines that stars are drawn out to so many steps apart: there the disc's radius is `s`.
    static double wavesOfAstigmatism(RigPlan plan, double apartSteps) {
        double radiusPixels =
                apartSteps
                        / 2
                        * plan.micronsPerStep()
                        / (2 * plan.focalRatio() * plan.pixelMicrons());
        return radiusPixels / (2 * pixelsPerWave(plan));
    }

    boolean none() {
        return sphericalPixels == 0 && astigmatismPixels == 0;
    }

    /// Radius of the defocus disc, with its sign, in best focus: the middle between the two places where stars have grown by 3 %, which
    /// spherical aberration puts between the focus of the middle of the pupil and that of its rim.
    double smallestAtDiscPixels(double fwhmPixels, double obstruction) {
        if (sphericalPixels == 0) {
            return 0;
        }
        double[] discs = new double[TRIALS];
        double[] sizes = new double[TRIALS];
        int smallest = 0;
        double reach = Math.abs(sphericalPixels) + 0.6 * fwhmPixels;
        for (int i = 0; i < TRIALS; i++) {
            discs[i] = -sphericalPixels / 2 + reach * (2.0 * i / (TRIALS - 1) - 1);
            sizes[i] =
                    StarProfile.radial(fwhmPixels, discs[i], obstruction, this)
                            .halfFluxRadiusPixels();
            smallest = sizes[i] < sizes[smallest] ? i : smallest;
        }
        double limit = GROWN * sizes[smallest];
        return (crossing(discs, sizes, limit, smallest, -1)
                        + crossing(discs, sizes, limit, smallest, 1))
                / 2;
    }

    private static double crossing(
            double[] discs, double[] sizes, double limit, int from, int side) {
        int i = from;
        while (sizes[i + side] < limit) {
            i += side;
        }
        double part = (limit - sizes[i]) / (sizes[i + side] - sizes[i]);
        return discs[i] + part * (discs[i + side] - discs[i]);
    }
}
