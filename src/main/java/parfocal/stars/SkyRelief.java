package parfocal.stars;

/// How uneven the sky of a frame is where no star stands: as a nebula makes it, and neither moonlight nor a lens that darkens toward its
/// corners, which a surface of second degree follows.
final class SkyRelief {
    private static final int LATTICE = 16;
    private static final int TERMS = 6;

    private SkyRelief() {}

    /// Root mean square of what that surface leaves of the level, over the noise of a pixel.
    static double sigmas(Mesh sky, int widthPixels, int heightPixels) {
        var fit = new LeastSquares(TERMS);
        double[] levels = new double[LATTICE * LATTICE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] =
                    sky.levelAt(
                            (column(i) + 0.5) * widthPixels / LATTICE,
                            (row(i) + 0.5) * heightPixels / LATTICE);
            fit.add(1, levels[i] - sky.medianLevel(), basis(i));
        }
        double[] surface = fit.solve(true, true, true, true, true, true);
        double squares = 0;
        for (int i = 0; i < levels.length; i++) {
            double rest = levels[i] - sky.medianLevel();
            double[] basis = basis(i);
            for (int term = 0; term < TERMS; term++) {
                rest -= surface[term] * basis[term];
            }
            squares += rest * rest;
        }
        return sky.medianNoise() > 0 ? Math.sqrt(squares / levels.length) / sky.medianNoise() : 0;
    }

    private static int column(int i) {
        return i % LATTICE;
    }

    private static int row(int i) {
        return i / LATTICE;
    }

    private static double[] basis(int i) {
        double x = 2 * (column(i) + 0.5) / LATTICE - 1;
        double y = 2 * (row(i) + 0.5) / LATTICE - 1;
        return new double[] {1, x, y, x * x, x * y, y * y};
    }
}
