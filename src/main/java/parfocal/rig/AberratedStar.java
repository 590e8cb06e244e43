package parfocal.rig;

/// A star as rays from all over the pupil make it, each blurred to a Moffat.
final class AberratedStar {
    private static final int STEPS_PER_PIXEL = 8;
    private static final int RINGS = 32;
    private static final int ANGLES = 12;
    private static final int ON_A_CIRCLE = 24;

    /// Beyond this many widths of the Moffat from the disc stars are round.
    private static final double ROUND_IN_FWHM = 3;

    private final double fwhm;
    private final double alpha;
    private final double[] spotX;
    private final double[] spotY;
    private final double outermost;

    AberratedStar(
            double fwhmPixels, double discPixels, double obstruction, Aberrations aberrations) {
        fwhm = fwhmPixels;
        alpha = fwhmPixels / (2 * Math.sqrt(StrictMath.pow(2, 1 / StarProfile.MOFFAT_BETA) - 1));
        int angles = aberrations.astigmatismPixels() == 0 ? 1 : ANGLES;
        spotX = new double[RINGS * angles];
        spotY = new double[RINGS * angles];
        double farthest = 0;
        for (int ring = 0; ring < RINGS; ring++) {
            double hole = obstruction * obstruction;
            double area = hole + (1 - hole) * (ring + 0.5) / RINGS;
            double rho = Math.sqrt(area);
            double defocus = discPixels + aberrations.sphericalPixels() * area;
            for (int k = 0; k < angles; k++) {
                // A quarter of the pupil; the others mirror it. Rings are turned against each
                // other, so that spots make no spokes.
                double angle = Math.PI / 2 * (k + (ring * 0.618 + 0.5) % 1) / angles;
                double cosine = angles == 1 ? 1 : StrictMath.cos(angle);
                double sine = angles == 1 ? 0 : StrictMath.sin(angle);
                int i = ring * angles + k;
                spotX[i] = Math.abs((defocus + aberrations.astigmatismPixels()) * rho * cosine);
                spotY[i] = Math.abs((defocus - aberrations.astigmatismPixels()) * rho * sine);
                farthest = Math.max(farthest, Math.hypot(spotX[i], spotY[i]));
            }
        }
        outermost = farthest;
    }

    StarProfile round() {
        return StarProfile.ofTables(table(), STEPS_PER_PIXEL, reach(), new float[0], 0);
    }

    StarProfile drawn() {
        int steps = StarProfile.QUARTER_STEPS_PER_PIXEL;
        int side = (int) Math.ceil((outermost + ROUND_IN_FWHM * fwhm) * steps) + 2;
        float[] quarter = new float[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                quarter[row * side + column] =
                        (float) mirrored((double) column / steps, (double) row / steps);
            }
        }
        return StarProfile.ofTables(table(), STEPS_PER_PIXEL, reach(), quarter, side);
    }

    private double reach() {
        return outermost + 12 * fwhm + 4;
    }

    private double mirrored(double x, double y) {
        double sum = 0;
        for (int i = 0; i < spotX.length; i++) {
            double rightX = (x - spotX[i]) * (x - spotX[i]);
            double leftX = (x + spotX[i]) * (x + spotX[i]);
            double lowerY = (y - spotY[i]) * (y - spotY[i]);
            double upperY = (y + spotY[i]) * (y + spotY[i]);
            sum +=
                    StarProfile.moffat(rightX + lowerY, alpha)
                            + StarProfile.moffat(leftX + lowerY, alpha)
                            + StarProfile.moffat(rightX + upperY, alpha)
                            + StarProfile.moffat(leftX + upperY, alpha);
        }
        return sum / (4 * spotX.length);
    }

    /// Mean over all directions.
    private double[] table() {
        double[] table = new double[(int) Math.ceil(reach() * STEPS_PER_PIXEL) + 2];
        double[] cosines = new double[ON_A_CIRCLE];
        for (int k = 0; k < ON_A_CIRCLE; k++) {
            cosines[k] = StrictMath.cos(Math.PI * (k + 0.5) / ON_A_CIRCLE);
        }
        for (int i = 0; i < table.length; i++) {
            double r = (double) i / STEPS_PER_PIXEL;
            double sum = 0;
            for (int spot = 0; spot < spotX.length; spot++) {
                double s = Math.hypot(spotX[spot], spotY[spot]);
                for (double cosine : cosines) {
                    sum += StarProfile.moffat(r * r + s * s - 2 * r * s * cosine, alpha);
                }
            }
            table[i] = sum / ((double) spotX.length * ON_A_CIRCLE);
        }
        return table;
    }
}
